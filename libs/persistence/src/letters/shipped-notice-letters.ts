import type { ShippedWording } from '@xiangaitong/domain';
import { text, toBoth, toCentreToo, toRespondent } from './wording-parts';

/** What respondents are told of a notice (限期改善單 and 追蹤評估表, seed 002). */
export const noticeLetters: readonly ShippedWording[] = [
  toRespondent(
    'noticeIssued',
    text(
      '公文電子交換系統限期改善單',
      '事由：{{ reason }}',
      { items: '請於{{ deadline }}前（含當日）將下列事項改善完竣：' },
      '請於改善期限內，將改善措施、完成與否及完成日期，連同佐證資料及用戶印信，以電子郵件或書面回復本機關；以電子郵件回復者，應再以電話確認。',
      '屆期未完成改善，或經三次追蹤仍未完成者，將另以書面通知中止公文電子交換系統服務之日期，並回報檔案管理局。',
    ),
  ),
  toRespondent(
    'reminder',
    text(
      '改善期限將至',
      '貴機關（構）第{{ round }}次改善期限為{{ deadline }}（含當日），請如期完成改善並回復改善情形；已回復者，毋須理會本通知。',
      { items: '限期改善單所列事項如下（業經認可者，毋須再行回復）：' },
    ),
  ),
  toRespondent(
    'telephoneRequest',
    text(
      '請以電話確認改善情形',
      '貴機關（構）就第{{ round }}次改善期限以電子郵件或線上填報回復之改善情形，本機關業已收到。依限期改善單規定，應再以電話確認，請洽本信件所載聯絡窗口。',
    ),
  ),
  toRespondent(
    'supplementRequested',
    text(
      '請補正改善情形',
      '貴機關（構）就第{{ round }}次改善期限回復之改善情形尚待補正，請於{{ supplementDate }}前（含當日）補正並重新回復。',
      '應補正內容：{{ remark }}',
      '{% if late %}前次回復業已逾期，補正後仍列為逾期；{% else %}於補正期限內補正者，不視為逾期；{% endif %}改善期限不因補正而變更。',
    ),
  ),
  toRespondent(
    'replyAssessed',
    text(
      '改善情形審查結果',
      '貴機關（構）就第{{ round }}次改善期限回復之改善情形，業經審查。',
      { items: '下列事項未予認可，請繼續改善並再行回復：' },
      '上列以外之應改善事項業經認可，毋須再行回復。',
    ),
  ),
  toRespondent(
    'actionReopened',
    text(
      '改善事項重新開啟',
      { items: '下列改善事項前經認可，茲重新開啟，請再行改善並回復：' },
      '理由：{{ remark }}',
    ),
  ),
  toRespondent(
    'extensionDenied',
    text(
      '展期申請未獲同意',
      '貴機關（構）申請展延改善期限一案，未予同意；改善期限仍為{{ deadline }}（含當日）。',
      '理由：{{ remark }}',
    ),
  ),
  toRespondent(
    'followUpResult',
    text(
      '第{{ round }}次追蹤結果',
      '第{{ round }}次追蹤結果：{{ result }}',
      '{% if deadline %}請於{{ deadline }}前（含當日）改善完竣，並回復改善情形。{% else %}本案予以結案。{% endif %}',
      '{% if remark %}{{ remark }}{% endif %}',
    ),
  ),
  toCentreToo(
    'deadlineMoved',
    text(
      '改善期限順延',
      '貴機關（構）第{{ round }}次改善期限原為{{ earlierDate }}，茲順延至{{ deadline }}（含當日），請於該日前改善完竣，並回復改善情形。',
      { items: '順延之依據及計算：' },
    ),
    text(
      '改善期限順延',
      '{{ respondentName }}第{{ round }}次改善期限原為{{ earlierDate }}，業經承辦人員順延至{{ deadline }}（含當日），並已通知該機關（構），請查照。',
      { items: '順延之依據及計算：' },
    ),
  ),
  toRespondent(
    'cureAccepted',
    text(
      '改善完成結案',
      '貴機關（構）於第三次追蹤後完成改善，業經查核認可，本案予以結案，不中止公文電子交換系統服務，請查照。',
      '查核意見：{{ remark }}',
    ),
  ),
  toRespondent(
    'noticeWithdrawn',
    text('限期改善單撤回', '本機關前發之限期改善單業已撤回，請查照。', '理由：{{ reason }}'),
  ),
  toBoth(
    'noticeDissolved',
    text(
      '裁撤，限期改善單結案',
      '貴機關（構）業經裁撤，本機關前發之限期改善單予以結案；公文電子交換系統服務自即日起停止，不再提供，請查照。',
    ),
    text(
      '裁撤，限期改善單結案',
      '{{ respondentName }}業經裁撤，本機關前發之限期改善單予以結案；其公文電子交換系統服務自即日起停止，不再提供，謹此回報。',
    ),
  ),
];
