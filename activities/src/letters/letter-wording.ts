import { formatRocLong, type LetterFacts, type LetterTemplate } from '@xiangaitong/domain';
import type { LetterContent } from '@xiangaitong/mail';

/** What a letter needs beside its facts: who sends it, and where its recipient answers. */
export interface LetterFrame {
  readonly recipientName: string;
  readonly sender: {
    readonly organisation: string;
    /** A person, or the office itself, which has no telephone of its own in the directory. */
    readonly contact?: { readonly name: string; readonly phone?: string; readonly email: string };
  };
  /** Where a confidential letter's content is read after signing in. */
  readonly portal: string;
}

interface Wording {
  readonly subject: (facts: LetterFacts) => string;
  readonly paragraphs: (facts: LetterFacts) => readonly string[];
}

const day = (date: string | undefined): string => (date === undefined ? '' : formatRocLong(date));

const replyHint =
  '請於改善期限內完成改善，並將改善措施、完成與否及完成期程，連同佐證資料及用戶印信，以電子郵件或書面回復本機關。以電子郵件回復者，應再以電話確認。';

/** The wording of every letter, one entry a template. */
const wordings: Record<LetterTemplate, Wording> = {
  noticeIssued: {
    subject: (facts) => `公文電子交換系統限期改善單（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `事由：${facts.reason ?? ''}`,
      `請於${day(facts.deadline)}前將下列事項改善完竣（含當日）。`,
      replyHint,
      '請於收到本單後，即以電話或回信向下列聯絡窗口確認收悉。',
      '屆期未完成改善，或經三次追蹤仍未完成者，將另以書面通知中止交換系統服務之日期，並回報檔案管理局。',
    ],
  },
  reminder: {
    subject: (facts) => `改善期限將至（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `貴機關（構）第${facts.round ?? ''}次改善期限為${day(facts.deadline)}，請如期完成並回復改善情形。已回復者，請無庸理會本通知。`,
    ],
  },
  telephoneRequest: {
    subject: (facts) => `請以電話確認改善情形（${facts.caseNumber}）`,
    paragraphs: () => [
      '本機關已收到貴機關（構）以電子郵件回復之改善情形。依限期改善單規定，以電子郵件回復者應再以電話確認，請與下列聯絡窗口聯繫。',
    ],
  },
  supplementRequested: {
    subject: (facts) => `請補正改善情形（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `貴機關（構）第${facts.round ?? ''}次回復之改善情形尚待補正，請於${day(facts.supplementDate)}前補正並重新回復（含當日）。`,
      `應補正內容：${facts.remark ?? ''}`,
      '於補正期限內補正者，不視為逾期；改善期限不因補正而變更。',
    ],
  },
  replyAssessed: {
    subject: (facts) => `改善情形審查結果（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `貴機關（構）第${facts.round ?? ''}次回復之改善情形，經審查下列事項未予認可，請繼續改善；其餘事項已認可，不需再行回復。`,
    ],
  },
  actionReopened: {
    subject: (facts) => `改善事項重新開啟（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `下列改善事項前經認可，現重新開啟，請再行改善並回復。理由：${facts.remark ?? ''}`,
    ],
  },
  extensionDenied: {
    subject: (facts) => `展期申請未獲同意（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `貴機關（構）申請展延改善期限，未予同意。理由：${facts.remark ?? ''}`,
      ...(facts.deadline === undefined ? [] : [`改善期限仍為${day(facts.deadline)}（含當日）。`]),
    ],
  },
  followUpResult: {
    subject: (facts) => `第${facts.round ?? ''}次追蹤結果（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `第${facts.round ?? ''}次追蹤結果：${facts.result ?? ''}`,
      ...(facts.deadline === undefined ? [] : [`請於${day(facts.deadline)}前改善完竣（含當日）。`]),
      ...(facts.remark === undefined ? [] : [facts.remark]),
    ],
  },
  noticeWithdrawn: {
    subject: (facts) => `限期改善單撤回（${facts.caseNumber}）`,
    paragraphs: (facts) => [`本機關前發之限期改善單已撤回。理由：${facts.reason ?? ''}`],
  },
  noticeDissolved: {
    subject: (facts) => `限期改善單結案（${facts.caseNumber}）`,
    paragraphs: (facts) => [`${facts.respondentName}業經裁撤，本機關前發之限期改善單予以結案。`],
  },
  suspensionNotice: {
    subject: (facts) => `中止公文電子交換服務通知（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `事由：${facts.reason ?? ''}`,
      `貴機關（構）未於期限內完成改善，茲通知自${day(facts.effectiveDate)}零時起中止公文電子交換系統服務。`,
      '改善完成並經資通安全管理法主管機關確認後，始得復原服務。請於收到本通知後，即以電話或回信向下列聯絡窗口確認收悉。',
    ],
  },
  suspensionReport: {
    subject: (facts) => `中止交換服務回報（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `${facts.respondentName}經書面通知，將自${day(facts.effectiveDate)}零時起中止公文電子交換系統服務，謹此回報。`,
      `事由：${facts.reason ?? ''}`,
    ],
  },
  suspensionExecuted: {
    subject: (facts) => `中止交換服務已執行（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `${facts.respondentName}之公文電子交換系統服務已自${day(facts.effectiveDate)}起中止。`,
      '改善完成後，請提出說明；經查核並由資通安全管理法主管機關確認後復原服務。',
    ],
  },
  suspensionPostponed: {
    subject: (facts) => `中止交換服務日期延後（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `${facts.respondentName}之公文電子交換系統服務，原訂自${day(facts.earlierDate)}零時起中止，茲通知延至${day(facts.effectiveDate)}零時起中止。理由：${facts.remark ?? ''}`,
      '改善完成並經資通安全管理法主管機關確認後，始得復原服務。受中止之機關（構）請於收到本通知後，即以電話或回信向下列聯絡窗口確認收悉。',
    ],
  },
  suspensionCancelled: {
    subject: (facts) => `取消中止交換服務（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `本機關前通知${facts.respondentName}將自${day(facts.effectiveDate)}起中止公文電子交換系統服務，茲通知取消，不予執行。理由：${facts.remark ?? ''}`,
    ],
  },
  emergencySuspended: {
    subject: (facts) => `緊急中止交換服務（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `資通安全管理法主管機關認定有重大危害之虞（文號：${facts.reference ?? ''}），${facts.respondentName}之公文電子交換系統服務已於${day(facts.effectiveDate)}即時中止。`,
      `事由：${facts.reason ?? ''}`,
      '資安事件處理完竣，經資通安全管理法主管機關確認及通知後，始得復原服務。',
    ],
  },
  ratificationRefused: {
    subject: (facts) => `緊急中止未獲追認，請儘速確認是否復原（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `依貴機關通知（文號：${facts.reference ?? ''}）對${facts.respondentName}執行之緊急中止，本機關未予追認。理由：${facts.remark ?? ''}`,
      '服務於貴機關確認前不會復原，請儘速確認是否復原公文電子交換系統服務；認為不宜復原者，請敘明理由。',
    ],
  },
  cureRejected: {
    subject: (facts) => `改善說明未獲認可（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `貴機關（構）所提改善完成之說明，經查核未予認可。理由：${facts.remark ?? ''}`,
      '服務仍為中止狀態，請依上述理由繼續改善後，再提出說明。',
    ],
  },
  confirmationReminder: {
    subject: (facts) => `尚待貴機關確認復原交換服務（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `前請貴機關確認是否復原${facts.respondentName}之公文電子交換系統服務，迄未獲復。服務於確認前不會復原，請惠予確認；認為不宜復原者，請敘明理由。`,
    ],
  },
  confirmationRequest: {
    subject: (facts) => `請確認復原交換服務（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `${facts.respondentName}已完成改善並經本機關查核，請貴機關確認後通知復原公文電子交換系統服務；認為不宜復原者，請敘明理由。`,
      `原中止事由：${facts.reason ?? ''}`,
    ],
  },
  confirmationRefused: {
    subject: (facts) => `主管機關未同意復原服務（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `資通安全管理法主管機關未同意復原貴機關（構）之公文電子交換系統服務。理由：${facts.remark ?? ''}`,
      '請依上述理由繼續改善後，再提出說明。',
    ],
  },
  suspensionEnded: {
    subject: (facts) => `本件中止案終結（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `對${facts.respondentName}之本件中止，業經資通安全管理法主管機關確認（文號：${facts.reference ?? ''}）而終結。`,
      '惟另有其他應中止服務之事由，公文電子交換系統服務目前仍為中止狀態。',
    ],
  },
  serviceRestored: {
    subject: (facts) => `交換服務已復原（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `${facts.respondentName}之公文電子交換系統服務，業經資通安全管理法主管機關確認（文號：${facts.reference ?? ''}），已復原。`,
    ],
  },
};

