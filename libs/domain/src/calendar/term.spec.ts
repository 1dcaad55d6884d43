import fc from 'fast-check';
import { addDays, civilParts, compareDates, type CivilDate } from '../time/civil-date';
import { deadlineInstant } from '../time/taipei';
import { anyCalendar, anyStart, valueOf } from './calendars.fixture';
import type { TermExplanation } from './explanation';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import {
  deadlineByDate,
  deadlineInDays,
  deadlineInMonths,
  deadlineInWeeks,
  deadlineInWorkingDays,
  type Deadline,
} from './term';
import { isWorkingDay, type WorkCalendar } from './working-calendar';

describe('N 日內, ordinary (行政程序法 §48 paras 2 and 4)', () => {
  it('keeps the reason of each day passed over, and the make-up day', () => {
    expect(valueOf(deadlineInDays(calendar, '2026-10-15', 10, { adverse: false })).explanation).toMatchObject(
      {
        taken: {
          skipped: [
            { date: '2026-10-25', reason: 'holiday', name: '臺灣光復暨金門古寧頭大捷紀念日' },
            { date: '2026-10-26', reason: 'holiday', name: '臺灣光復暨金門古寧頭大捷紀念日(補假)' },
          ],
        },
      },
    );
    expect(valueOf(deadlineInDays(calendar, '2025-01-29', 10, { adverse: false })).explanation).toMatchObject(
      {
        taken: { makeUpDays: [{ date: '2025-02-08', name: '補行上班' }] },
      },
    );
  });

  it('moves a Saturday to Monday even over a Sunday that is worked', () => {
    const odd = { ...calendar, makeUpDays: { '2026-12-13': '補行上班' } };
    expect(valueOf(deadlineInDays(odd, '2026-12-02', 10, { adverse: false })).date).toBe('2026-12-14');
    const friday = { ...odd, holidays: { '2026-12-11': '假日' } };
    const { date, explanation } = valueOf(deadlineInDays(friday, '2026-12-01', 10, { adverse: false }));
    expect(date).toBe('2026-12-14');
    expect(explanation).toMatchObject({ taken: { mondayMorning: false } });
  });
});

describe('N 個工作日內', () => {
  it('keeps the make-up Saturday it counted', () => {
    expect(valueOf(deadlineInWorkingDays(calendar, '2025-02-06', 3)).explanation).toMatchObject({
      date: '2025-02-10',
      skipped: [{ date: '2025-02-09', reason: 'sunday' }],
      makeUpDays: [{ date: '2025-02-08', name: '補行上班' }],
    });
  });
});

describe('a printed date', () => {
  it.each(['2026-12-04', '2026-12-06', '2026-02-17', '2030-01-01'])(
    '%s includes the day, unmoved',
    (date) => {
      expect(deadlineByDate(date)).toEqual({
        date,
        instant: deadlineInstant(date),
        explanation: { rule: 'date', date },
      });
    },
  );

  it('refuses what is no date', () => {
    expect(() => deadlineByDate('2026-02-30')).toThrow(RangeError);
  });
});

describe('refusals', () => {
  const notCovered = (date: CivilDate): unknown => ({
    ok: false,
    error: {
      code: 'calendar.notCovered',
      date,
      firstDay: '2025-01-01',
      lastDay: '2027-12-31',
      version: '行政機關辦公日曆表 2025-2027',
    },
  });

  it.each([
    ['2027-12-21', 10, '2028-01-01'],
    ['2027-12-21', 11, '2028-01-01'],
    ['2026-12-04', 1_000_000_000, '2028-01-01'],
    ['2024-12-31', 10, '2024-12-31'],
    ['2028-01-03', 1, '2028-01-03'],
  ])('%s + %i 日 is outside the calendar', (from, n, missing) => {
    for (const adverse of [true, false]) {
      expect(deadlineInDays(calendar, from, n, { adverse })).toEqual(notCovered(missing));
    }
  });

  it('a term that ends on the last day covered, and one a day longer', () => {
    const short = { ...calendar, lastDay: '2026-12-09' };
    expect(valueOf(deadlineInDays(short, '2026-12-07', 2, { adverse: false })).date).toBe('2026-12-09');
    expect(valueOf(deadlineInWorkingDays(short, '2026-12-07', 2)).date).toBe('2026-12-09');
    expect(deadlineInDays(short, '2026-12-07', 3, { adverse: false })).toMatchObject({
      error: { code: 'calendar.notCovered', date: '2026-12-10', lastDay: '2026-12-09' },
    });
    expect(deadlineInWorkingDays(short, '2026-12-07', 3)).toMatchObject({ error: { date: '2026-12-10' } });
    const untilSaturday = { ...calendar, lastDay: '2026-12-12' };
    expect(deadlineInDays(untilSaturday, '2026-12-02', 10, { adverse: false })).toMatchObject({
      error: { date: '2026-12-14' },
    });
  });

  it('the last working day of the coverage is the last deadline in working days', () => {
    expect(valueOf(deadlineInWorkingDays(calendar, '2027-12-29', 1)).date).toBe('2027-12-30');
    expect(deadlineInWorkingDays(calendar, '2027-12-30', 1)).toEqual(notCovered('2028-01-01'));
    expect(deadlineInWorkingDays(calendar, '2024-12-31', 1)).toEqual(notCovered('2024-12-31'));
  });

  it.each([
    [deadlineInWeeks, 157],
    [deadlineInWeeks, Number.MAX_SAFE_INTEGER],
    [deadlineInMonths, 37],
    [deadlineInMonths, 12 * 8_000],
    [deadlineInMonths, Number.MAX_SAFE_INTEGER],
  ])('weeks and months past the end of the calendar: %p %d', (deadlineIn, n) => {
    for (const adverse of [true, false]) {
      expect(deadlineIn(calendar, '2025-01-01', n, { adverse })).toEqual(notCovered('2028-01-01'));
    }
  });

  it.each([0, -1, 1.5, Number.NaN])('%d is no number of days', (count) => {
    const refused = { ok: false, error: { code: 'calendar.invalidCount', count } };
    expect(deadlineInWeeks(calendar, '2026-12-04', count, { adverse: false })).toEqual(refused);
    expect(deadlineInMonths(calendar, '2026-12-04', count, { adverse: true })).toEqual(refused);
    expect(deadlineInDays(calendar, '2026-12-04', count, { adverse: false })).toEqual(refused);
    expect(deadlineInWorkingDays(calendar, '2026-12-04', count)).toEqual(refused);
  });
});

