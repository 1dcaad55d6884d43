import fc from 'fast-check';
import { addDays, daysBetween } from '../time/civil-date';
import { anyCalendar, anyStart, valueOf } from './calendars.fixture';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import {
  addWorkingDays,
  dayStatus,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  subtractWorkingDays,
  workingDaysBetween,
} from './working-calendar';

const refusal = (date: string): unknown => ({
  ok: false,
  error: {
    code: 'calendar.notCovered',
    date,
    firstDay: '2025-01-01',
    lastDay: '2027-12-31',
    version: '行政機關辦公日曆表 2025-2027',
  },
});

describe('a day', () => {
  it.each([
    ['2026-12-04', { working: true, kind: 'weekday' }],
    ['2026-12-05', { working: false, kind: 'saturday' }],
    ['2026-12-06', { working: false, kind: 'sunday' }],
    ['2026-02-17', { working: false, kind: 'holiday', name: '春節' }],
    ['2026-10-10', { working: false, kind: 'holiday', name: '國慶日' }],
    ['2025-02-08', { working: true, kind: 'makeUpDay', name: '補行上班' }],
    ['2025-05-01', { working: true, kind: 'weekday' }],
  ])('%s', (date, status) => {
    expect(dayStatus(calendar, date)).toEqual({ ok: true, value: status });
    expect(isWorkingDay(calendar, date)).toEqual({ ok: true, value: status.working });
  });

  it('listed both off and made up is off', () => {
    const twice = { ...calendar, makeUpDays: { '2026-10-10': '補行上班' } };
    expect(isWorkingDay(twice, '2026-10-10')).toEqual({ ok: true, value: false });
  });
});

