import { fill, namesIn, TemplateTextError } from './template-language';

const facts = { reason: '事由 <b>', remark: '{{ reason }}', empty: '' };
const refusal = (work: () => unknown): string => {
  try {
    return `took it: ${String(work())}`;
  } catch (error) {
    if (error instanceof TemplateTextError) return error.message;
    throw error;
  }
};

describe('filling in', () => {
  it.each([
    ['{{ reason }}。', '事由 <b>。'],
    // What is filled in is not read again.
    ['{{ remark }}', '{{ reason }}'],
    ['{% if reason %}有{% else %}無{% endif %}', '有'],
    ['{% if missing %}有{% else %}無{% endif %}', '無'],
    ['{% if empty %}有{% else %}無{% endif %}', '無'],
    ['{% unless missing %}無{% endunless %}', '無'],
    ["{% case remark %}{% when 'x' %}甲{% else %}乙{% endcase %}", '乙'],
  ])('%s gives %s', (text, filled) => {
    expect(fill(text, facts)).toBe(filled);
  });

  it('takes facts of any length', () => {
    const reason = '長'.repeat(10_000);
    expect(fill('{{ reason }}'.repeat(100), { reason })).toHaveLength(1_000_000);
  });

  it('names what a text uses, to the last property', () => {
    expect(namesIn("{% if a == 'x' %}{{ b }}{% else %}{{ c.size }}{{ d[0] }}{% endif %}")).toEqual([
      'a',
      'b',
      'c.size',
      'd[0]',
    ]);
  });
});

describe('what letters do not need is refused in Chinese', () => {
  it.each([
    ['{{ missing }}', '「missing」不是每封信都有，請以 {% if missing %}…{% endif %} 包住。'],
    ['{{ constructor }}', '「constructor」不是每封信都有'],
    ['{{ reason.constructor }}', '「reason.constructor」不是每封信都有'],
    ['{% for a in b %}x{% endfor %}', '不能使用 {% for %}，只能使用 if、unless、case。'],
    ['{% include "/etc/passwd" %}', '不能使用 {% include %}'],
    ['{% render "x" %}', '不能使用 {% render %}'],
    ['{% layout "x" %}', '不能使用 {% layout %}'],
    ['{% assign a = 1 %}', '不能使用 {% assign %}'],
    ['{% liquid assign a = 1 %}', '不能使用 {% liquid %}'],
    ['{{ reason | upcase }}', '不能使用「| upcase」'],
    ['{{ reason', '語法有誤'],
    ['{% if reason %}', '語法有誤'],
    ['{{ }}', '語法有誤'],
    ['{{ (1..100000000) }}', '語法有誤'],
  ])('%s', (text, message) => {
    expect(refusal(() => fill(text, facts))).toContain(message);
  });
});
