/**
 * Days on which the offices of one county were shut by a natural disaster (停止上班, 颱風假). They are days
 * of rest by 行政程序法 §48 para 4 only where somebody asks for them: a calendar knows none by itself.
 */
import { compareDates, type CivilDate } from '../time/civil-date';
import { formatRocSlash } from '../time/roc-date';
import { countyNames, type County } from './county';
import { isWorkingDay, type ClosedDay, type WorkCalendar } from './working-calendar';

/**
 * What was decided about that day. Only a whole day without office hours is taken as a day of rest; of a part
 * of one no ruling was found (ADR 0016), so that it is kept on record and moves no deadline. `asUsual` takes back an
 * earlier entry: the offices were open.
 */
export const closureDecisionNames = {
  wholeDay: '全日停止上班',
  partOfDay: '部分時段停止上班',
  asUsual: '照常上班',
} as const;

export type ClosureDecision = keyof typeof closureDecisionNames;

/** One announcement of one county for one day, as an officer entered it. */
export interface Closure {
  readonly county: County;
  readonly date: CivilDate;
  /** Where it was announced, in Chinese: authority with date, number or address. Printed. */
  readonly source: string;
  readonly decided: ClosureDecision;
}

/**
 * The calendar as it is for one county: working days on which its offices were shut the whole day are days
 * off. The version names county and days, so that a deadline computed under it says so. With no such day the
 * calendar comes back as it is. Of two announcements for one day the later in the list counts.
 * @throws RangeError when a closure within the calendar's coverage is on no real date.
 */
export function calendarWithClosures(
  calendar: WorkCalendar,
  closures: readonly Closure[],
  county: County,
): WorkCalendar {
  const shut = closuresThatCount(closures.filter((closure) => closure.county === county))
    .filter(({ date, decided }) => decided === 'wholeDay' && wouldBeWorked(calendar, date))
    .sort((a, b) => compareDates(a.date, b.date));
  if (shut.length === 0) return calendar;
  const days = shut.map(({ date }) => formatRocSlash(date)).join('、');
  return {
    ...calendar,
    version: `${calendar.version}，併計${countyNames[county]}天然災害停止上班日（${days}）`,
    closures: Object.fromEntries(
      shut.map(({ date, source }): [CivilDate, ClosedDay] => [date, { county, source }]),
    ),
  };
}

/** Of each county and day the last in the list, which is in order of entry: it stands for those before it. */
export function closuresThatCount<C extends Pick<Closure, 'county' | 'date'>>(closures: readonly C[]): C[] {
  return [...new Map(closures.map((each) => [`${each.county} ${each.date}`, each])).values()];
}

function wouldBeWorked(calendar: WorkCalendar, date: CivilDate): boolean {
  const working = isWorkingDay(calendar, date);
  return working.ok && working.value;
}
