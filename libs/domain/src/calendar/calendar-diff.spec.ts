import fc from 'fast-check';
import { addDays } from '../time/civil-date';
import { diffCalendars, mergeCalendars, withAppendedDays } from './calendar-diff';
import { anyCalendar, valueOf } from './calendars.fixture';
import { calendarWithClosures } from './closure';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import { dayStatus, isCovered, type WorkCalendar } from './working-calendar';

const year2028: WorkCalendar = {
  version: '117年',
  firstDay: '2028-01-01',
  lastDay: '2028-12-31',
  holidays: { '2028-01-01': '中華民國開國紀念日' },
  makeUpDays: {},
};

describe('diffCalendars', () => {
  it('finds nothing between a calendar and itself', () => {
    expect(diffCalendars(calendar, calendar)).toEqual({ changes: [], appended: null, onlyAppends: false });
  });

  it('tells a year appended from a day changed', () => {
    const longer = valueOf(mergeCalendars(calendar, year2028, '2025-2028'));
    const appended = { firstDay: '2028-01-01', lastDay: '2028-12-31' };
    expect(diffCalendars(calendar, longer)).toEqual({ changes: [], appended, onlyAppends: true });

    const revised = { ...longer, holidays: { ...longer.holidays, '2026-12-04': '調整放假' } };
    expect(diffCalendars(calendar, revised)).toEqual({
      changes: [
        {
          date: '2026-12-04',
          before: { working: true, kind: 'weekday' },
          after: { working: false, kind: 'holiday', name: '調整放假' },
        },
      ],
      appended,
      onlyAppends: false,
    });
  });

  it('names a day off that has only another name, and one that is closed', () => {
    const renamed = { ...calendar, holidays: { ...calendar.holidays, '2026-12-25': '行憲紀念日(調整)' } };
    expect(diffCalendars(calendar, renamed).changes.map(({ date }) => date)).toEqual(['2026-12-25']);
    const closed = calendarWithClosures(
      calendar,
      [{ county: 'TNN', date: '2025-07-07', source: '範例', decided: 'wholeDay' }],
      'TNN',
    );
    expect(diffCalendars(calendar, closed).changes).toEqual([
      {
        date: '2025-07-07',
        before: { working: true, kind: 'weekday' },
        after: { working: false, kind: 'closure', county: 'TNN', source: '範例' },
      },
    ]);
  });

  it('says so when the new calendar begins later, ends earlier or begins earlier', () => {
    const short = { ...calendar, firstDay: '2025-01-02', lastDay: '2027-12-30' };
    const { changes, appended, onlyAppends } = diffCalendars(calendar, short);
    expect(changes.map(({ date, after }) => [date, after])).toEqual([
      ['2025-01-01', null],
      ['2027-12-31', null],
    ]);
    expect([appended, onlyAppends]).toEqual([null, false]);
    expect(diffCalendars(short, calendar)).toMatchObject({
      changes: [{ date: '2025-01-01', before: null }],
      appended: { firstDay: '2027-12-31', lastDay: '2027-12-31' },
      onlyAppends: false,
    });
    expect(diffCalendars(calendar, year2028)).toMatchObject({
      appended: { firstDay: '2028-01-01', lastDay: '2028-12-31' },
      onlyAppends: false,
    });
    expect(diffCalendars(calendar, year2028).changes).toHaveLength(1_095);
  });

  it('finds exactly the days that a random version changes', () => {
    fc.assert(
      fc.property(anyCalendar, anyCalendar, (a, b) => {
        const changed = new Set(diffCalendars(a, b).changes.map(({ date }) => date));
        for (let date = a.firstDay; date <= a.lastDay; date = addDays(date, 1)) {
          const same = JSON.stringify(dayStatus(a, date)) === JSON.stringify(dayStatus(b, date));
          expect([date, changed.has(date)]).toEqual([date, !same]);
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('mergeCalendars', () => {
  it('says of each day what the import says, and of the others what was there', () => {
    const revised: WorkCalendar = {
      version: '115年修正',
      firstDay: '2026-01-01',
      lastDay: '2026-12-31',
      holidays: { '2026-12-04': '調整放假' },
      makeUpDays: { '2026-12-12': '補行上班' },
    };
    const merged = valueOf(mergeCalendars(calendar, revised, '2025-2027 修正'));
    expect([merged.version, merged.firstDay, merged.lastDay]).toEqual([
      '2025-2027 修正',
      '2025-01-01',
      '2027-12-31',
    ]);
    for (let date = calendar.firstDay; date <= calendar.lastDay; date = addDays(date, 1)) {
      expect(dayStatus(merged, date)).toEqual(dayStatus(isCovered(revised, date) ? revised : calendar, date));
    }
    expect(Object.keys(merged.holidays)).toEqual(Object.keys(merged.holidays).sort());
  });

  it('takes a year before as well as one after, and refuses a gap', () => {
    const later = { ...calendar, firstDay: '2029-01-01', lastDay: '2029-12-31' };
    const gap = {
      ok: false,
      error: { code: 'calendar.gap', firstMissing: '2028-01-01', lastMissing: '2028-12-31' },
    };
    expect(mergeCalendars(calendar, later, 'x')).toEqual(gap);
    expect(mergeCalendars(later, calendar, 'x')).toEqual(gap);
    expect(mergeCalendars(later, year2028, 'x')).toMatchObject({
      value: { firstDay: '2028-01-01', lastDay: '2029-12-31' },
    });
  });
});

describe('the days that another version goes on with', () => {
  const whole = {
    ...calendar,
    version: '第 2 版',
    lastDay: '2028-12-31',
    holidays: { ...calendar.holidays, '2028-01-03': '調整放假' },
  };

  it('make the version itself where it changes nothing before them', () => {
    expect(withAppendedDays(calendar, whole)).toBe(whole);
  });

  it('are added alone where it changes an earlier day, and the name says from when', () => {
    const revised = { ...whole, holidays: { ...whole.holidays, '2027-06-30': '調整放假' } };
    const longer = withAppendedDays(calendar, revised);
    expect(longer).toMatchObject({
      version: `${calendar.version}，117/1/1 起依第 2 版`,
      lastDay: '2028-12-31',
    });
    for (let date = calendar.firstDay; date <= '2028-12-31'; date = addDays(date, 1)) {
      const of = isCovered(calendar, date) ? calendar : revised;
      expect(longer && dayStatus(longer, date)).toEqual(dayStatus(of, date));
    }
  });

  it('are none where it ends no later, or leaves some out', () => {
    expect(withAppendedDays(whole, calendar)).toBeUndefined();
    expect(withAppendedDays(calendar, calendar)).toBeUndefined();
    expect(withAppendedDays(calendar, { ...whole, firstDay: '2028-02-01' })).toBeUndefined();
  });
});
