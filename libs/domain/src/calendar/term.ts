/**
 * Deadlines by 行政程序法 §48 over a calendar that is passed in. Dates are Taipei dates; the instant
 * is the 00:00 (Asia/Taipei) after the last day.
 */
import { ok, type Result } from '../result';
import { civilDateOfDay, compareDates, dayNumber } from '../time/civil-date';
import type { CivilDate } from '../time/civil-date';
import { deadlineInstant, type Instant } from '../time/taipei';
import type { Explanation, MakeUpDay, SkippedDay, TermCount } from './explanation';
import { countAdverse, countOrdinary, skippedDay, type Term } from './term-count';
import { dayStatus, invalidCount, isCount, isCovered, notCovered, statusOfCovered } from './working-calendar';
import type { CalendarError, CalendarNotCovered, WorkCalendar } from './working-calendar';

/** A deadline and how it came about. */
export interface Deadline {
  /** The last day, which is still in time. */
  readonly date: CivilDate;
  /** The 00:00 after it: in time is strictly before this instant. */
  readonly instant: Instant;
  readonly explanation: Explanation;
}

/** How a term is to be counted. */
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
 * The deadline of a printed date that has become a day off since: the next working day, itself included. It is for
 * an officer to choose it (參照 行政程序法 §48 para 4); by itself a printed date stays.
 * @returns `calendar.notCovered` when the date or a day it would move to is outside the calendar.
 */
export function deadlineByMovedDate(
  calendar: WorkCalendar,
  printed: CivilDate,
): Result<Deadline, CalendarNotCovered> {
  const skipped: SkippedDay[] = [];
  for (let day = dayNumber(printed); ; day += 1) {
    const date = civilDateOfDay(day);
    const status = dayStatus(calendar, date);
    if (!status.ok) return status;
    if (!status.value.working) {
      skipped.push(skippedDay(date, status.value));
      continue;
    }
    const makeUpDays = status.value.kind === 'makeUpDay' ? [{ date, name: status.value.name }] : [];
    const { version: calendarVersion } = calendar;
    return ok(deadlineOf(date, { rule: 'movedDate', printed, calendarVersion, date, skipped, makeUpDays }));
  }
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
  options: TermOptions,
): Result<Deadline, CalendarError> {
  return deadlineInTerm(calendar, from, { unit: 'days', n }, options);
}

/**
 * The deadline of "`n` 星期內" by 行政程序法 §48: as {@link deadlineInDays}, the last day being the one
 * before that which corresponds, in the last week, to the first day counted (para 3).
 * @returns as {@link deadlineInDays}
 * @throws RangeError when `from` is not a date.
 */
export function deadlineInWeeks(
  calendar: WorkCalendar,
  from: CivilDate,
  n: number,
  options: TermOptions,
): Result<Deadline, CalendarError> {
  return deadlineInTerm(calendar, from, { unit: 'weeks', n }, options);
}

/**
 * The deadline of "`n` 個月內" by 行政程序法 §48: as {@link deadlineInDays}, the last day being the one
 * before that which corresponds, in the last month, to the first day counted, or the end of that month where
 * it has no such day (para 3). From the 1st of a month it is whole months.
 * @returns as {@link deadlineInDays}
 * @throws RangeError when `from` is not a date.
 */
export function deadlineInMonths(
  calendar: WorkCalendar,
  from: CivilDate,
  n: number,
  options: TermOptions,
): Result<Deadline, CalendarError> {
  return deadlineInTerm(calendar, from, { unit: 'months', n }, options);
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

function deadlineInTerm(
  calendar: WorkCalendar,
  from: CivilDate,
  term: Term,
  { adverse }: TermOptions,
): Result<Deadline, CalendarError> {
  if (!isCount(term.n, 1)) return invalidCount(term.n);
  if (!isCovered(calendar, from)) return notCovered(calendar, from);
  const counted = countOrdinary(calendar, from, term);
  if (!counted.ok) return counted;
  const ordinary = counted.value;
  if (!adverse) return ok(deadlineOfTerm(calendar, from, term, ordinary, null));

  const strict = countAdverse(calendar, from, term);
  if (!strict.ok) return strict;
  // On the same day the ordinary way favours nobody, so that para 5 keeps its main rule.
  return ok(
    compareDates(ordinary.date, strict.value.date) > 0
      ? deadlineOfTerm(calendar, from, term, ordinary, strict.value)
      : deadlineOfTerm(calendar, from, term, strict.value, ordinary),
  );
}

function deadlineOfTerm(
  { version: calendarVersion }: WorkCalendar,
  from: CivilDate,
  { unit: rule, n }: Term,
  taken: TermCount,
  other: TermCount | null,
): Deadline {
  return deadlineOf(taken.date, { rule, from, n, calendarVersion, taken, other });
}

function deadlineOf(date: CivilDate, explanation: Explanation): Deadline {
  return { date, instant: deadlineInstant(date), explanation };
}
