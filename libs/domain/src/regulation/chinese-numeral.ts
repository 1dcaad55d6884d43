const digits = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/**
 * 一 to 九十九, as a regulation numbers its points, paragraphs and grounds.
 * @throws RangeError for anything else
 */
export function chineseNumeral(value: number): string {
  if (!Number.isInteger(value) || value < 1 || value > 99) throw new RangeError(`no numeral for ${value}`);
  const tens = Math.floor(value / 10);
  const ten = tens === 0 ? '' : `${tens === 1 ? '' : (digits[tens] ?? '')}十`;
  return ten + (digits[value % 10] ?? '');
}
