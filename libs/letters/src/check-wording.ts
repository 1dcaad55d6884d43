import {
  letterCatalogue,
  type FieldProblem,
  type LetterFact,
  type LetterParty,
  type LetterTemplate,
  type WordingText,
  type WordingTexts,
} from '@xiangaitong/domain';
import { valuesOf, variablesOf } from './letter-variables';
import { sampleFacts } from './sample-facts';
import { fill, namesIn, TemplateTextError } from './template-language';

/** Half of a pair, which the language takes for text. */
const LEFTOVER = /\{\{|\}\}|\{%|%\}/;

const parties: Readonly<Record<LetterParty, string>> = {
  respondent: '改善對象',
  centre: '本機關',
  bureau: '檔案管理局',
  authority: '資通安全管理法主管機關',
};

/**
 * What has to be mended before a wording may be used; empty when every letter of the template can be made with it:
 * each text is filled in with every combination of the facts that a letter may lack.
 * @param texts by party, as they were entered
 */
export function problemsOfWording(template: LetterTemplate, texts: WordingTexts): readonly FieldProblem[] {
  const { to } = letterCatalogue[template];
  const given = Object.entries(texts);
  return [
    ...to
      .filter((party) => texts[party] === undefined)
      .map((party) => ({
        field: `texts.${party}`,
        message: `這份通知也寄給${parties[party]}，請填寫其內容。`,
      })),
    ...given.flatMap(([party, text]) =>
      to.some((known) => known === party)
        ? problemsOfText(template, text, `texts.${party}`)
        : [{ field: `texts.${party}`, message: `這份通知不寄給這個對象，可用的有：${to.join('、')}。` }],
    ),
  ];
}

function problemsOfText(template: LetterTemplate, text: WordingText, field: string): FieldProblem[] {
  return [
    ...problemsOfPart(template, text.subject, `${field}.subject`, true),
    ...text.body.flatMap((block, index) =>
      block.kind === 'items'
        ? problemsOfPart(template, block.heading, `${field}.body.${index}.heading`, true)
        : problemsOfPart(template, block.text, `${field}.body.${index}.text`, false),
    ),
    ...problemsOfItems(template, text, `${field}.body`),
  ];
}

/** The items of a case are never left out, and stand in one place. */
function problemsOfItems(template: LetterTemplate, { body }: WordingText, field: string): FieldProblem[] {
  const wanted = letterCatalogue[template].facts.includes('items') ? 1 : 0;
  const there = body.filter(({ kind }) => kind === 'items').length;
  if (there === wanted) return [];
  const message =
    wanted === 1 ? '請以恰好一個 items 區塊列出改善事項。' : '這份通知沒有改善事項，不能有 items 區塊。';
  return [{ field, message }];
}

function problemsOfPart(
  template: LetterTemplate,
  part: string,
  field: string,
  needed: boolean,
): FieldProblem[] {
  try {
    const known = variablesOf(template).map(({ name }) => name);
    const unknown = [...new Set(namesIn(part))].filter((name) => !known.includes(name));
    if (unknown.length > 0) {
      const message = `這份通知沒有「${unknown.join('」「')}」，可用的有：${known.join('、')}。`;
      return [{ field, message }];
    }
    const results = subsets(letterCatalogue[template].optional).map((optional) =>
      fill(part, valuesOf(sampleFacts(template, { optional }))).trim(),
    );
    if (results.some((result) => LEFTOVER.test(result))) {
      return [{ field, message: '有未成對的 {{、}}、{% 或 %}，請補上或刪去。' }];
    }
    const empty = needed && results.includes('');
    return empty ? [{ field, message: '有些信件的這一行會是空白，請加上一定會有的文字。' }] : [];
  } catch (error) {
    if (error instanceof TemplateTextError) return [{ field, message: error.message }];
    throw error;
  }
}

/** Every combination; a template has three facts at most that a letter may lack. */
const subsets = (facts: readonly LetterFact[]): readonly (readonly LetterFact[])[] =>
  facts.reduce<readonly (readonly LetterFact[])[]>(
    (sets, fact) => [...sets, ...sets.map((set) => [...set, fact])],
    [[]],
  );
