/**
 * The two ways of counting a term by 行政程序法 §48: the ordinary one (paras 2–4) and the one for a penalty
 * or another measure to a person's disadvantage (paras 3 and 5).
 */
import { ok, type Result } from '../result';
import { civilDateOf, civilDateOfDay, civilParts, dayNumber, daysInMonth } from '../time/civil-date';
import type { CivilDate, DayNumber } from '../time/civil-date';
import type { AdverseCount, LastDayRule, OrdinaryCount, SkippedDay, TermUnit } from './explanation';
import { isCovered, notCovered, statusOfCovered } from './working-calendar';
import type { CalendarNotCovered, DayStatus, WorkCalendar } from './working-calendar';

/** So many days, weeks or months; `n` is a whole number ≥ 1. */
export interface Term {
  readonly unit: TermUnit;
  readonly n: number;
}

interface LastDay {
  readonly day: DayNumber;
  readonly rule: { readonly lastDayRule?: LastDayRule };
}

/** A term of days needs no rule to find its last one. */
const NO_RULE = {};
const DAYS_PER_WEEK = 7;
const MONTHS_PER_YEAR = 12;

/**
 * Paras 2 to 4: `from` is not counted, and a last day off moves.
 * @returns `calendar.notCovered` when the last day or a day it would move to is outside the calendar.
 */
export function countOrdinary(
  calendar: WorkCalendar,
  from: CivilDate,
  term: Term,
): Result<OrdinaryCount, CalendarNotCovered> {
  const first = dayNumber(from) + 1;
  const last = lastDayWithin(calendar, first, term);
  if (!last.ok) return last;
  const { day: lastCounted, rule } = last.value;
  const skipped: SkippedDay[] = [];
  let day = lastCounted;
  let overSaturday = false;
  for (;;) {
    const date = civilDateOfDay(day);
    if (!isCovered(calendar, date)) return notCovered(calendar, date);
    const status = statusOfCovered(calendar, date, day);
    if (status.working) {
      return ok({
        branch: 'ordinary',
        firstCounted: civilDateOfDay(first),
        lastCounted: civilDateOfDay(lastCounted),
        ...rule,
        date,
        skipped,
        makeUpDays: status.kind === 'makeUpDay' ? [{ date, name: status.name }] : [],
        mondayMorning: overSaturday && day === lastCounted + 2,
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

/**
 * Paras 3 and 5: `from` counts as a day, and the last day stays (照計).
 * @returns `calendar.notCovered` when the last day is outside the calendar.
 */
export function countAdverse(
  calendar: WorkCalendar,
  from: CivilDate,
  term: Term,
): Result<AdverseCount, CalendarNotCovered> {
  const last = lastDayWithin(calendar, dayNumber(from), term);
  if (!last.ok) return last;
  const { day, rule } = last.value;
  const date = civilDateOfDay(day);
  const status = statusOfCovered(calendar, date, day);
  const dayOff = status.working ? null : skippedDay(date, status);
  return ok({ branch: 'adverse', firstCounted: from, lastCounted: date, ...rule, date, dayOff });
}

/** A day off as an explanation keeps it. */
export function skippedDay(date: CivilDate, status: DayStatus & { readonly working: false }): SkippedDay {
  switch (status.kind) {
    case 'holiday':
      return { date, reason: 'holiday', name: status.name };
    case 'closure':
      return { date, reason: 'closure', county: status.county, source: status.source };
    case 'saturday':
    case 'sunday':
      return { date, reason: status.kind };
  }
}

/** The last day counting `first` as one; refused before a number too large for a date is tried. */
function lastDayWithin(
  calendar: WorkCalendar,
  first: DayNumber,
  term: Term,
): Result<LastDay, CalendarNotCovered> {
  const covered = dayNumber(calendar.lastDay);
  const last = lastDayOf(first, term);
  if (last === undefined || last.day > covered) return notCovered(calendar, civilDateOfDay(covered + 1));
  if (term.unit !== 'weeks') return ok(last);
  const correspondingDay = civilDateOfDay(last.day + 1);
  return ok({ day: last.day, rule: { lastDayRule: { kind: 'dayBefore', correspondingDay } } });
}

function lastDayOf(first: DayNumber, { unit, n }: Term): LastDay | undefined {
  switch (unit) {
    case 'days':
      return { day: first + n - 1, rule: NO_RULE };
    case 'weeks':
      return { day: first + DAYS_PER_WEEK * n - 1, rule: NO_RULE };
    case 'months':
      return lastDayOfMonths(first, n);
  }
}

/** Para 3. A term that begins with a month is made of whole months and needs no corresponding day. */
function lastDayOfMonths(first: DayNumber, n: number): LastDay | undefined {
  const begin = civilParts(civilDateOfDay(first));
  const months = begin.year * MONTHS_PER_YEAR + begin.month - 1 + n;
  const year = Math.floor(months / MONTHS_PER_YEAR);
  const month = months - year * MONTHS_PER_YEAR + 1;
  const lastMonth = civilDateOf({ year, month, day: 1 });
  if (lastMonth === undefined) return undefined;
  const beforeLastMonth = dayNumber(lastMonth) - 1;
  if (begin.day === 1) return { day: beforeLastMonth, rule: { lastDayRule: { kind: 'wholeMonths' } } };
  const correspondingDay = civilDateOf({ year, month, day: begin.day });
  if (correspondingDay === undefined) {
    return { day: beforeLastMonth + daysInMonth(year, month), rule: { lastDayRule: { kind: 'endOfMonth' } } };
  }
  return {
    day: dayNumber(correspondingDay) - 1,
    rule: { lastDayRule: { kind: 'dayBefore', correspondingDay } },
  };
}
