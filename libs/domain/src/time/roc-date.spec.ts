import fc from 'fast-check';
import { civilDateOfDay, dayNumber } from './civil-date';
import {
  formatRocCompact,
  formatRocDateTime,
  formatRocFull,
  formatRocLong,
  formatRocSlash,
  parseRocDate,
  parseRocDateTime,
} from './roc-date';
import { instantAt } from './taipei';

const rocDates = fc
  .integer({ min: dayNumber('1912-01-01'), max: dayNumber('2910-12-31') })
  .map((day) => civilDateOfDay(day));
const fullWidth = (text: string): string =>
  text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
const reasonOf = (text: string): string => {
  const reading = parseRocDate(text);
  return reading.ok ? `讀成 ${reading.value}` : reading.reason;
};

describe('printing', () => {
  it('prints every form', () => {
    expect(formatRocLong('2026-12-04')).toBe('民國115年12月4日');
    expect(formatRocFull('2026-12-04')).toBe('中華民國115年12月4日');
    expect(formatRocSlash('2026-12-04')).toBe('115/12/4');
    expect(formatRocCompact('2026-12-04')).toBe('1151204');
    expect(formatRocCompact('2010-01-02')).toBe('0990102');
    expect(formatRocLong('1912-01-01')).toBe('民國1年1月1日');
    expect(formatRocDateTime(instantAt('2026-12-04', 9, 30) + 59_999)).toBe('115/12/4 09:30');
    expect(formatRocDateTime(instantAt('2026-12-04', 0, 0))).toBe('115/12/4 00:00');
  });

  it.each(['1911-12-31', '2911-01-01', '2026-02-30'])('does not print %s', (date) => {
    for (const print of [formatRocLong, formatRocFull, formatRocSlash, formatRocCompact]) {
      expect(() => print(date)).toThrow(RangeError);
    }
  });
});

describe('reading a date', () => {
  it.each([
    '民國115年12月4日',
    '中華民國115年12月4日',
    '中華民國 115 年 12 月 4 日',
    '115年12月04日',
    '115/12/4',
    '115/12/04',
    '1151204',
    '2026-12-04',
    '１１５/１２/４',
    '１１５／１２／４',
    '民國１１５年１２月４日',
    '２０２６－１２－０４',
    '　115/12/4 ',
  ])('reads %s', (text) => {
    expect(parseRocDate(text)).toEqual({ ok: true, value: '2026-12-04' });
  });

  it.each([
    ['115/2/30', '民國115年2月只有 28 天，沒有 30 日。'],
    ['113/2/30', '民國113年2月只有 29 天，沒有 30 日。'],
    ['2026-04-31', '民國115年4月只有 30 天，沒有 31 日。'],
    ['1150229', '民國115年2月只有 28 天，沒有 29 日。'],
    ['115/13/1', '月份應為 1 至 12，沒有 13 月。'],
    ['115/0/1', '月份應為 1 至 12，沒有 0 月。'],
    ['民國0年1月1日', '不接受民國元年以前的日期。'],
    ['民國前1年12月31日', '不接受民國元年以前的日期。'],
    ['1911-12-31', '不接受民國元年以前的日期。'],
    ['-1/1/1', '不接受民國元年以前的日期。'],
    ['2911-01-01', '民國1000年超出可處理的範圍（至民國999年）。'],
    ['2026/12/4', '「2026」不是民國年；西元日期請寫成 2026-12-04。'],
    ['2026年12月4日', '「2026」不是民國年；西元日期請寫成 2026-12-04。'],
    ['20261204', '純數字的日期應為七位（例如 1151204），此為 8 位。'],
    ['991231', '純數字的日期應為七位（例如 1151204），此為 6 位。'],
    ['', '未填日期。'],
    ['  　', '未填日期。'],
  ])('refuses %j with the reason', (text, reason) => {
    expect(reasonOf(text)).toBe(reason);
  });

  it.each([
    '115-12-4',
    '115.12.4',
    '115/12',
    '115/12/4日',
    '國115年12月4日',
    '明天',
    '2026-12-4',
    '١١٥/١٢/٤',
  ])('refuses %s, naming the forms it reads', (text) => {
    expect(reasonOf(text)).toContain('日期格式無法辨識');
  });
});

describe('reading a date and time', () => {
  it.each([
    '115/12/4 09:30',
    '115/12/4 9:30',
    '民國115年12月4日 09:30',
    '１１５/１２/４　０９：３０',
    '2026-12-04T09:30',
  ])('reads %s', (text) => {
    expect(parseRocDateTime(text)).toEqual({ ok: true, value: instantAt('2026-12-04', 9, 30) });
  });

  it.each([
    ['115/12/4 24:00', '沒有 24 時'],
    ['115/12/4 09:60', '沒有 60 分'],
    ['115/2/30 09:30', '沒有 30 日'],
    ['115/12/4', '請寫日期'],
    ['115/12/4T09:30', '請寫日期'],
    ['2026-12-04T09:30Z', '請寫日期'],
    ['115/12/4 09:30:00', '請寫日期'],
    ['', '未填日期與時間'],
  ])('refuses %j', (text, reason) => {
    const reading = parseRocDateTime(text);
    expect(reading.ok ? '' : reading.reason).toContain(reason);
  });
});

describe('both ways', () => {
  it('reads back whatever it prints, also in full-width signs', () => {
    fc.assert(
      fc.property(rocDates, (date) => {
        for (const print of [formatRocLong, formatRocFull, formatRocSlash, formatRocCompact]) {
          expect(parseRocDate(print(date))).toEqual({ ok: true, value: date });
          expect(parseRocDate(fullWidth(print(date)))).toEqual({ ok: true, value: date });
        }
        expect(parseRocDate(date)).toEqual({ ok: true, value: date });
      }),
      { numRuns: 1_000 },
    );
  });

  it('neither reads nor prints a day before the Republic', () => {
    const before = fc
      .integer({ min: dayNumber('0001-01-01'), max: dayNumber('1911-12-31') })
      .map((day) => civilDateOfDay(day));
    fc.assert(
      fc.property(before, (date) => {
        expect(reasonOf(date)).toBe('不接受民國元年以前的日期。');
        for (const print of [formatRocLong, formatRocFull, formatRocSlash, formatRocCompact]) {
          expect(() => print(date)).toThrow(RangeError);
        }
      }),
    );
  });

  it('reads back the minute it prints', () => {
    fc.assert(
      fc.property(rocDates, fc.nat(23), fc.nat(59), (date, hour, minute) => {
        const instant = instantAt(date, hour, minute);
        expect(parseRocDateTime(formatRocDateTime(instant))).toEqual({ ok: true, value: instant });
      }),
    );
  });

  it('prints again what it read, and gives every refusal a reason', () => {
    const typed = fc.tuple(fc.nat(1_200), fc.nat(14), fc.nat(33)).map(([y, m, d]) => `${y}/${m}/${d}`);
    fc.assert(
      fc.property(fc.oneof(typed, fc.string({ unit: 'binary', maxLength: 20 })), (text) => {
        const reading = parseRocDate(text);
        if (!reading.ok) expect(reading.reason).not.toBe('');
        else expect(parseRocDate(formatRocSlash(reading.value))).toEqual(reading);
        if (reading.ok && /^[0-9]+\/[1-9][0-9]?\/[1-9][0-9]?$/.test(text)) {
          expect(formatRocSlash(reading.value)).toBe(text);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
