import { letterCatalogue, type WordingText, type WordingTexts } from '@xiangaitong/domain';
import { shippedWordings } from '@xiangaitong/persistence';
import { problemsOfWording } from './check-wording';

const paragraph = (text: string) => ({ kind: 'paragraph', text }) as const;
const text = (subject: string, ...body: WordingText['body']): WordingText => ({ subject, body });
const items = { kind: 'items', heading: '事項如下：' } as const;
const followUp = (part: string): WordingTexts => ({ respondent: text('追蹤結果', paragraph(part)) });

describe('the wordings that ship', () => {
  it('are there for every letter, once', () => {
    const templates = shippedWordings.map(({ template }) => template);
    expect(templates.toSorted()).toEqual(Object.keys(letterCatalogue).sort());
  });

  it.each(shippedWordings.map(({ template, texts }) => [template, texts] as const))(
    '%s has a text for each recipient, which fits every letter',
    (template, texts) => {
      expect(problemsOfWording(template, texts)).toEqual([]);
    },
  );
});

describe('a wording is refused', () => {
  it('without a text for one of the recipients, or with one for nobody', () => {
    const respondent = text('復原', paragraph('已復原。'));
    expect(problemsOfWording('serviceRestored', { respondent, authority: respondent })).toEqual([
      { field: 'texts.bureau', message: '這份通知也寄給檔案管理局，請填寫其內容。' },
      { field: 'texts.authority', message: '這份通知不寄給這個對象，可用的有：respondent、bureau。' },
    ]);
  });

  it('with a fact that the letter has not, naming those it has', () => {
    expect(
      problemsOfWording('noticeWithdrawn', {
        respondent: text('{{ reasn }}', paragraph('{{ round.size }}')),
      }),
    ).toEqual([
      {
        field: 'texts.respondent.subject',
        message: '這份通知沒有「reasn」，可用的有：caseNumber、respondentName、reason。',
      },
      {
        field: 'texts.respondent.body.0.text',
        message: '這份通知沒有「round.size」，可用的有：caseNumber、respondentName、reason。',
      },
    ]);
  });

  it.each([
    ['{{ deadline }}前', '「deadline」不是每封信都有，請以 {% if deadline %}…{% endif %} 包住。'],
    // Each may be missing by itself.
    ['{% if deadline %}{{ remark }}{% endif %}', '「remark」不是每封信都有'],
    ['{% if remark %}{{ deadline }}{% endif %}', '「deadline」不是每封信都有'],
    // A misspelt condition would never hold, and nobody would notice.
    ['{% if deadlin %}有期限{% endif %}', '這份通知沒有「deadlin」'],
    ['{{ result }', '語法有誤'],
    ['result }}', '有未成對的'],
    ['{{ result | date: "%Y" }}', '不能使用'],
  ])('when %s does not fit every letter', (part, message) => {
    expect(problemsOfWording('followUpResult', followUp(part))).toEqual([
      { field: 'texts.respondent.body.0.text', message: expect.stringContaining(message) },
    ]);
  });

  it('when it leaves the items out, or has them twice or where there are none', () => {
    const wrong = (template: 'reminder' | 'noticeWithdrawn', body: WordingText['body']) =>
      problemsOfWording(template, { respondent: text('主旨', ...body) }).map(({ field }) => field);
    expect(wrong('reminder', [paragraph('請改善。')])).toEqual(['texts.respondent.body']);
    expect(wrong('reminder', [items, items])).toEqual(['texts.respondent.body']);
    expect(wrong('noticeWithdrawn', [items])).toEqual(['texts.respondent.body']);
    expect(wrong('reminder', [items])).toEqual([]);
  });

  it('when a subject may come out empty', () => {
    const respondent = text(
      '{% if deadline %}期限{% endif %}',
      paragraph('{% if remark %}{{ remark }}{% endif %}'),
    );
    expect(problemsOfWording('followUpResult', { respondent })).toEqual([
      { field: 'texts.respondent.subject', message: '有些信件的這一行會是空白，請加上一定會有的文字。' },
    ]);
  });
});
