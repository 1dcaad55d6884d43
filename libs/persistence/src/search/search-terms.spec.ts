import { assert, property, string } from 'fast-check';
import { folded, markOf, marksOf, termsOf, termsToAsk, wordsOf } from './search-terms';

describe('folding', () => {
  it.each([
    ['臺南市政府', '台南市政府'],
    ['ＡＢＣ１２３', 'abc123'],
    ['Log', 'ｌｏｇ'],
    ['㈱', '(株)'],
  ])('takes %s and %s for the same', (one, other) => {
    expect(folded(one)).toBe(folded(other));
  });

  it('keeps characters apart that only look alike', () => {
    expect(folded('𠮷')).not.toBe(folded('𠮟'));
    expect(folded('已')).not.toBe(folded('己'));
  });

  it('splits at blanks of any width', () => {
    expect(wordsOf(' 公文　交換\n紀錄 ')).toEqual(['公文', '交換', '紀錄']);
    expect(wordsOf(' 　\n')).toEqual([]);
  });

  it('takes the marks of the index out of what people write', () => {
    expect(wordsOf(`公${markOf({ point: 13 })}文`)).toEqual(['公', '文']);
  });
});

describe('terms', () => {
  it('are the characters and the pairs of neighbours within a word', () => {
    const unit = (text: string): number => text.charCodeAt(0);
    const pair = (text: string): number => unit(text) * 65_536 + text.charCodeAt(1);
    expect(new Set(termsOf(['公文', '文']))).toEqual(new Set([unit('公'), unit('文'), pair('公文')]));
    expect(termsOf(['公文', '公'])).not.toContain(pair('文公'));
  });

  it('asked of a part of a text are among those of the text, six at most', () => {
    assert(
      property(
        string({ unit: 'grapheme' }),
        string(),
        string({ unit: 'grapheme', minLength: 1 }),
        (before, after, part) => {
          const words = wordsOf(part);
          const has = new Set(termsOf(words.map((word) => `${before}${word}${after}`)));
          const asked = termsToAsk(words);
          expect(asked.length).toBeLessThanOrEqual(6);
          expect(asked.length).toBeGreaterThanOrEqual(Math.min(words.length, 1));
          for (const term of asked) expect(has).toContain(term);
        },
      ),
    );
  });

  it('of a long word are from its beginning to its end', () => {
    const word = Array.from({ length: 40 }, (_, at) => String.fromCharCode(0x4e00 + at)).join('');
    const first = termsToAsk([word]).map((term) => Math.floor(term / 65_536) - 0x4e00);
    expect(first).toHaveLength(6);
    expect([first[0], (first[5] ?? 0) > 30]).toEqual([0, true]);
  });

  it('a point of the regulation is one term, and of what it is a part of', () => {
    const points = [
      { point: 13 },
      { point: 13, paragraph: 2 },
      { point: 13, paragraph: 2, subparagraph: 11 },
    ];
    expect(marksOf({ point: 13, paragraph: 2, subparagraph: 11 })).toEqual(points.map(markOf));
    expect(new Set(points.map((point) => termsToAsk([markOf(point)]).join())).size).toBe(3);
    expect(termsToAsk([markOf({ point: 13 })])).toHaveLength(1);
  });
});