describe('in any calendar', () => {
  const inTerm = { days: deadlineInDays, weeks: deadlineInWeeks, months: deadlineInMonths };
  const anyTerm = fc.oneof(
    fc.record({ unit: fc.constant('days' as const), n: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ unit: fc.constant('weeks' as const), n: fc.integer({ min: 1, max: 14 }) }),
    fc.record({ unit: fc.constant('months' as const), n: fc.integer({ min: 1, max: 4 }) }),
  );
  type AnyTerm = { readonly unit: keyof typeof inTerm; readonly n: number };
  const within = (any: WorkCalendar, from: CivilDate, { unit, n }: AnyTerm, adverse: boolean): Deadline =>
    valueOf(inTerm[unit](any, from, n, { adverse }));
  const ways = ({ explanation }: Deadline): TermExplanation => {
    if (!('taken' in explanation)) throw new Error('no term');
    return explanation;
  };
  /** Para 3 by the platform's dates, which go on into the next month where a day is missing. */
  const lastCountedFrom = (first: CivilDate, { unit, n }: AnyTerm): CivilDate => {
    if (unit !== 'months') return addDays(first, (unit === 'weeks' ? 7 * n : n) - 1);
    const { year, month, day } = civilParts(first);
    const dayBefore = new Date(Date.UTC(year, month - 1 + n, day - 1));
    const endOfLastMonth = new Date(Date.UTC(year, month + n, 0));
    return new Date(Math.min(dayBefore.getTime(), endOfLastMonth.getTime())).toISOString().slice(0, 10);
  };

  it('counts to the day that para 3 names', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyTerm, (any, from, term) => {
        const { taken, other } = ways(within(any, from, term, true));
        for (const way of [taken, other]) {
          const first = way?.branch === 'ordinary' ? addDays(from, 1) : from;
          expect(way).toMatchObject({ firstCounted: first, lastCounted: lastCountedFrom(first, term) });
        }
      }),
      { numRuns: 500 },
    );
  });

  it('an ordinary deadline is a working day; a working day stays, and every day passed over is listed', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyTerm, (any, from, term) => {
        const deadline = within(any, from, term, false);
        const { taken } = ways(deadline);
        expect(valueOf(isWorkingDay(any, deadline.date))).toBe(true);
        if (valueOf(isWorkingDay(any, taken.lastCounted))) expect(deadline.date).toBe(taken.lastCounted);
        const passed = [];
        for (let day = taken.lastCounted; day < deadline.date; day = addDays(day, 1))
          passed.push({ date: day });
        expect(taken).toMatchObject({ skipped: passed });
      }),
    );
  });

  it('is monotone in the first day and in the length', () => {
    fc.assert(
      fc.property(
        anyCalendar,
        anyStart,
        anyTerm,
        fc.nat(10),
        fc.boolean(),
        (any, from, term, more, adverse) => {
          const { date, instant } = within(any, from, term, adverse);
          expect(compareDates(within(any, addDays(from, more), term, adverse).date, date)).not.toBe(-1);
          const longer = { ...term, n: term.n + Math.min(more, 1) };
          expect(within(any, from, longer, adverse).instant).toBeGreaterThanOrEqual(instant);
        },
      ),
    );
  });

  it('for an adverse measure is the later of the two and never before the ordinary one', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyTerm, (any, from, term) => {
        const deadline = within(any, from, term, true);
        const { taken, other } = ways(deadline);
        expect(deadline.date >= within(any, from, term, false).date).toBe(true);
        expect(taken.date).toBe(deadline.date);
        expect(new Set([taken.branch, other?.branch])).toEqual(new Set(['ordinary', 'adverse']));
        expect(taken.date >= (other?.date ?? '')).toBe(true);
        if (taken.date === other?.date) expect(taken.branch).toBe('adverse');
      }),
    );
  });

  it('goes through JSON unchanged', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, anyTerm, fc.boolean(), (any, from, term, adverse) => {
        const deadline = within(any, from, term, adverse);
        expect(JSON.parse(JSON.stringify(deadline))).toEqual(deadline);
        const working = valueOf(deadlineInWorkingDays(any, from, term.n));
        expect(JSON.parse(JSON.stringify(working))).toEqual(working);
      }),
    );
  });
});
