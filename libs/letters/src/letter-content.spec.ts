import {
  letterCatalogue,
  type LetterFacts,
  type LetterParty,
  type LetterTemplate,
} from '@xiangaitong/domain';
import { CONFIDENTIAL_NOTICE, renderLetter } from '@xiangaitong/mail';
import { shippedWordings } from '@xiangaitong/persistence';
import { contentOf, type LetterFrame } from './letter-content';
import { sampleFacts } from './sample-facts';
import { fill } from './template-language';
import { valuesOf } from './letter-variables';

const frame: LetterFrame = {
  recipientName: '收文機關',
  portal: 'https://portal.xiangaitong.example/',
  sender: {
    organisation: '臺南市政府智慧發展中心',
    contact: { name: '王承辦', phone: '06-2991111 轉 1001', email: 'wang@tainan.example' },
  },
};
const number = '限改-115-000001';
const REQUEST = '確認收悉';

const textOf = (template: LetterTemplate, party: LetterParty) => {
  const text = shippedWordings.find((wording) => wording.template === template)?.texts[party];
  if (text === undefined) throw new Error(`${template} says nothing to ${party}`);
  return text;
};
const render = (
  template: LetterTemplate,
  party: LetterParty,
  facts: LetterFacts,
  { gating = false, by = frame }: { readonly gating?: boolean; readonly by?: LetterFrame } = {},
) => {
  const content = contentOf({ template, facts, gating }, textOf(template, party), by);
  return { content, ...renderLetter(content) };
};
/** What a reader sees of an HTML mail. */
const read = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>/g, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, '');

const letters = Object.entries(letterCatalogue).flatMap(([template, { to }]) =>
  to.map((party) => [template as LetterTemplate, party] as const),
);

/** What a letter has to say beside its facts: whatever is mended, this must not get lost. */
const mustSay: Partial<Record<`${LetterTemplate} ${LetterParty}`, readonly string[]>> = {
  'noticeIssued respondent': ['民國115年12月4日前（含當日）', '應再以電話確認', '三次追蹤', '回報檔案管理局'],
  'telephoneRequest respondent': ['應再以電話確認'],
  'supplementRequested respondent': ['民國115年12月2日前', '改善期限不因補正而變更'],
  'followUpResult respondent': ['第一次追蹤結果：尚未完成'],
  'suspensionNotice respondent': [
    '所定「未即時改善不符合事項且無正當理由者」之情形',
    '自民國115年12月14日零時起中止',
    '主管機關確認後，始得復原',
    '本案事態嚴重',
  ],
  'suspensionReport bureau': ['○○股份有限公司有', '業經書面通知', '謹此回報'],
  'suspensionPostponed respondent': ['民國115年12月10日零時起中止貴機關（構）', '延至民國115年12月14日零時'],
  'suspensionPostponed bureau': ['○○股份有限公司之', '延至民國115年12月14日零時'],
  'emergencySuspended respondent': ['有重大危害之虞（文號：資安字第1150001234號）', '即時中止', '始得復原'],
  'ratificationRefused authority': ['未予追認', '確認前不予復原'],
  'confirmationReminder authority': ['迄未獲復', '確認前不予復原'],
  'serviceRestored bureau': ['○○股份有限公司之', '現已復原'],
  'suspensionEnded respondent': ['目前仍為中止狀態'],
  'suspensionEnded bureau': ['目前仍為中止狀態'],
};

