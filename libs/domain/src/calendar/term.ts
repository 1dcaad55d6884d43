/**
 * Deadlines by 行政程序法 §48 over a calendar that is passed in. Dates are Taipei dates; the instant
 * is the 00:00 (Asia/Taipei) after the last day.
 */
import { ok, type Result } from '../result';
import { civilDateOfDay, compareDates, dayNumber } from '../time/civil-date';
import type { CivilDate, DayNumber } from '../time/civil-date';
import { deadlineInstant, type Instant } from '../time/taipei';
import type { AdverseCount, Explanation, MakeUpDay, OrdinaryCount, SkippedDay } from './explanation';
import { invalidCount, isCount, isCovered, notCovered, statusOfCovered } from './working-calendar';
import type { CalendarError, CalendarNotCovered, DayStatus, WorkCalendar } from './working-calendar';

/** A deadline and how it came about. */
export interface Deadline {
  /** The last day, which is still in time. */
  readonly date: CivilDate;
  /** The 00:00 after it: in time is strictly before this instant. */
  readonly instant: Instant;
  readonly explanation: Explanation;
}

/** How a term of days is to be counted. */
export interface TermOptions {
  /** The term concerns a penalty or another measure to a person's disadvantage (§48 para 5). */
  readonly adverse: boolean;
}

/**
 * The deadline of a printed date (「○年○月○日前」, seed 002 改善期限): that day included, not moved by
 * a day off, because §48 para 4 is about terms and the printed date governs.
 * @throws RangeError when the text is not a date.
 */
export function deadlineByDate(date: CivilDate): Deadline {
  return deadlineOf(date, { rule: 'date', date });
}

/**
 * The deadline of "`n` 日內" by 行政程序法 §48, `from` being the first day (始日).
 *
 * - Ordinary (paras 2, 4): `from` is not counted; a last day on a Sunday, a national holiday or
 *   another day off moves to the next day, a Saturday's to Monday, on until a working day. A make-up
 *   Saturday is a working day (法務部 99-02-03 法律字第099004718號).
 * - Adverse (para 5): `from` counts as a day and the end does not move, unless the ordinary way
 *   favours the person: both are computed, the later is taken, both are in the explanation.
 *
 * @returns `calendar.invalidCount` unless `n` is a whole number ≥ 1; `calendar.notCovered` when
 * `from`, the last day or a day it would move to is outside the calendar.
 * @throws RangeError when `from` is not a date.
 */
export function deadlineInDays(
  calendar: WorkCalendar,
  from: CivilDate,
  n: number,
  { adverse }: TermOptions,
): Result<Deadline, CalendarError> {
  if (!isCount(n, 1)) return invalidCount(n);
  if (!isCovered(calendar, from)) return notCovered(calendar, from);
  const counted = countOrdinary(calendar, from, n);
  if (!counted.ok) return counted;
  const ordinary = counted.value;
  const head = { rule: 'days', from, n, calendarVersion: calendar.version } as const;
  if (!adverse) return ok(deadlineOf(ordinary.date, { ...head, taken: ordinary, other: null }));

  const strict = countAdverse(calendar, from, n);
  const ordinaryFavours = compareDates(ordinary.date, strict.date) >= 0;
  const [taken, other] = ordinaryFavours ? ([ordinary, strict] as const) : ([strict, ordinary] as const);
  return ok(deadlineOf(taken.date, { ...head, taken, other }));
}

/**
 * The deadline of "`n` 個工作日內": the `n`-th working day after `from`, which is not counted
 * (行政程序法 §48 para 2).
 * @returns `calendar.invalidCount` unless `n` is a whole number ≥ 1; `calendar.notCovered` when
 * `from` or a day on the way is outside the calendar.
 * @throws RangeError when `from` is not a date.
 */
export function deadlineInWorkingDays(
  calendar: WorkCalendar,
  from: CivilDate,
  n: number,
): Result<Deadline, CalendarError> {
  if (!isCount(n, 1)) return invalidCount(n);
  if (!isCovered(calendar, from)) return notCovered(calendar, from);
  const skipped: SkippedDay[] = [];
  const makeUpDays: MakeUpDay[] = [];
  let date = from;
  let left = n;
  for (let day = dayNumber(from) + 1; left > 0; day += 1) {
    date = civilDateOfDay(day);
    if (!isCovered(calendar, date)) return notCovered(calendar, date);
    const status = statusOfCovered(calendar, date, day);
    if (status.working) left -= 1;
    else skipped.push(skippedDay(date, status));
    if (status.kind === 'makeUpDay') makeUpDays.push({ date, name: status.name });
  }
  const { version: calendarVersion } = calendar;
  return ok(deadlineOf(date, { rule: 'workingDays', from, n, calendarVersion, date, skipped, makeUpDays }));
}

function countOrdinary(
  calendar: WorkCalendar,
  from: CivilDate,
  n: number,
): Result<OrdinaryCount, CalendarNotCovered> {
  const first = dayNumber(from) + 1;
  const last = lastDayWithin(calendar, first, n);
  if (!last.ok) return last;
  const skipped: SkippedDay[] = [];
  let day = last.value;
  let overSaturday = false;
  for (;;) {
    const date = civilDateOfDay(day);
    if (!isCovered(calendar, date)) return notCovered(calendar, date);
    const status = statusOfCovered(calendar, date, day);
    if (status.working) {
      return ok({
        branch: 'ordinary',
        firstCounted: civilDateOfDay(first),
        lastCounted: civilDateOfDay(last.value),
        date,
        skipped,
        makeUpDays: status.kind === 'makeUpDay' ? [{ date, name: status.name }] : [],
        mondayMorning: overSaturday && day === last.value + 2,
      });
    }
    if (status.kind === 'saturday') {
      // The law names Monday, whatever the Sunday is. A Saturday that is itself a national holiday
      // is not meant here: it goes by the clause on holidays, which grants the whole day.
      skipped.push({ date, reason: 'saturday' }, { date: civilDateOfDay(day + 1), reason: 'sunday' });
      overSaturday = true;
      day += 2;
    } else {
      skipped.push(skippedDay(date, status));
      day += 1;
    }
  }
}

function countAdverse(calendar: WorkCalendar, from: CivilDate, n: number): AdverseCount {
  const last = dayNumber(from) + n - 1;
  const date = civilDateOfDay(last);
  const status = statusOfCovered(calendar, date, last);
  const dayOff = status.working ? null : skippedDay(date, status);
  return { branch: 'adverse', firstCounted: from, lastCounted: date, date, dayOff };
}

/** The `n`-th day counting `first` as one; refused before a number too large for a date is tried. */
function lastDayWithin(
  calendar: WorkCalendar,
  first: DayNumber,
  n: number,
): Result<DayNumber, CalendarNotCovered> {
  const last = first + n - 1;
  const covered = dayNumber(calendar.lastDay);
  return last <= covered ? ok(last) : notCovered(calendar, civilDateOfDay(covered + 1));
}

function skippedDay(date: CivilDate, status: DayStatus & { readonly working: false }): SkippedDay {
  return status.kind === 'holiday'
    ? { date, reason: 'holiday', name: status.name }
    : { date, reason: status.kind };
}

function deadlineOf(date: CivilDate, explanation: Explanation): Deadline {
  return { date, instant: deadlineInstant(date), explanation };
}
