import fc from 'fast-check';
import { addDays, compareDates, type CivilDate } from '../time/civil-date';
import { deadlineInstant } from '../time/taipei';
import { anyCalendar, anyStart, valueOf } from './calendars.fixture';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import { deadlineByDate, deadlineInDays, deadlineInWorkingDays, type Deadline } from './term';
import { isWorkingDay, type WorkCalendar } from './working-calendar';

/** As 行政程序法 §48 para 4 ends it: where the last counted day stays, or to where it moves. */
interface OrdinaryCase {
  readonly from: CivilDate;
  readonly n: number;
  readonly lastCounted: CivilDate;
  readonly date: CivilDate;
  readonly skipped?: readonly CivilDate[];
  readonly morning?: true;
  readonly why: string;
}

const ordinaryCases: readonly OrdinaryCase[] = [
  // 始日不計, para 2; the last day is a working day and stays.
  { from: '2026-12-04', n: 10, lastCounted: '2026-12-14', date: '2026-12-14', why: '星期一' },
  { from: '2026-02-03', n: 10, lastCounted: '2026-02-13', date: '2026-02-13', why: '春節前最後上班日' },
  { from: '2026-02-17', n: 30, lastCounted: '2026-03-19', date: '2026-03-19', why: '期間中的假日照計' },
  { from: '2025-04-21', n: 10, lastCounted: '2025-05-01', date: '2025-05-01', why: '114年勞動節機關上班' },
  { from: '2027-12-20', n: 10, lastCounted: '2027-12-30', date: '2027-12-30', why: '涵蓋期最後上班日' },
  // A make-up Saturday is a working day (法務部 99-02-03).
  { from: '2025-01-29', n: 10, lastCounted: '2025-02-08', date: '2025-02-08', why: '補行上班日' },
  { from: '2025-02-01', n: 7, lastCounted: '2025-02-08', date: '2025-02-08', why: '始日為星期六' },
  // Sunday: the next day, para 4.
  {
    from: '2025-01-02',
    n: 10,
    lastCounted: '2025-01-12',
    date: '2025-01-13',
    skipped: ['2025-01-12'],
    why: '星期日',
  },
  {
    from: '2025-02-08',
    n: 1,
    lastCounted: '2025-02-09',
    date: '2025-02-10',
    skipped: ['2025-02-09'],
    why: '補行上班日為始日',
  },
  {
    from: '2026-01-30',
    n: 30,
    lastCounted: '2026-03-01',
    date: '2026-03-02',
    skipped: ['2026-03-01'],
    why: '平年二月28天',
  },
  // Saturday: the Monday next to it, para 4 last clause.
  {
    from: '2025-01-08',
    n: 10,
    lastCounted: '2025-01-18',
    date: '2025-01-20',
    skipped: ['2025-01-18', '2025-01-19'],
    morning: true,
    why: '星期六',
  },
  {
    from: '2026-12-04',
    n: 1,
    lastCounted: '2026-12-05',
    date: '2026-12-07',
    skipped: ['2026-12-05', '2026-12-06'],
    morning: true,
    why: '一日',
  },
  {
    from: '2026-12-02',
    n: 10,
    lastCounted: '2026-12-12',
    date: '2026-12-14',
    skipped: ['2026-12-12', '2026-12-13'],
    morning: true,
    why: '星期六',
  },
  // A Saturday that is a national holiday: the clause on holidays, no morning.
  {
    from: '2025-05-21',
    n: 10,
    lastCounted: '2025-05-31',
    date: '2025-06-02',
    skipped: ['2025-05-31', '2025-06-01'],
    why: '端午節逢星期六',
  },
  {
    from: '2026-02-18',
    n: 10,
    lastCounted: '2026-02-28',
    date: '2026-03-02',
    skipped: ['2026-02-28', '2026-03-01'],
    why: '和平紀念日逢星期六',
  },
  {
    from: '2026-03-25',
    n: 10,
    lastCounted: '2026-04-04',
    date: '2026-04-07',
    skipped: ['2026-04-04', '2026-04-05', '2026-04-06'],
    why: '兒童節、民族掃墓節及補假',
  },
  // National holidays and their substitutes.
  {
    from: '2025-02-18',
    n: 10,
    lastCounted: '2025-02-28',
    date: '2025-03-03',
    skipped: ['2025-02-28', '2025-03-01', '2025-03-02'],
    why: '和平紀念日逢星期五',
  },
  {
    from: '2025-03-24',
    n: 10,
    lastCounted: '2025-04-03',
    date: '2025-04-07',
    skipped: ['2025-04-03', '2025-04-04', '2025-04-05', '2025-04-06'],
    why: '兒童節補假',
  },
  {
    from: '2025-09-18',
    n: 10,
    lastCounted: '2025-09-28',
    date: '2025-09-30',
    skipped: ['2025-09-28', '2025-09-29'],
    why: '孔子誕辰逢星期日，次日補假',
  },
  {
    from: '2025-12-15',
    n: 10,
    lastCounted: '2025-12-25',
    date: '2025-12-26',
    skipped: ['2025-12-25'],
    why: '行憲紀念日',
  },
  {
    from: '2026-04-21',
    n: 10,
    lastCounted: '2026-05-01',
    date: '2026-05-04',
    skipped: ['2026-05-01', '2026-05-02', '2026-05-03'],
    why: '115年起勞動節放假',
  },
  {
    from: '2026-09-15',
    n: 10,
    lastCounted: '2026-09-25',
    date: '2026-09-29',
    skipped: ['2026-09-25', '2026-09-26', '2026-09-27', '2026-09-28'],
    why: '中秋節至孔子誕辰',
  },
  {
    from: '2026-10-15',
    n: 10,
    lastCounted: '2026-10-25',
    date: '2026-10-27',
    skipped: ['2026-10-25', '2026-10-26'],
    why: '光復紀念日補假',
  },
  {
    from: '2027-02-18',
    n: 10,
    lastCounted: '2027-02-28',
    date: '2027-03-02',
    skipped: ['2027-02-28', '2027-03-01'],
    why: '和平紀念日補假',
  },
  // Lunar New Year.
  {
    from: '2025-01-17',
    n: 10,
    lastCounted: '2025-01-27',
    date: '2025-02-03',
    skipped: [
      '2025-01-27',
      '2025-01-28',
      '2025-01-29',
      '2025-01-30',
      '2025-01-31',
      '2025-02-01',
      '2025-02-02',
    ],
    why: '114年春節',
  },
  {
    from: '2026-02-04',
    n: 10,
    lastCounted: '2026-02-14',
    date: '2026-02-23',
    skipped: [
      ...['2026-02-14', '2026-02-15', '2026-02-16', '2026-02-17', '2026-02-18'],
      ...['2026-02-19', '2026-02-20', '2026-02-21', '2026-02-22'],
    ],
    why: '星期六，其次星期一為除夕，須為上班日',
  },
  {
    from: '2026-02-06',
    n: 10,
    lastCounted: '2026-02-16',
    date: '2026-02-23',
    skipped: [
      ...['2026-02-16', '2026-02-17', '2026-02-18', '2026-02-19'],
      ...['2026-02-20', '2026-02-21', '2026-02-22'],
    ],
    why: '115年除夕',
  },
  {
    from: '2027-01-27',
    n: 10,
    lastCounted: '2027-02-06',
    date: '2027-02-11',
    skipped: ['2027-02-06', '2027-02-07', '2027-02-08', '2027-02-09', '2027-02-10'],
    why: '116年春節及補假',
  },
  // Year ends.
  {
    from: '2025-12-31',
    n: 1,
    lastCounted: '2026-01-01',
    date: '2026-01-02',
    skipped: ['2026-01-01'],
    why: '跨年',
  },
  {
    from: '2026-12-22',
    n: 10,
    lastCounted: '2027-01-01',
    date: '2027-01-04',
    skipped: ['2027-01-01', '2027-01-02', '2027-01-03'],
    why: '元旦連週休',
  },
  {
    from: '2027-12-21',
    n: 3,
    lastCounted: '2027-12-24',
    date: '2027-12-27',
    skipped: ['2027-12-24', '2027-12-25', '2027-12-26'],
    why: '行憲紀念日補假',
  },
];

