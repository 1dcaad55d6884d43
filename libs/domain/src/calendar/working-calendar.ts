/**
 * Working days of the public administration, from a calendar that is passed in as data. Source of
 * the data: the yearly 行政機關辦公日曆表 of the 行政院人事行政總處. Whether a day is one of rest is
 * judged for the administration as a whole (法務部 99-02-03 法律字第099004718號).
 */
import {
  SATURDAY,
  SUNDAY,
  addDays,
  civilDateOfDay,
  compareDates,
  dayNumber,
  weekdayOfDay,
  type CivilDate,
  type DayNumber,
} from '../time/civil-date';
import { err, ok, type Result } from '../result';
import type { County } from './county';

/**
 * One version of the calendar, compact enough for a workflow's input (three years are under 3 KB)
 * and plain JSON. Saturdays and Sundays are off unless they are make-up days.
 */
export interface WorkCalendar {
  /** Names the version; stored with every deadline computed under it. */
  readonly version: string;
  /** The first day the calendar speaks about. */
  readonly firstDay: CivilDate;
  /** The last day the calendar speaks about; after it nothing is computed. */
  readonly lastDay: CivilDate;
  /** Days off by name. A weekend day is listed only where it has a name of its own. */
  readonly holidays: Readonly<Record<CivilDate, string>>;
  /** Weekend days worked to make up for another (補行上班). A date is never in both lists. */
  readonly makeUpDays: Readonly<Record<CivilDate, string>>;
  /**
   * Days on which the offices of a county were shut although they are working days otherwise; absent unless
   * somebody asked for them by `calendarWithClosures`.
   */
  readonly closures?: Readonly<Record<CivilDate, ClosedDay>>;
}

/** Where offices were shut by a natural disaster, and where that was announced. */
export interface ClosedDay {
  readonly county: County;
  readonly source: string;
}

/** A day outside the calendar was needed: the question has no answer until a newer version is in. */
export interface CalendarNotCovered {
  readonly code: 'calendar.notCovered';
  /** The first day needed that the calendar does not have. */
  readonly date: CivilDate;
  readonly firstDay: CivilDate;
  readonly lastDay: CivilDate;
  readonly version: string;
}

/** A number of days that is no such thing: negative, not whole, or 0 where one is the least. */
export interface CalendarInvalidCount {
  readonly code: 'calendar.invalidCount';
  readonly count: number;
}

/** Why a calendar question was refused. */
export type CalendarError = CalendarNotCovered | CalendarInvalidCount;

/** What the calendar says of one day; `name` is the holiday's or the make-up day's. */
export type DayStatus =
  | { readonly working: true; readonly kind: 'weekday' }
  | { readonly working: true; readonly kind: 'makeUpDay'; readonly name: string }
  | { readonly working: false; readonly kind: 'holiday'; readonly name: string }
  | { readonly working: false; readonly kind: 'saturday' | 'sunday' }
  | ({ readonly working: false; readonly kind: 'closure' } & ClosedDay);

/**
 * What the calendar says of that day.
 * @returns `calendar.notCovered` outside the calendar.
 * @throws RangeError when the text is no date but lies between the two ends as text (`2026-02-30`);
 * here as in every function below, parse first.
 */
export function dayStatus(calendar: WorkCalendar, date: CivilDate): Result<DayStatus, CalendarNotCovered> {
  return isCovered(calendar, date)
    ? ok(statusOfCovered(calendar, date, dayNumber(date)))
    : notCovered(calendar, date);
}

/**
 * Whether the administration works on that day. Look at `.value`: the answer itself is an object.
 * @returns `calendar.notCovered` outside the calendar.
 */
export function isWorkingDay(calendar: WorkCalendar, date: CivilDate): Result<boolean, CalendarNotCovered> {
  const status = dayStatus(calendar, date);
  return status.ok ? ok(status.value.working) : status;
}

/**
 * The first working day after that date, which itself never counts.
 * @returns `calendar.notCovered` when the date or the search leaves the calendar.
 */
export function nextWorkingDay(
  calendar: WorkCalendar,
  date: CivilDate,
): Result<CivilDate, CalendarNotCovered> {
  return walk(calendar, date, 1, 1);
}

/**
 * The last working day before that date, which itself never counts.
 * @returns `calendar.notCovered` when the date or the search leaves the calendar.
 */
export function previousWorkingDay(
  calendar: WorkCalendar,
  date: CivilDate,
): Result<CivilDate, CalendarNotCovered> {
  return walk(calendar, date, 1, -1);
}

