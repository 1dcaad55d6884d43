import fc from 'fast-check';
import {
  addDays,
  civilDateOf,
  civilDateOfDay,
  civilParts,
  compareDates,
  dayNumber,
  daysBetween,
  daysInMonth,
  parseCivilDate,
  weekday,
  weekdayOfDay,
} from './civil-date';

const FIRST = -719_162;
const LAST = 2_932_896;
const anyDay = fc.integer({ min: FIRST, max: LAST });

describe('parseCivilDate', () => {
  it.each(['2026-12-04', '2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])('reads %s', (text) => {
    expect(parseCivilDate(text)).toBe(text);
  });

  it.each([
    '2026-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-10-00',
    '0000-01-01',
    '2026-1-1',
    '20261204',
    ' 2026-12-04',
    '2026-12-04\n',
    '2026-12-04T00:00',
    '２０２６-12-04',
    '-2026-12-04',
    '',
  ])('refuses %j', (text) => {
    expect(parseCivilDate(text)).toBeUndefined();
    expect(() => dayNumber(text)).toThrow(RangeError);
  });
});

describe('civilDateOf', () => {
  it('makes a date of numbers that are one, and of no others', () => {
    expect(civilDateOf({ year: 2026, month: 2, day: 3 })).toBe('2026-02-03');
    expect(civilDateOf({ year: 2026, month: 2, day: 29 })).toBeUndefined();
    expect(civilDateOf({ year: 2026.5, month: 2, day: 1 })).toBeUndefined();
    expect(civilDateOf({ year: 2026, month: 2, day: 1.5 })).toBeUndefined();
    expect(civilDateOf({ year: 10_000, month: 1, day: 1 })).toBeUndefined();
    expect(civilParts('2026-02-03')).toEqual({ year: 2026, month: 2, day: 3 });
  });
});

describe('day numbers', () => {
  it.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2000-03-01', 11_017],
    ['0001-01-01', FIRST],
    ['9999-12-31', LAST],
  ])('%s is day %i', (date, day) => {
    expect(dayNumber(date)).toBe(day);
    expect(civilDateOfDay(day)).toBe(date);
  });

  it('agrees with the platform on every day, and comes back', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        const date = civilDateOfDay(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayNumber(date)).toBe(day);
        expect(weekdayOfDay(day)).toBe(new Date(day * 86_400_000).getUTCDay());
      }),
      { numRuns: 2_000 },
    );
  });

  it.each([FIRST - 1, LAST + 1, 0.5, Number.NaN])('refuses %d', (day) => {
    expect(() => civilDateOfDay(day)).toThrow(RangeError);
  });
});

describe('arithmetic', () => {
  it('crosses month and year ends and leap days', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2026-02-28', 1)).toBe('2026-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-12-04', '2026-12-03')).toBe(-1);
    expect(daysBetween('2024-01-01', '2025-01-01')).toBe(366);
    expect([2024, 2026, 1900, 2000].map((year) => daysInMonth(year, 2))).toEqual([29, 28, 28, 29]);
    expect(daysInMonth(2026, 13)).toBe(0);
  });

  it('knows the weekday: 0 is Sunday', () => {
    expect(weekday('2026-12-04')).toBe(5);
    expect(weekday('2026-02-15')).toBe(0);
    expect(weekday('1912-01-01')).toBe(1);
  });

  it('orders dates as days are ordered', () => {
    fc.assert(
      fc.property(anyDay, anyDay, (a, b) => {
        expect(compareDates(civilDateOfDay(a), civilDateOfDay(b))).toBe(Math.sign(a - b));
        expect(daysBetween(civilDateOfDay(a), civilDateOfDay(b))).toBe(b - a);
      }),
    );
  });
});
