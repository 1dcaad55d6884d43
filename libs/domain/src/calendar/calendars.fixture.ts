import fc from 'fast-check';
import { addDays, civilDateOfDay, dayNumber, type CivilDate } from '../time/civil-date';
import type { Result } from '../result';
import type { WorkCalendar } from './working-calendar';

const FIRST = '2030-01-01';
const LAST = '2031-02-04';
/** Days from FIRST, a Tuesday. */
const FIRST_SATURDAY = 4;

/** The value, or a failed test. */
export function valueOf<T, E>(result: Result<T, E>): T {
  if (!result.ok) throw new Error(`Refused: ${JSON.stringify(result.error)}`);
  return result.value;
}

/**
 * Calendars of 400 days with any days off, long holidays included, and make-up Saturdays. No Sunday is
 * ever made up for: were one, a term ending the day before it would move past it to the Monday that the
 * law names (§48 para 4), and a term that begins a day later would end earlier.
 */
export const anyCalendar: fc.Arbitrary<WorkCalendar> = fc
  .record({
    single: fc.array(fc.nat(399), { maxLength: 30 }),
    long: fc.array(fc.tuple(fc.nat(385), fc.integer({ min: 2, max: 14 })), { maxLength: 4 }),
    made: fc.array(
      fc.nat(56).map((week) => FIRST_SATURDAY + 7 * week),
      { maxLength: 10 },
    ),
  })
  .map(({ single, long, made }) => {
    const off = new Set([
      ...single,
      ...long.flatMap(([start, length]) => Array.from({ length }, (_, i) => start + i)),
    ]);
    const named = (days: Iterable<number>, name: string): Record<CivilDate, string> =>
      Object.fromEntries([...days].map((day) => [addDays(FIRST, day), name]));
    const saturdays = made.filter((day) => !off.has(day));
    return {
      version: '試算',
      firstDay: FIRST,
      lastDay: LAST,
      holidays: named(off, '假日'),
      makeUpDays: named(saturdays, '補行上班'),
    };
  });

/** Days of those calendars far enough from their end that a term of 100 days still fits. */
export const anyStart = fc
  .integer({ min: dayNumber(FIRST), max: dayNumber(FIRST) + 200 })
  .map((day) => civilDateOfDay(day));
