import { ok, type Result } from '../result';
import type { CivilDate } from '../time/civil-date';
import type { TermUnit } from './explanation';
import {
  deadlineByDate,
  deadlineInDays,
  deadlineInMonths,
  deadlineInWeeks,
  deadlineInWorkingDays,
  type Deadline,
} from './term';
import type { CalendarError, WorkCalendar } from './working-calendar';

/** What is asked: a printed date, a term by 行政程序法 §48, or a number of working days. */
export type DeadlineAsk =
  | { readonly rule: 'date'; readonly date: CivilDate }
  | {
      readonly rule: TermUnit;
      readonly from: CivilDate;
      readonly n: number;
      /** The term concerns a measure to a person's disadvantage (§48 para 5). */
      readonly adverse: boolean;
    }
  | { readonly rule: 'workingDays'; readonly from: CivilDate; readonly n: number };

const inTerm = { days: deadlineInDays, weeks: deadlineInWeeks, months: deadlineInMonths };

/**
 * The deadline asked for, by its own rule.
 * @returns the refusals of `deadlineInDays` and its like
 * @throws RangeError when a text is not a date
 */
export function deadlineFor(calendar: WorkCalendar, ask: DeadlineAsk): Result<Deadline, CalendarError> {
  switch (ask.rule) {
    case 'date':
      return ok(deadlineByDate(ask.date));
    case 'workingDays':
      return deadlineInWorkingDays(calendar, ask.from, ask.n);
    case 'days':
    case 'weeks':
    case 'months':
      return inTerm[ask.rule](calendar, ask.from, ask.n, { adverse: ask.adverse });
  }
}