/** The letter's content in Traditional Chinese; a confidential one has number, date and link only. */
export function wordLetter(template: LetterTemplate, facts: LetterFacts, frame: LetterFrame): LetterContent {
  const wording = wordings[template];
  const { sender } = frame;
  const shownFacts = [
    { label: '案號', value: facts.caseNumber },
    ...(facts.confidential ? [] : [{ label: '改善對象', value: facts.respondentName }]),
    ...(facts.deadline === undefined ? [] : [{ label: '改善期限', value: `${day(facts.deadline)}前` }]),
    ...(facts.supplementDate === undefined
      ? []
      : [{ label: '補正期限', value: `${day(facts.supplementDate)}前` }]),
    ...(facts.effectiveDate === undefined ? [] : [{ label: '中止日期', value: day(facts.effectiveDate) }]),
    ...(facts.confidential || facts.legalBases === undefined
      ? []
      : [{ label: '法令依據', value: facts.legalBases.join('、') }]),
  ];
  return {
    subject: facts.confidential ? `公文電子交換系統通知（${facts.caseNumber}）` : wording.subject(facts),
    salutation: `${frame.recipientName} 公鑒：`,
    paragraphs: wording.paragraphs(facts),
    ...(facts.items === undefined ? {} : { items: facts.items }),
    facts: shownFacts,
    ...(facts.confidential ? { link: { label: '登入系統檢視', url: frame.portal } } : {}),
    closing:
      sender.contact === undefined
        ? ['本信件由系統寄發；如有疑問請洽本機關。']
        : ['本信件由系統寄發，回信即寄至聯絡窗口。'],
    sender: {
      organisation: sender.organisation,
      ...(sender.contact === undefined
        ? {}
        : {
            unit: `聯絡窗口：${sender.contact.name}（${sender.contact.email}）`,
            ...(sender.contact.phone === undefined ? {} : { phone: sender.contact.phone }),
          }),
    },
    confidential: facts.confidential,
  };
}