describe('stepping', () => {
  it('goes over the Lunar New Year of 2026 and 2027 and over a year end', () => {
    expect(nextWorkingDay(calendar, '2026-02-13')).toEqual({ ok: true, value: '2026-02-23' });
    expect(previousWorkingDay(calendar, '2026-02-23')).toEqual({ ok: true, value: '2026-02-13' });
    expect(nextWorkingDay(calendar, '2027-02-03')).toEqual({ ok: true, value: '2027-02-11' });
    expect(nextWorkingDay(calendar, '2025-12-31')).toEqual({ ok: true, value: '2026-01-02' });
    expect(nextWorkingDay(calendar, '2025-02-07')).toEqual({ ok: true, value: '2025-02-08' });
    expect(addWorkingDays(calendar, '2025-01-24', 7)).toEqual({ ok: true, value: '2025-02-10' });
    expect(subtractWorkingDays(calendar, '2025-02-10', 7)).toEqual({ ok: true, value: '2025-01-24' });
    expect(workingDaysBetween(calendar, '2026-02-13', '2026-02-23')).toEqual({ ok: true, value: 1 });
    expect(workingDaysBetween(calendar, '2026-02-23', '2026-02-13')).toEqual({ ok: true, value: -1 });
    expect(workingDaysBetween(calendar, '2026-02-21', '2026-02-21')).toEqual({ ok: true, value: 0 });
  });

  it('by 0 stays where it is, working day or not', () => {
    expect(addWorkingDays(calendar, '2026-02-17', 0)).toEqual({ ok: true, value: '2026-02-17' });
    expect(subtractWorkingDays(calendar, '2026-02-17', 0)).toEqual({ ok: true, value: '2026-02-17' });
  });

  it.each([-1, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('refuses %d days', (count) => {
    const refused = { ok: false, error: { code: 'calendar.invalidCount', count } };
    expect(addWorkingDays(calendar, '2026-12-04', count)).toEqual(refused);
    expect(subtractWorkingDays(calendar, '2026-12-04', count)).toEqual(refused);
  });
});

describe('outside the calendar', () => {
  it('begins only past its first and last day', () => {
    expect(isWorkingDay(calendar, '2025-01-01')).toEqual({ ok: true, value: false });
    expect(isWorkingDay(calendar, '2027-12-31')).toEqual({ ok: true, value: false });
    expect(previousWorkingDay(calendar, '2027-12-31')).toEqual({ ok: true, value: '2027-12-30' });
    expect(nextWorkingDay(calendar, '2025-01-01')).toEqual({ ok: true, value: '2025-01-02' });
  });

  it('also where it begins and ends with a working day', () => {
    const short = { ...calendar, firstDay: '2026-12-07', lastDay: '2026-12-09' };
    expect(nextWorkingDay(short, '2026-12-08')).toEqual({ ok: true, value: '2026-12-09' });
    expect(nextWorkingDay(short, '2026-12-09')).toMatchObject({ ok: false, error: { date: '2026-12-10' } });
    expect(previousWorkingDay(short, '2026-12-08')).toEqual({ ok: true, value: '2026-12-07' });
    expect(previousWorkingDay(short, '2026-12-07')).toMatchObject({
      ok: false,
      error: { date: '2026-12-06' },
    });
  });

  it('computes nothing', () => {
    expect(isWorkingDay(calendar, '2028-01-01')).toEqual(refusal('2028-01-01'));
    expect(isWorkingDay(calendar, '2024-12-31')).toEqual(refusal('2024-12-31'));
    expect(nextWorkingDay(calendar, '2027-12-30')).toEqual(refusal('2028-01-01'));
    expect(nextWorkingDay(calendar, '2028-01-03')).toEqual(refusal('2028-01-03'));
    expect(nextWorkingDay(calendar, '2024-12-31')).toEqual(refusal('2024-12-31'));
    expect(previousWorkingDay(calendar, '2025-01-02')).toEqual(refusal('2024-12-31'));
    expect(addWorkingDays(calendar, '2026-12-04', 1_000_000)).toEqual(refusal('2028-01-01'));
    expect(subtractWorkingDays(calendar, '2026-12-04', 1_000_000)).toEqual(refusal('2024-12-31'));
    expect(addWorkingDays(calendar, '2028-01-03', 0)).toEqual(refusal('2028-01-03'));
    expect(workingDaysBetween(calendar, '2026-12-04', '2028-01-01')).toEqual(refusal('2028-01-01'));
    expect(workingDaysBetween(calendar, '2024-12-31', '2026-12-04')).toEqual(refusal('2024-12-31'));
  });

  it('refuses what is no date', () => {
    expect(() => isWorkingDay(calendar, '2026-02-30')).toThrow(RangeError);
  });
});

describe('in any calendar', () => {
  const steps = fc.integer({ min: 1, max: 60 });

  it('adding and subtracting undo each other from a working day', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, steps, (any, start, n) => {
        const from = valueOf(nextWorkingDay(any, start));
        const to = valueOf(addWorkingDays(any, from, n));
        expect(subtractWorkingDays(any, to, n)).toEqual({ ok: true, value: from });
        expect(workingDaysBetween(any, from, to)).toEqual({ ok: true, value: n });
        expect(workingDaysBetween(any, to, from)).toEqual({ ok: true, value: -n });
      }),
    );
  });

  it('a step lands on a working day with only days off between', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, (any, start) => {
        const next = valueOf(nextWorkingDay(any, start));
        for (let i = 1; i <= daysBetween(start, next); i += 1) {
          const day = addDays(start, i);
          expect([day, valueOf(isWorkingDay(any, day))]).toEqual([day, day === next]);
        }
      }),
    );
  });

  it('is monotone in the date and strictly so in the count', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, fc.nat(10), steps, (any, start, later, n) => {
        const end = valueOf(addWorkingDays(any, start, n));
        expect(valueOf(addWorkingDays(any, addDays(start, later), n)) >= end).toBe(true);
        expect(valueOf(addWorkingDays(any, start, n + 1)) > end).toBe(true);
      }),
    );
  });
});
