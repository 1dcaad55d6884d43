import { refuse, type DomainError } from '../errors';
import type { Policy } from '../policy/policy';
import { ok, type Result } from '../result';
import { addDays, compareDates, type CivilDate } from '../time/civil-date';
import { formatRocLong } from '../time/roc-date';
import { MS_PER_DAY, civilDateAt, deadlineInstant, instantAt, type Instant } from '../time/taipei';
import { deadlineByDate, deadlineInDays, type Deadline } from '../calendar/term';
import {
  addWorkingDays,
  isCovered,
  isWorkingDay,
  subtractWorkingDays,
  type WorkCalendar,
} from '../calendar/working-calendar';

/** A deadline with all that follows from it, computed once, when it is set. */
export interface RoundPlan extends Deadline {
  /** When the respondent is reminded, earliest first. */
  readonly reminders: readonly Reminder[];
}

export interface Reminder {
  readonly workingDays: number;
  readonly at: Instant;
}

/** Reminders go out at nine in the morning, when the respondent's office opens. */
const REMINDER_HOUR = 9;

/** The end (the 00:00 after) of the n-th working day after the day of `from`. */
export function afterWorkingDays(
  calendar: WorkCalendar,
  from: Instant,
  days: number,
): Result<Instant, DomainError> {
  const date = addWorkingDays(calendar, civilDateAt(from), days);
  return date.ok ? ok(deadlineInstant(date.value)) : refuse('calendar.notCovered');
}

/**
 * A clock that only reminds people: past the calendar's coverage it comes daily rather than never,
 * and what they do is not refused because of it.
 */
export function remindingClock(calendar: WorkCalendar, now: Instant, days: number): Instant {
  const at = afterWorkingDays(calendar, now, days);
  return at.ok ? at.value : now + MS_PER_DAY;
}

/** Plans a round that ends on a printed date; reminders that would lie in the past are left out. */
export function planByDate(
  calendar: WorkCalendar,
  policy: Policy,
  now: Instant,
  date: CivilDate,
): Result<RoundPlan, DomainError> {
  return planOf(calendar, policy, now, deadlineByDate(date));
}

/** Plans a round of N days from now by 行政程序法 §48: the term that the policy gives by itself. */
export function planByTerm(
  calendar: WorkCalendar,
  policy: Policy,
  now: Instant,
  days: number,
): Result<RoundPlan, DomainError> {
  const deadline = deadlineInDays(calendar, civilDateAt(now), days, { adverse: false });
  if (!deadline.ok) return refuse('calendar.notCovered');
  return planOf(calendar, policy, now, deadline.value);
}

/** Plans a round that ends with this deadline. */
export function planOf(
  calendar: WorkCalendar,
  policy: Policy,
  now: Instant,
  deadline: Deadline,
): Result<RoundPlan, DomainError> {
  if (!isCovered(calendar, deadline.date)) return refuse('calendar.notCovered');
  const reminders: Reminder[] = [];
  for (const workingDays of policy.reminderWorkingDays) {
    const day = subtractWorkingDays(calendar, deadline.date, workingDays);
    if (!day.ok) return refuse('calendar.notCovered');
    const at = instantAt(day.value, REMINDER_HOUR, 0);
    if (at > now) reminders.push({ workingDays, at });
  }
  reminders.sort((a, b) => a.at - b.at);
  return ok({ ...deadline, reminders });
}

/** Refuses a deadline that a person sets within the policy's minimum term; the first one and each later one. */
export function checkMinimumTerm(
  { minimumTermDays }: Policy,
  now: Instant,
  date: CivilDate,
  field: string,
): Result<CivilDate, DomainError> {
  const earliest = addDays(civilDateAt(now), minimumTermDays);
  if (compareDates(date, earliest) >= 0) return ok(date);
  return refuse('notice.deadlineTooShort', [{ field, message: `最早可訂為${formatRocLong(earliest)}。` }]);
}

/** Refuses a date of suspension inside the notice period, begun already, or on a day off without a reason. */
export function checkEffectiveDate(
  calendar: WorkCalendar,
  policy: Policy,
  now: Instant,
  date: CivilDate,
  nonWorkingDayReason: string | undefined,
): Result<CivilDate, DomainError> {
  const earliest = addDays(civilDateAt(now), Math.max(1, policy.noticePeriodDays));
  if (compareDates(date, earliest) < 0) {
    return refuse('suspension.effectiveTooSoon', [
      { field: 'effectiveDate', message: `最早可訂為${formatRocLong(earliest)}。` },
    ]);
  }
  const working = isWorkingDay(calendar, date);
  if (!working.ok) return refuse('calendar.notCovered');
  if (!working.value && (nonWorkingDayReason ?? '').trim() === '') {
    return refuse('suspension.nonWorkingDay', [
      { field: 'nonWorkingDayReason', message: '請說明於非上班日中止服務的理由。' },
    ]);
  }
  return ok(date);
}