describe.each(letters)('%s to the %s', (template, party) => {
  it('says its wording and its facts, as text and as HTML alike, and leaves no hole', () => {
    const facts = sampleFacts(template);
    const { content, text, html } = render(template, party, facts);
    const values = valuesOf(facts);
    const wording = textOf(template, party);
    const said = wording.body.flatMap((block) =>
      block.kind === 'items'
        ? [fill(block.heading, values), ...(facts.items ?? [])]
        : [fill(block.text, values)],
    );
    expect(content.subject).toBe(fill(wording.subject, values));
    for (const wanted of [
      number,
      ...said,
      ...(mustSay[`${template} ${party}`] ?? []),
      '收文機關 公鑒：',
      '王承辦',
      'wang@tainan.example',
    ]) {
      expect(text).toContain(wanted);
      expect(read(html)).toContain(wanted.replace(/\s+/g, ''));
    }
    expect(text).not.toMatch(/undefined|null|\[object|\{\{|\}\}|\{%|%\}|第次|於前|自零時|（）|「」/);
    expect(text).not.toContain(REQUEST);
  });

  it('says no less when it has only the facts that every such letter has', () => {
    const { text } = render(template, party, sampleFacts(template, { optional: [] }));
    expect(text).not.toMatch(/undefined|第次|於前|自零時|（）|「」|理由：\n/);
    expect(text).toContain(number);
  });

  it('of a confidential case says number, dates and where to read it, and nothing of the case', () => {
    const facts = sampleFacts(template, { confidential: true });
    const { content, text, html } = render(template, party, facts, { gating: true });
    expect(content.subject).toBe(`公文電子交換系統通知（${number}）`);
    const {
      caseNumber: _number,
      deadline,
      supplementDate,
      effectiveDate,
      earlierDate,
      ...rest
    } = valuesOf(facts);
    for (const form of [text, read(html)]) {
      for (const wanted of [number, frame.portal, CONFIDENTIAL_NOTICE, REQUEST])
        expect(form).toContain(wanted);
      for (const date of [deadline, supplementDate, effectiveDate, earlierDate]) {
        if (date !== undefined) expect(form).toContain(date);
      }
      // A single numeral stands everywhere.
      const secrets = [...Object.values(rest), ...(facts.items ?? [])].filter((secret) => secret.length > 1);
      for (const secret of secrets)
        expect(form).not.toContain(secret.replace(/\s+/g, form === text ? ' ' : ''));
      expect(form).not.toContain(fill(textOf(template, party).subject, valuesOf(facts)).split('（')[0]);
    }
  });
});

describe('the frame of a letter', () => {
  it('asks to acknowledge what a case waits for, whether or not there is a contact', () => {
    const facts = sampleFacts('suspensionNotice');
    const options = { gating: true } as const;
    expect(render('suspensionNotice', 'respondent', facts, options).text).toContain('向下列聯絡窗口確認收悉');
    const by = { ...frame, sender: { organisation: '臺南市政府智慧發展中心' } };
    const { text } = render('suspensionNotice', 'respondent', facts, { ...options, by });
    expect(text).toContain('向本機關確認收悉');
    expect(text).toContain('如有疑問，請洽本機關');
    expect(text).not.toContain('聯絡窗口');
  });

  it('does not show a date that was cancelled as one that holds', () => {
    const { content } = render(
      'suspensionCancelled',
      'bureau',
      sampleFacts('suspensionCancelled', { confidential: true }),
    );
    expect(content.facts).toEqual([
      { label: '案號', value: number },
      { label: '原訂中止日期', value: '民國115年12月14日' },
    ]);
  });

  it('puts the line that announces items directly above them', () => {
    const { text } = render('noticeIssued', 'respondent', sampleFacts('noticeIssued'));
    expect(text).toMatch(/將下列事項改善完竣：\n一、.+\n二、/);
  });

  it.each([
    ['in time: completed within its date, it stays so', [], '於補正期限內補正者，不視為逾期', '仍列為逾期'],
    ['late: the date makes it no better', ['late'], '補正後仍列為逾期', '不視為逾期'],
  ] as const)('returns for 補正 a reply that was %s', (_when, optional, says, not) => {
    const { text } = render(
      'supplementRequested',
      'respondent',
      sampleFacts('supplementRequested', { optional }),
    );
    expect(text).toContain(says);
    expect(text).not.toContain(not);
  });

  it('says 事態嚴重 only of a suspension that is', () => {
    const { text } = render(
      'suspensionNotice',
      'respondent',
      sampleFacts('suspensionNotice', { optional: [] }),
    );
    expect(text).not.toContain('事態嚴重');
    expect(text).not.toContain('未於期限內');
  });
});
