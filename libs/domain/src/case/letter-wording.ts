import type { LetterParty, LetterTemplate } from './effect';

/**
 * One part of a letter. Texts are written in the template language: `{{ deadline }}`, and
 * `{% if remark %}…{% endif %}` around what not every letter has.
 */
export type WordingBlock =
  | { readonly kind: 'paragraph'; readonly text: string }
  /** The case's items, numbered 一、二、三 by the layout, and the line that stands directly above them. */
  | { readonly kind: 'items'; readonly heading: string };

/** What a letter says to one of its recipients. The frame around it, with the table of facts, is not wording. */
export interface WordingText {
  readonly subject: string;
  readonly body: readonly WordingBlock[];
}

/** A text for every party that the letter goes to. */
export type WordingTexts = Readonly<Partial<Record<LetterParty, WordingText>>>;

/** The wording of a letter that ships with the product. */
export interface ShippedWording {
  readonly template: LetterTemplate;
  readonly texts: WordingTexts;
}
