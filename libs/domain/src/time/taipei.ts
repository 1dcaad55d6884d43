/**
 * Asia/Taipei as a fixed +08:00. Taiwan has had no summer time since 1979 and the system only
 * meets present-day instants, so that no time-zone table (and no host setting) takes part.
 */
import { civilDateOfDay, dayNumber, type CivilDate } from './civil-date';

/** A point in time: milliseconds since 1970-01-01T00:00Z. */
export type Instant = number;

export const MS_PER_MINUTE = 60_000;
export const MS_PER_HOUR = 3_600_000;
export const MS_PER_DAY = 86_400_000;

const TAIPEI_OFFSET_MS = 8 * MS_PER_HOUR;

/**
 * 00:00 in Taipei, with which the date begins.
 * @throws RangeError when the text is not a date.
 */
export function startOfDay(date: CivilDate): Instant {
  return dayNumber(date) * MS_PER_DAY - TAIPEI_OFFSET_MS;
}

/**
 * The instant at which a term that ends on this date is over: the 00:00 in Taipei after it, because
 * 「○日前」 includes that day (seed 002 改善期限; domain.md § Time). In time is before this instant.
 * @throws RangeError when the text is not a date.
 */
export function deadlineInstant(date: CivilDate): Instant {
  return startOfDay(date) + MS_PER_DAY;
}

/** The instant of a Taipei wall-clock time on a date; `hour` 0–23, `minute` 0–59. */
export function instantAt(date: CivilDate, hour: number, minute: number): Instant {
  return startOfDay(date) + hour * MS_PER_HOUR + minute * MS_PER_MINUTE;
}

/**
 * The date in Taipei at that instant.
 * @throws RangeError when it is outside the years 0001–9999 or not a number.
 */
export function civilDateAt(instant: Instant): CivilDate {
  return civilDateOfDay(Math.floor((instant + TAIPEI_OFFSET_MS) / MS_PER_DAY));
}

/** The Taipei wall-clock time at that instant as `HH:MM`, seconds cut off. */
export function timeOfDayAt(instant: Instant): string {
  const local = instant + TAIPEI_OFFSET_MS;
  const minutes = Math.floor((local - Math.floor(local / MS_PER_DAY) * MS_PER_DAY) / MS_PER_MINUTE);
  const hour = Math.floor(minutes / 60);
  return `${String(hour).padStart(2, '0')}:${String(minutes - hour * 60).padStart(2, '0')}`;
}
