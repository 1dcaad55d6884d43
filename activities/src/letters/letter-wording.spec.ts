import type { LetterFacts, LetterTemplate } from '@xiangaitong/domain';
import { renderLetter } from '@xiangaitong/mail';
import { wordLetter, type LetterFrame } from './letter-wording';

const frame: LetterFrame = {
  recipientName: '台南市 0000000 公會',
  portal: 'https://portal.xiangaitong.example/',
  sender: {
    organisation: '臺南市政府智慧發展中心',
    contact: { name: '王承辦', phone: '06-2991111 轉 1001', email: 'wang@tainan.example' },
  },
};

/** Every fact that any letter can have; all of it is case content save the number. */
const facts: LetterFacts = {
  caseNumber: '限改-115-000001',
  respondentName: '被改善的公會',
  confidential: false,
  contactPersonId: 'p-wang',
  reason: '連線惡意 IP 的事由',
  items: ['第一件改善事項', '第二件改善事項'],
  legalBases: ['規範第十三點第一項', '使用須知'],
  deadline: '2026-12-04',
  effectiveDate: '2026-12-14',
  round: 2,
  result: '尚未完成',
  remark: '缺根因分析',
  reference: '資安字第 1150001234 號',
  supplementDate: '2026-12-02',
  earlierDate: '2026-12-10',
};

const number = '限改-115-000001';
const deadline = '民國115年12月4日';
const effective = '民國115年12月14日';
const bases = '規範第十三點第一項、使用須知';
const items = ['一、第一件改善事項', '二、第二件改善事項'];

/** What each letter has to say, and the facts that the core gives it (libs/domain effects). */
const letters: Record<
  LetterTemplate,
  {
    readonly gives: readonly (keyof LetterFacts)[];
    readonly says: readonly string[];
    readonly subject: string;
  }
> = {
  noticeIssued: {
    gives: ['reason', 'items', 'legalBases', 'deadline'],
    says: [
      '事由：連線惡意 IP 的事由',
      `請於${deadline}前`,
      ...items,
      bases,
      '以電話確認',
      '三次追蹤',
      '檔案管理局',
    ],
    subject: '公文電子交換系統限期改善單',
  },
  reminder: {
    gives: ['round', 'deadline', 'items'],
    says: ['第2次改善期限', deadline, ...items],
    subject: '改善期限將至',
  },
  telephoneRequest: {
    gives: ['round'],
    says: ['應再以電話確認', '06-2991111 轉 1001'],
    subject: '請以電話確認改善情形',
  },
  followUpResult: {
    gives: ['round', 'result', 'deadline'],
    says: ['第2次追蹤結果：尚未完成', deadline],
    subject: '第2次追蹤結果',
  },
  noticeWithdrawn: { gives: ['reason'], says: ['撤回', '連線惡意 IP 的事由'], subject: '限期改善單撤回' },
  suspensionNotice: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['事由：連線惡意 IP 的事由', `自${effective}零時起中止`, bases, '主管機關確認後，始得復原'],
    subject: '中止公文電子交換服務通知',
  },
  suspensionReport: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['被改善的公會經書面通知', `自${effective}零時起中止`, '事由：連線惡意 IP 的事由', bases],
    subject: '中止交換服務回報',
  },
  suspensionExecuted: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['被改善的公會', `已自${effective}起中止`, bases],
    subject: '中止交換服務已執行',
  },
  confirmationRequest: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['被改善的公會已完成改善', '原中止事由：連線惡意 IP 的事由', effective, bases],
    subject: '請確認復原交換服務',
  },
  confirmationRefused: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'remark'],
    says: ['理由：缺根因分析', '再提出說明'],
    subject: '主管機關未同意復原服務',
  },
  serviceRestored: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'reference'],
    says: ['被改善的公會', '文號：資安字第 1150001234 號', '已復原'],
    subject: '交換服務已復原',
  },
  supplementRequested: {
    gives: ['round', 'remark', 'supplementDate'],
    says: ['請於民國115年12月2日前補正', '應補正內容：缺根因分析', '不視為逾期'],
    subject: '請補正改善情形',
  },
  replyAssessed: {
    gives: ['round', 'items', 'deadline'],
    says: ['未予認可', ...items, deadline],
    subject: '改善情形審查結果',
  },
  actionReopened: {
    gives: ['round', 'items', 'remark'],
    says: ['重新開啟', '理由：缺根因分析', ...items],
    subject: '改善事項重新開啟',
  },
  extensionDenied: {
    gives: ['round', 'remark', 'deadline'],
    says: ['未予同意', '理由：缺根因分析', `改善期限仍為${deadline}`],
    subject: '展期申請未獲同意',
  },
  noticeDissolved: { gives: [], says: ['被改善的公會業經裁撤'], subject: '限期改善單結案' },
  suspensionPostponed: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'earlierDate', 'remark'],
    says: ['原訂自民國115年12月10日零時起', `延至${effective}零時起中止`, '理由：缺根因分析'],
    subject: '中止交換服務日期延後',
  },
  suspensionCancelled: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'remark'],
    says: [`將自${effective}起中止`, '通知取消，不予執行', '理由：缺根因分析'],
    subject: '取消中止交換服務',
  },
  emergencySuspended: {
    gives: ['reason', 'effectiveDate', 'reference'],
    says: ['有重大危害之虞', '文號：資安字第 1150001234 號', `已於${effective}即時中止`, '始得復原服務'],
    subject: '緊急中止交換服務',
  },
  ratificationRefused: {
    gives: ['reason', 'effectiveDate', 'reference', 'remark'],
    says: ['未予追認', '理由：缺根因分析', '確認前不會復原'],
    subject: '緊急中止未獲追認，請儘速確認是否復原',
  },
  cureRejected: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'remark'],
    says: ['未予認可', '理由：缺根因分析', '服務仍為中止狀態'],
    subject: '改善說明未獲認可',
  },
  confirmationReminder: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['迄未獲復', '確認前不會復原'],
    subject: '尚待貴機關確認復原交換服務',
  },
  suspensionEnded: {
    gives: ['reason', 'legalBases', 'effectiveDate', 'reference'],
    says: ['而終結', '目前仍為中止狀態'],
    subject: '本件中止案終結',
  },
  suspensionDissolved: {
    gives: ['reason', 'legalBases', 'effectiveDate'],
    says: ['業經裁撤', '不再復原'],
    subject: '裁撤，中止服務案結案',
  },
};
const templates = Object.keys(letters) as LetterTemplate[];

