/** An edition of the regulation as it is printed, for screens and the command line. */
import { formatRocLong } from '../time/roc-date';
import { chineseNumeral } from './chinese-numeral';
import type { Provision, RegulationEdition } from './edition';

const INDENT = '　';
/** 款, 目 and 細目; deeper ones there are not. */
const NUMBERS = [
  (n: number) => `(${chineseNumeral(n)})`,
  (n: number) => `${n}.`,
  (n: number) => `(${n})`,
] as const;

/** Title, letter and date, and each provision under its number, a line each. */
export function editionInChinese({ title, issued, reference, points }: RegulationEdition): string[] {
  return [
    title,
    `${formatRocLong(issued)}${reference}`,
    ...points.flatMap((paragraphs, index) =>
      paragraphs.flatMap((paragraph, place) => [
        `${place === 0 ? `${chineseNumeral(index + 1)}、` : INDENT}${paragraph.text}`,
        ...linesOf(paragraph.parts, 0),
      ]),
    ),
  ];
}

const linesOf = (parts: readonly Provision[], depth: number): string[] =>
  parts.flatMap(({ text, parts: below }, index) => [
    `${INDENT.repeat(depth + 1)}${NUMBERS[depth]?.(index + 1) ?? ''}${text}`,
    ...linesOf(below, depth + 1),
  ]);
