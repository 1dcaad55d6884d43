import { formatRocLong, type LetterFacts, type LetterTemplate } from '@xiangaitong/domain';
import type { LetterContent } from '@xiangaitong/mail';

/** What a letter needs beside its facts: who sends it, and where its recipient answers. */
export interface LetterFrame {
  readonly recipientName: string;
  readonly sender: {
    readonly organisation: string;
    readonly contact?: { readonly name: string; readonly phone: string; readonly email: string };
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
  followUpResult: {
    subject: (facts) => `第${facts.round ?? ''}次追蹤結果（${facts.caseNumber}）`,
    paragraphs: (facts) => [
      `第${facts.round ?? ''}次追蹤結果：${facts.result ?? ''}`,
      ...(facts.deadline === undefined ? [] : [`請於${day(facts.deadline)}前改善完竣（含當日）。`]),
    ],
  },
  noticeWithdrawn: {
    subject: (facts) => `限期改善單撤回（${facts.caseNumber}）`,
    paragraphs: (facts) => [`本機關前發之限期改善單已撤回。理由：${facts.reason ?? ''}`],
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
            phone: sender.contact.phone,
          }),
    },
    confidential: facts.confidential,
  };
}
