import type { WorkCalendar } from '../calendar/working-calendar';
import { CorruptStreamError } from '../errors';
import type { NoticeEvent } from '../notice/events';
import type { Policy } from '../policy/policy';
import type { SuspensionEvent } from '../suspension/events';
import { adoptedCalendar } from './calendar-adoption';

/** The versions of the calendar by name, and the one in force. */
export interface KnownCalendars {
  readonly named: ReadonlyMap<string, WorkCalendar>;
  readonly inForce: WorkCalendar;
}

/**
 * By which calendar an open case counts, as its events say: the one that it has adopted, or else the one that it was
 * pinned to when it was issued, decided or ordered. The one in force now for a case that names none yet, and for a name
 * that nobody knows. The only place that chooses.
 */
export function calendarOfCase(
  events: readonly (NoticeEvent | SuspensionEvent)[],
  { named, inForce }: KnownCalendars,
): WorkCalendar {
  const pinned = events.findLast(namesItsCalendar);
  return adoptedCalendar(events) ?? (pinned && named.get(pinned.calendarVersion)) ?? inForce;
}

/**
 * Under which policy an open case decides, as its events say: the one that it was pinned to when it was issued, decided
 * or ordered; undefined for one that has not been issued yet.
 */
export const policyOfCase = (events: readonly (NoticeEvent | SuspensionEvent)[]): Policy | undefined =>
  events.findLast(pinsItsPolicy)?.policy;

/** The policy that a suspension runs under to its end. @throws CorruptStreamError when the stream has no beginning */
export function policyOfSuspension([first]: readonly SuspensionEvent[]): Policy {
  if (first?.type === 'SuspensionDecided' || first?.type === 'EmergencySuspensionOrdered')
    return first.policy;
  throw new CorruptStreamError('absent', first?.type ?? 'nothing');
}

const pinsItsPolicy = (
  event: NoticeEvent | SuspensionEvent,
): event is Extract<NoticeEvent | SuspensionEvent, { readonly policy: Policy }> => 'policy' in event;

const namesItsCalendar = (
  event: NoticeEvent | SuspensionEvent,
): event is Extract<NoticeEvent | SuspensionEvent, { readonly calendarVersion: string }> =>
  'calendarVersion' in event;
