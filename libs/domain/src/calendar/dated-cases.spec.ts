import { addDays, type CivilDate } from '../time/civil-date';
import { calendarOf, datedCases, type DatedCase } from './dated-cases.fixture';
import { deadlineFor, type DeadlineAsk } from './deadline-ask';
import { explainInChinese } from './explanation';
import type { Deadline } from './term';
import { valueOf } from './calendars.fixture';
import { dayStatus, type WorkCalendar } from './working-calendar';

const answer = (calendar: WorkCalendar, ask: DeadlineAsk): Deadline => valueOf(deadlineFor(calendar, ask));

const title = ({ ask, county }: DatedCase): string =>
  ask.rule === 'date'
    ? `${ask.date} as printed`
    : `${ask.from} + ${ask.n} ${ask.rule}${'adverse' in ask && ask.adverse ? ', adverse' : ''}${county === undefined ? '' : `, ${county}`}`;

/** The days from the first up to the one before the second. */
function daysUpTo(first: CivilDate, end: CivilDate): CivilDate[] {
  const days = [];
  for (let day = first; day < end; day = addDays(day, 1)) days.push(day);
  return days;
}

it('has at least sixty cases, no two alike, each with a source and a reason', () => {
  const asked = datedCases.map(({ ask, calendar, county }) => JSON.stringify([ask, calendar, county]));
  expect(new Set(asked).size).toBeGreaterThanOrEqual(60);
  expect(new Set(asked).size).toBe(datedCases.length);
  expect(datedCases.filter(({ source, why }) => source === '' || why === '')).toEqual([]);
});

describe('worked by hand', () => {
  it.each(datedCases.map((each) => [title(each), each.date, each] as const))(
    '%s → %s',
    (_title, _date, dated) => {
      const { date, instant, explanation } = answer(calendarOf(dated), dated.ask);
      expect([date, new Date(instant).toISOString()]).toEqual([dated.date, dated.over.replace('Z', '.000Z')]);
      expect(explanation.rule).toBe(dated.ask.rule);
      expect(explainInChinese(explanation).at(-1)).toContain('含當日');
    },
  );

  const terms = datedCases.filter(({ lastCounted }) => lastCounted !== undefined);
  it.each(terms.map((each) => [title(each), each] as const))('explains %s', (_title, dated) => {
    const calendar = calendarOf(dated);
    const { explanation } = answer(calendar, dated.ask);
    if (!('taken' in explanation)) throw new Error('no term');
    const { taken, other } = explanation;
    const ordinary = taken.branch === 'ordinary' ? taken : other;
    const adverse = taken.branch === 'adverse' ? taken : other;
    if (ordinary?.branch !== 'ordinary') throw new Error('no ordinary way');
    expect(ordinary.lastCounted).toBe(dated.lastCounted);
    expect(ordinary.mondayMorning).toBe(dated.morning === true);
    expect(ordinary.skipped.map((day) => day.date)).toEqual(daysUpTo(ordinary.lastCounted, ordinary.date));
    expect(explanation.calendarVersion).toBe(calendar.version);
    expect(taken.branch).toBe(dated.branch ?? 'ordinary');
    expect(adverse?.date).toBe(dated.adverseDate);
    if (adverse?.branch === 'adverse') {
      const status = valueOf(dayStatus(calendar, adverse.date));
      expect(adverse.dayOff?.reason).toBe(status.working ? undefined : status.kind);
    }
  });

  it('counts no day twice and leaves none out between start and end', () => {
    for (const dated of datedCases) {
      const { date, explanation } = answer(calendarOf(dated), dated.ask);
      if (explanation.rule !== 'workingDays') continue;
      const between = daysUpTo(addDays(explanation.from, 1), addDays(date, 1));
      expect(between.length - explanation.skipped.length).toBe(explanation.n);
    }
  });
});
