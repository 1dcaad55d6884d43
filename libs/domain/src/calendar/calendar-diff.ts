/** What a new version of the calendar changes, and how an imported year becomes one. */
import { err, ok, type Result } from '../result';
import { addDays, civilDateOfDay, compareDates, dayNumber, type CivilDate } from '../time/civil-date';
import { formatRocSlash } from '../time/roc-date';
import { dayStatus, type DayStatus, type WorkCalendar } from './working-calendar';

/** A day of which two calendars say different things; null where one does not speak about it. */
export interface DayChange {
  readonly date: CivilDate;
  readonly before: DayStatus | null;
  readonly after: DayStatus | null;
}

/** What `b` says otherwise than `a`. */
export interface CalendarDiff {
  /** Up to the last day of `a`, in order. A day off by another name counts: explanations print the name. */
  readonly changes: readonly DayChange[];
  /** The days of `b` after the last one of `a`; null when there are none. */
  readonly appended: { readonly firstDay: CivilDate; readonly lastDay: CivilDate } | null;
  /** `b` goes on after the last day of `a` and changes nothing: no deadline computed under `a` can move. */
  readonly onlyAppends: boolean;
}

/** Compares two versions, day by day. */
export function diffCalendars(a: WorkCalendar, b: WorkCalendar): CalendarDiff {
  const changes: DayChange[] = [];
  const last = dayNumber(a.lastDay);
  for (let day = dayNumber(earlier(a.firstDay, b.firstDay)); day <= last; day += 1) {
    const date = civilDateOfDay(day);
    const before = statusOf(a, date);
    const after = statusOf(b, date);
    if (!sameStatus(before, after)) changes.push({ date, before, after });
  }
  const next = addDays(a.lastDay, 1);
  const firstDay = compareDates(b.firstDay, next) > 0 ? b.firstDay : next;
  const appended = compareDates(firstDay, b.lastDay) > 0 ? null : { firstDay, lastDay: b.lastDay };
  return { changes, appended, onlyAppends: changes.length === 0 && appended !== null };
}

/** The two calendars leave days between them out, so that they cannot be one. */
export interface CalendarGap {
  readonly code: 'calendar.gap';
  readonly firstMissing: CivilDate;
  readonly lastMissing: CivilDate;
}

/**
 * One calendar of the two, named `version`: of days that both speak about, what `imported` says counts.
 * Closures are left out; they are not the calendar's.
 * @returns `calendar.gap` when there are days between the two that neither speaks about.
 */
export function mergeCalendars(
  base: WorkCalendar,
  imported: WorkCalendar,
  version: string,
): Result<WorkCalendar, CalendarGap> {
  const [first, second] =
    compareDates(base.firstDay, imported.firstDay) <= 0 ? [base, imported] : [imported, base];
  const next = addDays(first.lastDay, 1);
  if (compareDates(second.firstDay, next) > 0) {
    return err({ code: 'calendar.gap', firstMissing: next, lastMissing: addDays(second.firstDay, -1) });
  }
  const kept = (days: Readonly<Record<CivilDate, string>>): [CivilDate, string][] =>
    Object.entries(days).filter(
      ([date]) => compareDates(date, imported.firstDay) < 0 || compareDates(date, imported.lastDay) > 0,
    );
  const joined = (days: (calendar: WorkCalendar) => Readonly<Record<CivilDate, string>>) =>
    Object.fromEntries(
      [...kept(days(base)), ...Object.entries(days(imported))].sort(([a], [b]) => compareDates(a, b)),
    );
  return ok({
    version,
    firstDay: first.firstDay,
    lastDay: compareDates(base.lastDay, imported.lastDay) > 0 ? base.lastDay : imported.lastDay,
    holidays: joined(({ holidays }) => holidays),
    makeUpDays: joined(({ makeUpDays }) => makeUpDays),
  });
}

/**
 * The calendar as it is up to its last day, and from then on what `newer` says: no deadline computed under it can
 * move. Closures of the days that both speak about stay.
 * @returns undefined when `newer` speaks about no later day, or not about the next one
 */
export function withAppendedDays(calendar: WorkCalendar, newer: WorkCalendar): WorkCalendar | undefined {
  const { appended, onlyAppends } = diffCalendars(calendar, newer);
  const next = addDays(calendar.lastDay, 1);
  if (appended === null || appended.firstDay !== next) return undefined;
  if (onlyAppends) return newer;
  const joined = (days: (of: WorkCalendar) => Readonly<Record<CivilDate, string>>) => ({
    ...days(calendar),
    ...Object.fromEntries(Object.entries(days(newer)).filter(([date]) => compareDates(date, next) >= 0)),
  });
  return {
    ...calendar,
    version: `${calendar.version}，${formatRocSlash(next)} 起依${newer.version}`,
    lastDay: newer.lastDay,
    holidays: joined(({ holidays }) => holidays),
    makeUpDays: joined(({ makeUpDays }) => makeUpDays),
  };
}

function statusOf(calendar: WorkCalendar, date: CivilDate): DayStatus | null {
  const status = dayStatus(calendar, date);
  return status.ok ? status.value : null;
}

function sameStatus(a: DayStatus | null, b: DayStatus | null): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function earlier(a: CivilDate, b: CivilDate): CivilDate {
  return compareDates(a, b) <= 0 ? a : b;
}
