import type { Instant, KnownCalendars, WorkCalendar } from '@xiangaitong/domain';
import type { CalendarVersion } from './calendar-version.parser';

/** The versions of the register, as a case names them. */
export const calendarsKnown = (
  versions: readonly CalendarVersion[],
  inForce: WorkCalendar,
): KnownCalendars => ({
  named: new Map(versions.map(({ calendar }) => [calendar.version, calendar])),
  inForce,
});

/**
 * Which of the versions was in force at that time: of those approved until then the last, as
 * `CalendarVersionRepository.inForce` finds it, for whoever asks for thousands of times.
 * @param at business time, after 1970: one ships
 */
export function calendarInForce(versions: readonly CalendarVersion[], at: Instant): WorkCalendar {
  const last = versions
    .filter(({ state, decidedAt }) => state === 'approved' && decidedAt !== null && decidedAt <= at)
    .reduce<CalendarVersion | undefined>(
      (best, version) => (best === undefined || version.number > best.number ? version : best),
      undefined,
    );
  if (last === undefined) throw new TypeError('No calendar was in force');
  return last.calendar;
}
