import { letterCatalogue, type LetterFact, type LetterFacts, type LetterTemplate } from '@xiangaitong/domain';

/** The filled-in example of the form (seed 002), with what else a letter can have. */
const samples: { readonly [F in LetterFact]: Exclude<LetterFacts[F], undefined> } = {
  reason: '貴用戶使用公文電子交換系統之電腦連線惡意 IP，請確認原因並改善。',
  items: ['請對使用本系統之電腦進行掃毒，並提供掃毒結果。', '請更新作業系統及防毒軟體至最新版本。'],
  legalBases: ['公文電子交換系統資訊安全管理規範第十三點第二項第十一款'],
  deadline: '2026-12-04',
  effectiveDate: '2026-12-14',
  earlierDate: '2026-12-10',
  supplementDate: '2026-12-02',
  late: true,
  round: 1,
  result: '尚未完成，再給予改善期限至民國115年12月4日。',
  remark: '未附掃毒結果，尚無法確認已改善。',
  reference: '資安字第1150001234號',
  ground: '未即時改善不符合事項且無正當理由者',
  seriousReason: '病毒持續擴散，已影響其他用戶。',
};

const point13 = '公文電子交換系統資訊安全管理規範第十三點';
const emergency = { legalBases: [`${point13}第三項`], reason: '偵測到該用戶主機遭植入後門程式並對外連線。' };

/** Where the same fact means something else. */
const particular: Partial<Record<LetterTemplate, Partial<LetterFacts>>> = {
  noticeIssued: { legalBases: [`${point13}第一項`] },
  replyAssessed: { items: ['第 1 項：未附掃毒結果，尚無法確認已改善。'] },
  actionReopened: { remark: '複查發現仍有惡意連線。' },
  extensionDenied: { remark: '前已展期，且所請期間過長。' },
  followUpResult: { remark: '貴機關（構）申請展期一案，併此核復，並計為第一次追蹤。' },
  deadlineMoved: {
    deadline: '2026-12-07',
    earlierDate: '2026-12-04',
    items: [
      '指定期日：原為民國115年12月4日（星期五），其後成為休息日，經承辦人員決定順延（參照行政程序法第48條第4項）：',
      '民國115年12月4日（星期五）：臺南市天然災害停止上班（臺南市政府 115/12/3 公告）',
      '期限：民國115年12月7日（星期一），含當日，至當日24時止。',
    ],
  },
  cureAccepted: { remark: '複查掃毒結果，各事項均已改善。' },
  noticeWithdrawn: { reason: '經查非屬貴用戶之連線，本單係誤發。' },
  suspensionPostponed: { remark: '已提出改善說明，尚待查核。' },
  suspensionCancelled: { remark: '已於中止日期前改善完成。' },
  emergencySuspended: emergency,
  ratificationRefused: { ...emergency, remark: '經查證，該連線業經用戶自行阻斷。' },
  confirmationRefused: { remark: '資安事件尚未處理完竣。' },
};

/** Facts of nobody, for a preview: all that a letter of this template can have, or only these. */
export function sampleFacts(
  template: LetterTemplate,
  { confidential = false, optional = letterCatalogue[template].optional }: SampleOptions = {},
): LetterFacts {
  const names = [...letterCatalogue[template].facts, ...optional];
  return {
    caseNumber: '限改-115-000001',
    respondentName: '○○股份有限公司',
    confidential,
    contactPersonId: '',
    ...Object.fromEntries(names.map((name) => [name, particular[template]?.[name] ?? samples[name]])),
  };
}

interface SampleOptions {
  readonly confidential?: boolean;
  readonly optional?: readonly LetterFact[];
}
