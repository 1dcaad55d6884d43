import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chineseNumeral } from './chinese-numeral';
import { groundTexts, provisionsAt, regulationEditions, type Provision } from './edition';

const published = (file: string): string => readFileSync(join(__dirname, 'data', file), 'utf8');
const withoutBlanks = (text: string): string => text.replace(/\s/g, '');
const { '105': edition105, '108': edition108 } = regulationEditions;

/** As it is printed: 一、 (一) 1. (1). */
const NUMBERS = [
  (n: number) => `(${chineseNumeral(n)})`,
  (n: number) => `${n}.`,
  (n: number) => `(${n})`,
] as const;
function printed({ text, parts }: Provision, depth = 0): string {
  return text + parts.map((part, i) => (NUMBERS[depth]?.(i + 1) ?? '?') + printed(part, depth + 1)).join('');
}
const printedPoint = (paragraphs: readonly Provision[], index: number): string =>
  withoutBlanks(`${chineseNumeral(index + 1)}、${paragraphs.map((each) => printed(each)).join('')}`);

it('edition 108 is seed 000, word for word, up to its appendices', () => {
  const seed = published('108.txt');
  const body = seed
    .slice(seed.indexOf('- 一、為使'), seed.indexOf('附錄一 公文電子交換系統資訊安全自評表'))
    .split('\n')
    .filter((line) => !/^[壹貳參肆伍]、/.test(line))
    .map((line) => line.replace(/^\s*-/, ''))
    .join('');
  expect(edition108.points.map(printedPoint).join('')).toBe(withoutBlanks(body));
});

describe('edition 105 is the middle column of seed 001', () => {
  const lines = published('105-to-108.txt')
    .split('\n')
    .map(withoutBlanks)
    .filter((line) => line !== '');

  /** The table is printed page by page, so that a point is some of its lines, in order, and no part of a line. */
  const isWovenFromLines = (text: string): boolean => {
    const reached = new Set([0]);
    for (const line of lines) {
      for (const at of [...reached]) if (text.startsWith(line, at)) reached.add(at + line.length);
    }
    return reached.has(text.length);
  };

  it.each(
    edition105.points.map((paragraphs, index) => [index + 1, printedPoint(paragraphs, index)] as const),
  )('點%d', (_point, text) => {
    expect(isWovenFromLines(text)).toBe(true);
    expect(isWovenFromLines(text.slice(0, 6) + text.slice(7))).toBe(false);
    expect(text.endsWith('。')).toBe(true);
  });

  it('and not the left one', () => {
    const changed = [2, 3, 4, 5, 6, 7, 8, 9, 11, 12, 13, 14];
    const differ = edition105.points.flatMap((paragraphs, index) =>
      printedPoint(paragraphs, index) === printedPoint(edition108.points[index] ?? [], index)
        ? []
        : [index + 1],
    );
    expect(differ).toEqual(changed);
    expect(JSON.stringify(edition105)).not.toMatch(/機關層機關|資通安全管理法/);
  });
});

it('numbers its points, paragraphs, subparagraphs and items', () => {
  const texts = (edition: typeof edition108, at: Parameters<typeof provisionsAt>[1]): string[] =>
    provisionsAt(edition, at).map(({ text }) => text);
  expect([edition105, edition108].map(({ points }) => points.length)).toEqual([14, 14]);
  expect(texts(edition108, { point: 13 })).toHaveLength(3);
  expect(texts(edition105, { point: 13 })).toHaveLength(2);
  expect(texts(edition108, { point: 5, paragraph: 1, subparagraph: 3, item: 5 })[0]).toContain(
    '一對一固定 IP 位址',
  );
  expect(texts(edition108, { point: 2, subparagraph: 3 })).toEqual(['資通安全管理法及相關子法。']);
  expect(texts(edition105, { point: 13, paragraph: 3 })).toEqual([]);
  expect(texts(edition105, { point: 15 })).toEqual([]);
  expect(texts(edition108, { point: 13, subparagraph: 1 })).toEqual([]);
  expect(texts(edition108, { point: 13, paragraph: 2, subparagraph: 13 })).toEqual([]);
});

it('has the grounds of each edition', () => {
  expect(groundTexts('108')).toHaveLength(12);
  expect(groundTexts('105')).toHaveLength(9);
  expect(groundTexts('108')[10]).toBe('未即時改善不符合事項且無正當理由者。');
  expect(groundTexts('105')[7]).toBe(groundTexts('108')[10]);
  expect(groundTexts('105')[8]).toBe(groundTexts('108')[11]);
});
