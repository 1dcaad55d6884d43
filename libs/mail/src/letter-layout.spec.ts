import { errorOf } from './error-of.fixture';
import { CONFIDENTIAL_NOTICE, chineseNumber, type LetterContent } from './letter-content';
import { renderLetter } from './letter-layout';

const letter: LetterContent = {
  subject: '限期改善通知',
  salutation: '○○局　公鑒：',
  body: [
    { kind: 'paragraph', text: '請於改善期限前改善完竣。' },
    { kind: 'items', heading: '應改善事項如下：', items: ['更新修補程式', '關閉連線埠'] },
    { kind: 'paragraph', text: '第二段\n換行' },
  ],
  facts: [
    { label: '改善單編號', value: '115限改字第000012號' },
    { label: '改善期限', value: '民國115年12月4日' },
  ],
  request: '請確認收悉。',
  link: { label: '登入系統', url: 'https://example.gov.tw/n/1?a=1&b=2' },
  closing: ['如有疑義，請洽承辦人。'],
  sender: { organisation: '臺南市政府交換中心', unit: '資訊科', phone: '06-000-0000' },
};

/** What a reader sees of the HTML: tags gone, entities read. */
function visible(html: string): string {
  const entities: Record<string, string> = {
    '&lt;': '<',
    '&gt;': '>',
    '&quot;': '"',
    '&#39;': "'",
    '&amp;': '&',
  };
  return html
    .replace(/<(head|style)[\s\S]*?<\/\1>|<!--[\s\S]*?-->|<[^>]*>/g, '')
    .replace(/&[a-z0-9#]+;/g, (entity) => entities[entity] ?? '?');
}

describe('renderLetter', () => {
  it('says the same in HTML and in text', () => {
    const { html, text } = renderLetter(letter);
    const said = [
      ...[letter.subject, '○○局　公鑒：', '請於改善期限前改善完竣。', '115限改字第000012號', '改善期限'],
      ...[
        '更新修補程式',
        '二、',
        'https://example.gov.tw/n/1?a=1&b=2',
        '登入系統',
        '如有疑義',
        '資訊科',
        '06-000-0000',
      ],
    ];
    for (const phrase of said) {
      expect(visible(html)).toContain(phrase);
      expect(text).toContain(phrase);
    }
  });

  it('looks as it did (read the snapshot when it changes)', () => {
    expect(renderLetter(letter)).toMatchSnapshot();
  });

  it('puts the line above items directly above them', () => {
    const { html, text } = renderLetter(letter);
    expect(text).toContain('應改善事項如下：\n一、更新修補程式\n二、關閉連線埠\n\n第二段');
    expect(visible(html).replace(/\s+/g, '')).toContain(
      '應改善事項如下：一、更新修補程式二、關閉連線埠第二段',
    );
  });

  it('keeps the case number of a heading and the labels of the table on one line', () => {
    const { html } = renderLetter({ ...letter, subject: '通知（限改-115-000001）' });
    expect(html).toContain('通知<span style="white-space:nowrap;">（限改-115-000001）</span></h1>');
    expect(html.match(/<th [^>]*nowrap[^>]*white-space:nowrap/g)).toHaveLength(letter.facts.length);
  });

  it('names its language and needs nothing from outside', () => {
    const { html } = renderLetter(letter);
    expect(html).toContain('<html lang="zh-Hant-TW">');
    expect(html).not.toMatch(/<(img|script|link|iframe)\b|url\(|@import/);
  });

  it.each([
    '<script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onclick='x",
    '&lt;b&gt;',
    '𠮷野家 & 子',
  ])('shows %s as text wherever it stands', (hostile) => {
    const { html, text } = renderLetter({
      subject: hostile,
      salutation: hostile,
      body: [
        { kind: 'paragraph', text: hostile },
        { kind: 'items', heading: hostile, items: [hostile] },
      ],
      facts: [{ label: hostile, value: hostile }],
      request: hostile,
      link: { label: hostile, url: 'https://example.gov.tw/' },
      closing: [hostile],
      sender: { organisation: hostile, unit: hostile, phone: hostile },
    });
    // Subject, salutation, paragraph, heading, item, label, value, request, link, closing, organisation twice, unit, phone.
    expect(visible(html).split(hostile)).toHaveLength(15);
    expect(html).not.toMatch(/<script|<img|<b>| onclick='/);
    expect(text.split(hostile)).toHaveLength(15);
  });

  it('escapes a quote in the address of the link', () => {
    const { html } = renderLetter({
      ...letter,
      link: { label: 'x', url: 'https://example.gov.tw/?a="><script>&\'' },
    });
    expect(html).not.toContain('<script');
    expect(html).toContain('href="https://example.gov.tw/?a=%22%3E%3Cscript%3E&amp;%27"');
  });

  it.each(['javascript:alert(1)', 'data:text/html,x', '/relative', 'ftp://example.gov.tw', ''])(
    'refuses the link %j',
    (url) => {
      expect(errorOf(() => renderLetter({ ...letter, link: { label: 'x', url } }))).toMatchObject({
        code: 'INVALID_LETTER',
      });
    },
  );

  it('refuses an empty subject', () => {
    expect(errorOf(() => renderLetter({ ...letter, subject: ' \n ' }))).toMatchObject({
      code: 'INVALID_LETTER',
    });
  });

  it('drops characters that hide or reorder text, and broken surrogates', () => {
    const { html, text } = renderLetter({
      ...letter,
      body: [{ kind: 'paragraph', text: '甲\u202e乙\u0000丙\u2066丁\ud842戊' }],
    });
    expect(html).toContain('甲乙丙丁\ufffd戊');
    expect(text).toContain('甲乙丙丁\ufffd戊');
  });

  it('keeps the content of a confidential letter out of both forms', () => {
    const rendered = renderLetter({ ...letter, confidential: true });
    for (const form of Object.values(rendered)) {
      expect(form).toContain(CONFIDENTIAL_NOTICE);
      expect(form).toContain('115限改字第000012號');
      expect(form).toContain('請確認收悉。');
      expect(form).not.toMatch(/請於改善期限前|第二段|應改善事項|更新修補程式/);
    }
  });

  it('leaves out what there is none of', () => {
    const { html, text } = renderLetter({
      subject: '主旨',
      body: [],
      facts: [],
      closing: [],
      sender: { organisation: '機關' },
    });
    expect(html).not.toMatch(/undefined|<th|<a |電話/);
    expect(text).not.toMatch(/undefined|電話|\n\n\n/);
  });
});

describe('chineseNumber', () => {
  it.each([
    [1, '一'],
    [10, '十'],
    [11, '十一'],
    [20, '二十'],
    [99, '九十九'],
    [100, '100'],
  ])('writes %i as %s', (value, written) => {
    expect(chineseNumber(value)).toBe(written);
  });
});
