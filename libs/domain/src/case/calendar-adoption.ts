import { withAppendedDays } from '../calendar/calendar-diff';
import type { Explanation } from '../calendar/explanation';
import {
  deadlineByDate,
  deadlineByMovedDate,
  deadlineInDays,
  deadlineInMonths,
  deadlineInWeeks,
  deadlineInWorkingDays,
  type Deadline,
} from '../calendar/term';
import { isWorkingDay, type CalendarError, type WorkCalendar } from '../calendar/working-calendar';
import { refuse, type DomainError } from '../errors';
import { ok, type Result } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import type { DecisionContext } from './case-core';

/** Commands about the calendar that every kind of case takes. */
export interface CalendarCommandMap {
  /** A version that goes on after the case's own one ends: its days are added, and nothing moves. By the system only. */
  ExtendCalendar: { readonly calendar: WorkCalendar };
}

/** Events about the calendar that every kind of case has. */
export interface CalendarEventMap {
  /** From here on the case is computed under this calendar, which is kept whole: with closures it is in no register. */
  CalendarAdopted: { readonly calendar: WorkCalendar };
}

export type CalendarAdopted = { readonly type: 'CalendarAdopted' } & CalendarEventMap['CalendarAdopted'];

const isAdoption = (event: { readonly type: string }): event is CalendarAdopted =>
  event.type === 'CalendarAdopted';

/** The calendar that a case is under after these events of it; undefined while it has the one it began with. */
export const adoptedCalendar = (events: readonly { readonly type: string }[]): WorkCalendar | undefined =>
  events.filter(isAdoption).at(-1)?.calendar;

/** Adds the days that the case's calendar does not have; nothing where there are none. */
export function extendCalendar(
  _state: unknown,
  command: { readonly calendar: WorkCalendar },
  { actor, calendar: own }: DecisionContext,
): Result<readonly CalendarAdopted[], DomainError> {
  if (actor.role !== 'system') return refuse('case.systemOnly');
  const calendar = withAppendedDays(own, command.calendar);
  return ok(calendar === undefined ? [] : [{ type: 'CalendarAdopted', calendar }]);
}

/**
 * What somebody has chosen, with the later days that the case has meanwhile: a command that was on its way while days
 * were added takes none of them back.
 */
export const noShorter = (chosen: WorkCalendar, own: WorkCalendar): WorkCalendar =>
  withAppendedDays(chosen, own) ?? chosen;

/** What another calendar makes of a deadline that was computed, or printed, under the case's own. */
export interface Recount {
  /**
   * - `later`: it would move to a later day, which an officer may choose;
   * - `earlier`: it would be earlier, and stays: what people were told is not taken from them;
   * - `same`: it is the same day.
   */
  readonly outcome: 'later' | 'earlier' | 'same';
  readonly deadline: Deadline;
}

/**
 * Counts a deadline again. A term is counted as it was, over the other calendar; a printed date moves only where it
 * was a working day and is none any more: on a day off it was set on purpose.
 * @param own the calendar that the case is under
 * @returns `calendar.notCovered` where the other one ends too early
 */
export function recount(
  told: Deadline,
  own: WorkCalendar,
  other: WorkCalendar,
): Result<Recount, CalendarError> {
  const counted = deadlineAnew(told, own, other);
  if (!counted.ok) return counted;
  const deadline =
    compareDates(counted.value.date, told.date) < 0 ? (notOnDayOff(told, own, other) ?? counted) : counted;
  if (!deadline.ok) return deadline;
  const order = compareDates(deadline.value.date, told.date);
  return ok({
    outcome: order > 0 ? 'later' : order < 0 ? 'earlier' : 'same',
    deadline: deadline.value,
  });
}

/** The day that was told stays, but not where it has become a day off: then it goes on from there. */
function notOnDayOff(
  { date }: Deadline,
  own: WorkCalendar,
  other: WorkCalendar,
): Result<Deadline, CalendarError> | undefined {
  const before = isWorkingDay(own, date);
  const after = isWorkingDay(other, date);
  return before.ok && before.value && after.ok && !after.value ? deadlineByMovedDate(other, date) : undefined;
}

function deadlineAnew(
  told: Deadline,
  own: WorkCalendar,
  other: WorkCalendar,
): Result<Deadline, CalendarError> {
  const { explanation } = told;
  switch (explanation.rule) {
    case 'date': {
      const worked = isWorkingDay(own, explanation.date);
      return worked.ok && !worked.value ? ok(told) : ofPrinted(other, explanation.date);
    }
    case 'movedDate':
      return ofPrinted(other, explanation.printed);
    case 'days':
      return deadlineInDays(other, explanation.from, explanation.n, counted(explanation));
    case 'weeks':
      return deadlineInWeeks(other, explanation.from, explanation.n, counted(explanation));
    case 'months':
      return deadlineInMonths(other, explanation.from, explanation.n, counted(explanation));
    case 'workingDays':
      return deadlineInWorkingDays(other, explanation.from, explanation.n);
  }
}

/** The printed date itself where it is worked on. */
function ofPrinted(calendar: WorkCalendar, printed: CivilDate): Result<Deadline, CalendarError> {
  const worked = isWorkingDay(calendar, printed);
  if (!worked.ok) return worked;
  return worked.value ? ok(deadlineByDate(printed)) : deadlineByMovedDate(calendar, printed);
}

const counted = ({
  other,
}: Extract<Explanation, { rule: 'days' | 'weeks' | 'months' }>): { readonly adverse: boolean } => ({
  adverse: other !== null,
});
