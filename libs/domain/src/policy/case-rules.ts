import type { RecordedNoticeEvent } from '../notice/events';
import type { RecordedSuspensionEvent } from '../suspension/events';
import type { WorkCalendar } from '../calendar/working-calendar';

/** The versions of the calendar by name, and the one in force. */
export interface KnownCalendars {
  readonly named: ReadonlyMap<string, WorkCalendar>;
  readonly inForce: WorkCalendar;
}

/**
 * By which calendar an open case counts, as its events say: the one that was in force when the notice was issued. The
 * one in force now for a case that names none, and for a name that nobody knows. The only place that chooses.
 */
export function calendarOfCase(
  events: readonly (RecordedNoticeEvent | RecordedSuspensionEvent)[],
  { named, inForce }: KnownCalendars,
): WorkCalendar {
  const issued = events.findLast((event) => event.type === 'NoticeIssued');
  return (issued && named.get(issued.calendarVersion)) ?? inForce;
}