const always = ['caseNumber', 'respondentName', 'confidential', 'contactPersonId'] as const;
const factsOf = (template: LetterTemplate, confidential = false): LetterFacts => {
  const { caseNumber, respondentName, contactPersonId } = facts;
  const given = letters[template].gives.map((name) => ({ [name]: facts[name] }));
  return Object.assign(
    { caseNumber, respondentName, contactPersonId, confidential },
    ...given,
  ) as LetterFacts;
};
/** What a reader sees of an HTML mail. */
const read = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ');

describe.each(templates)('%s', (template) => {
  it('says its facts, as text and as HTML alike', () => {
    const content = wordLetter(template, factsOf(template), frame);
    const { text, html } = renderLetter(content);
    expect(content.subject).toBe(`${letters[template].subject}（${number}）`);
    for (const wanted of [
      number,
      ...letters[template].says,
      '台南市 0000000 公會 公鑒：',
      '王承辦',
      'wang@tainan.example',
    ]) {
      expect(text).toContain(wanted);
      // The number of an item stands in a cell of its own.
      for (const part of wanted.split(/(?<=^[一二]、)/)) expect(read(html)).toContain(part);
    }
    // A fact that is missing leaves no hole behind.
    expect(text).not.toMatch(/undefined|null|\[object|第次|於前|自零時/);
  });

  it('of a confidential case says number, dates and where to read it, and nothing of the case', () => {
    const content = wordLetter(template, factsOf(template, true), frame);
    const { text, html } = renderLetter(content);
    expect(content.subject).toBe(`公文電子交換系統通知（${number}）`);
    const given = letters[template].gives;
    for (const form of [text, html]) {
      expect(form).toContain(number);
      expect(form).toContain(frame.portal);
      if (given.includes('deadline')) expect(form).toContain(deadline);
      if (given.includes('effectiveDate')) expect(form).toContain(effective);
      for (const secret of [
        facts.respondentName,
        facts.reason,
        ...(facts.items ?? []),
        ...(facts.legalBases ?? []),
        facts.result,
        facts.remark,
        facts.reference,
        letters[template].subject,
      ])
        expect(form).not.toContain(secret);
    }
  });
});

it('knows every fact that a letter can have', () => {
  const known = new Set<string>([...always, ...templates.flatMap((template) => letters[template].gives)]);
  expect([...known].sort()).toEqual(Object.keys(facts).sort());
});

it('leaves the contact out when the person has been erased, and does not point at one', () => {
  const { text } = renderLetter(
    wordLetter('reminder', factsOf('reminder'), {
      ...frame,
      sender: { organisation: '臺南市政府智慧發展中心' },
    }),
  );
  expect(text).not.toContain('聯絡窗口');
  expect(text).toContain('如有疑問請洽本機關');
});
