import type { LetterTemplate, ShippedWording, WordingBlock, WordingText } from '@xiangaitong/domain';

/** Paragraphs as they stand; `{ items }` is where the case's items go, with the line above them. */
type Part = string | { readonly items: string };

const block = (part: Part): WordingBlock =>
  typeof part === 'string' ? { kind: 'paragraph', text: part } : { kind: 'items', heading: part.items };

/** A text with the case number in its subject. */
export const text = (subject: string, ...body: readonly Part[]): WordingText => ({
  subject: `${subject}（{{ caseNumber }}）`,
  body: body.map(block),
});

export const toRespondent = (template: LetterTemplate, respondent: WordingText): ShippedWording => ({
  template,
  texts: { respondent },
});

export const toBureau = (template: LetterTemplate, bureau: WordingText): ShippedWording => ({
  template,
  texts: { bureau },
});

export const toAuthority = (template: LetterTemplate, authority: WordingText): ShippedWording => ({
  template,
  texts: { authority },
});

/** Both sides: the respondent, and the centre that issued. */
export const toCentreToo = (
  template: LetterTemplate,
  respondent: WordingText,
  centre: WordingText,
): ShippedWording => ({ template, texts: { respondent, centre } });

export const toBoth = (
  template: LetterTemplate,
  respondent: WordingText,
  bureau: WordingText,
): ShippedWording => ({ template, texts: { respondent, bureau } });