describe('N 日內, ordinary (行政程序法 §48 paras 2 and 4)', () => {
  it.each(ordinaryCases)('$from + $n 日 → $date ($why)', (c) => {
    const { date, instant, explanation } = valueOf(deadlineInDays(calendar, c.from, c.n, { adverse: false }));
    expect(date).toBe(c.date);
    expect(instant).toBe(deadlineInstant(c.date));
    expect(explanation).toMatchObject({
      rule: 'days',
      from: c.from,
      n: c.n,
      calendarVersion: '行政機關辦公日曆表 2025-2027',
      other: null,
      taken: {
        branch: 'ordinary',
        firstCounted: addDays(c.from, 1),
        lastCounted: c.lastCounted,
        date: c.date,
        skipped: (c.skipped ?? []).map((day) => ({ date: day })),
        mondayMorning: c.morning === true,
      },
    });
  });

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

  it('counts the tax bureau’s own example of a make-up Saturday (收受 97-12-11, 30 日 → 98-01-10)', () => {
    const winter2008: WorkCalendar = {
      version: '97-98',
      firstDay: '2008-12-01',
      lastDay: '2009-01-31',
      holidays: { '2009-01-01': '開國紀念日', '2009-01-02': '調整放假' },
      makeUpDays: { '2009-01-10': '補行上班' },
    };
    expect(valueOf(deadlineInDays(winter2008, '2008-12-11', 30, { adverse: false })).date).toBe('2009-01-10');
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

describe('N 日內, adverse measure (行政程序法 §48 para 5)', () => {
  it.each([
    ['2026-12-01', 10, '2026-12-10', null, '2026-12-11', '無假日'],
    ['2026-12-04', 10, '2026-12-13', 'sunday', '2026-12-14', '末日星期日照計'],
    ['2026-12-05', 1, '2026-12-05', 'saturday', '2026-12-07', '始日即末日'],
    ['2025-01-30', 10, '2025-02-08', null, '2025-02-10', '補行上班日'],
    ['2025-12-23', 10, '2026-01-01', 'holiday', '2026-01-02', '跨年'],
    ['2026-02-05', 10, '2026-02-14', 'saturday', '2026-02-23', '115年春節'],
    ['2027-01-27', 10, '2027-02-05', 'holiday', '2027-02-11', '116年春節'],
  ])('%s + %i 日: 照計 %s (%s), 一般 %s (%s)', (from, n, strict, dayOff, ordinary, _why) => {
    const { date, instant, explanation } = valueOf(deadlineInDays(calendar, from, n, { adverse: true }));
    expect(date).toBe(ordinary);
    expect(instant).toBe(deadlineInstant(ordinary));
    expect(explanation).toMatchObject({
      taken: { branch: 'ordinary', date: ordinary },
      other: {
        branch: 'adverse',
        firstCounted: from,
        lastCounted: strict,
        date: strict,
        dayOff: dayOff === null ? null : { date: strict, reason: dayOff },
      },
    });
  });
});

describe('N 個工作日內', () => {
  it.each([
    ['2026-12-04', 1, '2026-12-07', 2],
    ['2026-02-13', 1, '2026-02-23', 9],
    ['2026-02-13', 5, '2026-03-02', 12],
    ['2025-01-24', 6, '2025-02-08', 9],
    ['2025-12-31', 2, '2026-01-05', 3],
    ['2026-02-21', 1, '2026-02-23', 1],
    ['2026-04-02', 1, '2026-04-07', 4],
    ['2027-02-03', 1, '2027-02-11', 7],
  ])('%s + %i 個工作日 → %s', (from, n, expected, skipped) => {
    const { date, instant, explanation } = valueOf(deadlineInWorkingDays(calendar, from, n));
    expect(date).toBe(expected);
    expect(instant).toBe(deadlineInstant(expected));
    expect(explanation).toMatchObject({ rule: 'workingDays', from, n, date: expected });
    expect('skipped' in explanation && explanation.skipped.length).toBe(skipped);
  });

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

  it.each([0, -1, 1.5, Number.NaN])('%d is no number of days', (count) => {
    const refused = { ok: false, error: { code: 'calendar.invalidCount', count } };
    expect(deadlineInDays(calendar, '2026-12-04', count, { adverse: false })).toEqual(refused);
    expect(deadlineInWorkingDays(calendar, '2026-12-04', count)).toEqual(refused);
  });
});

describe('in any calendar', () => {
  const days = fc.integer({ min: 1, max: 100 });
  const inDays = (any: WorkCalendar, from: CivilDate, n: number, adverse: boolean): Deadline =>
    valueOf(deadlineInDays(any, from, n, { adverse }));

  it('an ordinary deadline is a working day, not before its last counted day, and all between are listed', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, days, (any, from, n) => {
        const { date, explanation } = inDays(any, from, n, false);
        expect(valueOf(isWorkingDay(any, date))).toBe(true);
        expect(compareDates(date, addDays(from, n))).toBeGreaterThanOrEqual(0);
        if (valueOf(isWorkingDay(any, addDays(from, n)))) expect(date).toBe(addDays(from, n));
        const passed = [];
        for (let day = addDays(from, n); day < date; day = addDays(day, 1)) passed.push({ date: day });
        expect(explanation).toMatchObject({ taken: { skipped: passed } });
      }),
    );
  });

  it('is monotone in the first day and in the number of days', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, days, fc.nat(10), fc.boolean(), (any, from, n, more, adverse) => {
        const { date, instant } = inDays(any, from, n, adverse);
        expect(compareDates(inDays(any, addDays(from, more), n, adverse).date, date)).not.toBe(-1);
        expect(inDays(any, from, n + more, adverse).instant).toBeGreaterThanOrEqual(instant);
      }),
    );
  });

  it('for an adverse measure is the later of the two and never before the ordinary one', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, days, (any, from, n) => {
        const { date, explanation } = inDays(any, from, n, true);
        expect(date >= inDays(any, from, n, false).date).toBe(true);
        if (explanation.rule !== 'days' || explanation.other === null)
          throw new Error('one branch is missing');
        expect(explanation.taken.date).toBe(date);
        expect(explanation.taken.branch).not.toBe(explanation.other.branch);
        expect(compareDates(explanation.taken.date, explanation.other.date)).not.toBe(-1);
      }),
    );
  });

  it('goes through JSON unchanged', () => {
    fc.assert(
      fc.property(anyCalendar, anyStart, days, fc.boolean(), (any, from, n, adverse) => {
        const deadline = inDays(any, from, n, adverse);
        expect(JSON.parse(JSON.stringify(deadline))).toEqual(deadline);
        const working = valueOf(deadlineInWorkingDays(any, from, n));
        expect(JSON.parse(JSON.stringify(working))).toEqual(working);
      }),
    );
  });
});