/**
 * The `count`-th working day after that date (the date itself is not counted); with 0 the date as
 * it is, working or not.
 * @returns `calendar.invalidCount` unless `count` is a whole number ≥ 0; `calendar.notCovered` when
 * the date or the search leaves the calendar.
 */
export function addWorkingDays(
  calendar: WorkCalendar,
  date: CivilDate,
  count: number,
): Result<CivilDate, CalendarError> {
  return isCount(count, 0) ? walk(calendar, date, count, 1) : invalidCount(count);
}

/** As {@link addWorkingDays}, backwards: the `count`-th working day before that date. */
export function subtractWorkingDays(
  calendar: WorkCalendar,
  date: CivilDate,
  count: number,
): Result<CivilDate, CalendarError> {
  return isCount(count, 0) ? walk(calendar, date, count, -1) : invalidCount(count);
}

/**
 * Working days after `from` up to and including `to`; 0 on the same day; with `to` before `from`
 * the negative of the reverse. So `workingDaysBetween(c, d, addWorkingDays(c, d, n)) = n`.
 * @returns `calendar.notCovered` when either end is outside the calendar.
 */
export function workingDaysBetween(
  calendar: WorkCalendar,
  from: CivilDate,
  to: CivilDate,
): Result<number, CalendarNotCovered> {
  if (!isCovered(calendar, from)) return notCovered(calendar, from);
  if (!isCovered(calendar, to)) return notCovered(calendar, to);
  if (compareDates(from, to) === 1) {
    const reverse = workingDaysBetween(calendar, to, from);
    // Not plain minus: -0 is not 0 to `Object.is` or to a test.
    return reverse.ok ? ok(0 - reverse.value) : reverse;
  }
  let count = 0;
  const last = dayNumber(to);
  for (let day = dayNumber(from) + 1; day <= last; day += 1) {
    if (statusOfCovered(calendar, civilDateOfDay(day), day).working) count += 1;
  }
  return ok(count);
}

/** Whether the calendar speaks about that day. */
export function isCovered(calendar: WorkCalendar, date: CivilDate): boolean {
  return compareDates(date, calendar.firstDay) >= 0 && compareDates(date, calendar.lastDay) <= 0;
}

/** The refusal for a day outside the calendar. */
export function notCovered(
  calendar: WorkCalendar,
  date: CivilDate,
): { readonly ok: false; readonly error: CalendarNotCovered } {
  const { version, firstDay, lastDay } = calendar;
  return err({ code: 'calendar.notCovered', date, firstDay, lastDay, version });
}

/** The refusal for a number of days that is no such thing. */
export function invalidCount(count: number): { readonly ok: false; readonly error: CalendarInvalidCount } {
  return err({ code: 'calendar.invalidCount', count });
}

/** Whether it is a whole number of days, at least `least`. */
export function isCount(count: number, least: 0 | 1): boolean {
  return Number.isSafeInteger(count) && count >= least;
}

function walk(
  calendar: WorkCalendar,
  from: CivilDate,
  count: number,
  step: 1 | -1,
): Result<CivilDate, CalendarNotCovered> {
  if (!isCovered(calendar, from)) return notCovered(calendar, from);
  const beyond = step === 1 ? addDays(calendar.lastDay, 1) : addDays(calendar.firstDay, -1);
  const beyondDay = dayNumber(beyond);
  let date = from;
  let left = count;
  for (let day = dayNumber(from) + step; left > 0; day += step) {
    if (day === beyondDay) return notCovered(calendar, beyond);
    date = civilDateOfDay(day);
    if (statusOfCovered(calendar, date, day).working) left -= 1;
  }
  return ok(date);
}

/**
 * What the calendar says of a day that the caller has found to be covered, given both as date and
 * as day number: loops have both at hand and need not parse each day again.
 */
export function statusOfCovered(calendar: WorkCalendar, date: CivilDate, day: DayNumber): DayStatus {
  // A date listed in both by mistake is off: the error then gives time and takes none away.
  const holiday = calendar.holidays[date];
  if (holiday !== undefined) return { working: false, kind: 'holiday', name: holiday };
  const weekday = weekdayOfDay(day);
  const isWeekend = weekday === SATURDAY || weekday === SUNDAY;
  const makeUp = isWeekend ? calendar.makeUpDays[date] : undefined;
  if (isWeekend && makeUp === undefined) {
    return { working: false, kind: weekday === SATURDAY ? 'saturday' : 'sunday' };
  }
  const closed = calendar.closures?.[date];
  if (closed !== undefined) return { working: false, kind: 'closure', ...closed };
  return makeUp === undefined
    ? { working: true, kind: 'weekday' }
    : { working: true, kind: 'makeUpDay', name: makeUp };
}
