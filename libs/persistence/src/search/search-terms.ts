/** A term of the index: one or two UTF-16 code units, the first in the upper half; one alone is in the lower half. */
export type Term = number;

/** Private-use characters (plane 15) stand for points of the regulation; people's text loses them. */
const MARKS = /[\u{F0000}-\u{FFFFF}]/gu;
const FIRST_MARK = 0xf0000;
const UNIT = 0x10000;

/** Terms of a query that are looked up: enough to leave few cases, which are then compared letter by letter. */
const TERMS_ASKED = 6;

/**
 * Text as it is compared: full and half width, upper and lower case, and 臺 and 台 are the same. What is a part of a
 * text is a part of the folded text, apart from characters that join those before them.
 */
export const folded = (text: string): string =>
  text.replace(MARKS, ' ').normalize('NFKC').toLowerCase().replaceAll('臺', '台');

/** The folded words of a text: what is between blanks and line breaks. */
export const wordsOf = (text: string): readonly string[] =>
  folded(text)
    .split(/\s+/u)
    .filter((word) => word !== '');

/** Every term of some words, once each, ascending: each code unit, and each with its neighbour in the word. */
export function termsOf(words: readonly string[]): readonly Term[] {
  const terms = new Set<Term>();
  for (const word of words) {
    for (let at = 0; at < word.length; at += 1) {
      terms.add(word.charCodeAt(at));
      if (at > 0) terms.add(pairAt(word, at - 1));
    }
  }
  return [...terms].sort((a, b) => a - b);
}

/** The terms by which the words are looked up: at least one of each of the first words, of a long one from all over it. */
export function termsToAsk(words: readonly string[]): readonly Term[] {
  const asked = words.slice(0, TERMS_ASKED);
  const each = Math.max(1, Math.floor(TERMS_ASKED / asked.length));
  return [...new Set(asked.flatMap((word) => spread(pairsOf(word), each)))];
}

const pairAt = (word: string, at: number): Term => word.charCodeAt(at) * UNIT + word.charCodeAt(at + 1);

const pairsOf = (word: string): readonly Term[] =>
  word.length === 1
    ? [word.charCodeAt(0)]
    : Array.from({ length: word.length - 1 }, (_, at) => pairAt(word, at));

/** At most `count` of them, evenly. */
const spread = (terms: readonly Term[], count: number): readonly Term[] =>
  terms.length <= count
    ? terms
    : terms.filter(
        (_, at) => Math.floor((at * count) / terms.length) !== Math.floor(((at - 1) * count) / terms.length),
      );

/** A point of the regulation; paragraph and subparagraph where they are meant. */
export interface RegulationPoint {
  readonly point: number;
  readonly paragraph?: number;
  readonly subparagraph?: number;
}

/** The word that stands for exactly this point: one character, whose two code units are one term. */
export const markOf = ({ point, paragraph = 0, subparagraph = 0 }: RegulationPoint): string =>
  String.fromCodePoint(FIRST_MARK + ((point & 0xff) << 8) + ((paragraph & 0xf) << 4) + (subparagraph & 0xf));

/** The words for a point and for all that it is a part of: who looks for 點13 finds 點13-2(十一) as well. */
export const marksOf = ({ point, paragraph, subparagraph }: RegulationPoint): readonly string[] => [
  markOf({ point }),
  ...(paragraph === undefined ? [] : [markOf({ point, paragraph })]),
  ...(paragraph === undefined || subparagraph === undefined
    ? []
    : [markOf({ point, paragraph, subparagraph })]),
];
