import { chineseNumeral } from './chinese-numeral';

describe('chineseNumeral', () => {
  it.each([
    [1, '一'],
    [9, '九'],
    [10, '十'],
    [11, '十一'],
    [13, '十三'],
    [20, '二十'],
    [99, '九十九'],
  ])('%d is %s', (value, text) => {
    expect(chineseNumeral(value)).toBe(text);
  });

  it.each([0, -1, 1.5, 100])('%d has none', (value) => {
    expect(() => chineseNumeral(value)).toThrow(RangeError);
  });
});
