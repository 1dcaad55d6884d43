/**
 * Calendar dates without a time or a zone, by pure arithmetic on the proleptic Gregorian calendar.
 */

/**
 * A date as `YYYY-MM-DD`, year 0001 to 9999. Plain text, so that it goes through JSON and compares
 * with `<`; anything from outside goes through {@link parseCivilDate} first.
 */
export type CivilDate = string;

/** Days since 1970-01-01, which is day 0. Negative before it. */
export type DayNumber = number;

/** The numbers of a date: `month` 1–12, `day` 1–31. */
export interface CivilParts {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** A day of the week: 0 is Sunday, 6 is Saturday. */
export type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6;

export const SUNDAY = 0;
export const SATURDAY = 6;

const DAYS_PER_400_YEARS = 146_097;
const DAYS_FROM_MARCH_OF_YEAR_0 = 719_468;
const MONTH_LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;
const WEEKDAYS = [0, 1, 2, 3, 4, 5, 6] as const;
const FIRST_DAY_NUMBER = -719_162;
const LAST_DAY_NUMBER = 2_932_896;

/** Days of that month (28–31); 0 when there is no such month. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2 && isLeapYear(year)) return 29;
  return MONTH_LENGTHS[month - 1] ?? 0;
}

/** Reads `YYYY-MM-DD` strictly: ASCII digits, a date that exists. Anything else is `undefined`. */
export function parseCivilDate(text: string): CivilDate | undefined {
  return tryParts(text) === undefined ? undefined : text;
}

/** The date of these numbers, or `undefined` when the calendar has no such day. */
export function civilDateOf(parts: CivilParts): CivilDate | undefined {
  return isRealDay(parts) ? format(parts) : undefined;
}

/**
 * The numbers of a date.
 * @throws RangeError when the text is not a date: the caller did not parse what came from outside.
 */
export function civilParts(date: CivilDate): CivilParts {
  const parts = tryParts(date);
  if (parts === undefined) throw new RangeError(`Not a civil date: ${date}`);
  return parts;
}

/**
 * Days from 1970-01-01 to this date.
 * @throws RangeError when the text is not a date.
 */
export function dayNumber(date: CivilDate): DayNumber {
  const known = numberOf.get(date);
  return known ?? remember(date, numberOfParts(civilParts(date)));
}

function numberOfParts({ year, month, day }: CivilParts): DayNumber {
  // Years that begin in March put the leap day last, so that a month's offset needs no exception.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const marchMonth = (month + 9) % 12;
  const dayOfYear = Math.floor((153 * marchMonth + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_400_YEARS + dayOfEra - DAYS_FROM_MARCH_OF_YEAR_0;
}

/**
 * The date so many days from 1970-01-01.
 * @throws RangeError outside 0001-01-01 to 9999-12-31, or when it is not an integer.
 */
export function civilDateOfDay(day: DayNumber): CivilDate {
  const known = dateOf.get(day);
  if (known !== undefined) return known;
  if (!Number.isInteger(day) || day < FIRST_DAY_NUMBER || day > LAST_DAY_NUMBER) {
    throw new RangeError(`Day number out of range: ${day}`);
  }
  const shifted = day + DAYS_FROM_MARCH_OF_YEAR_0;
  const era = Math.floor(shifted / DAYS_PER_400_YEARS);
  const dayOfEra = shifted - era * DAYS_PER_400_YEARS;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1_460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = era * 400 + yearOfEra + (month <= 2 ? 1 : 0);
  const date = format({ year, month, day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1 });
  remember(date, day);
  return date;
}

/**
 * Both ways between a date and its number, for the days that deadlines are counted in: a deadline asks for the
 * same few hundred again and again. What is remembered is a fact of the calendar and nobody's case.
 */
const dateOf = new Map<DayNumber, CivilDate>();
const numberOf = new Map<CivilDate, DayNumber>();
/** About eleven years; a caller that wanders further pays for each day anew. */
const REMEMBERED_DAYS = 4_096;

function remember(date: CivilDate, day: DayNumber): DayNumber {
  if (dateOf.size < REMEMBERED_DAYS) {
    dateOf.set(day, date);
    numberOf.set(date, day);
  }
  return day;
}

/**
 * The date `days` later, or earlier when negative.
 * @throws RangeError when the text is not a date or the result leaves 0001–9999.
 */
export function addDays(date: CivilDate, days: number): CivilDate {
  return civilDateOfDay(dayNumber(date) + days);
}

/**
 * Days from `from` to `to`: 1 for the next day, negative when `to` is earlier.
 * @throws RangeError when a text is not a date.
 */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from);
}

/** Orders dates for `sort`: negative when `a` is the earlier. */
export function compareDates(a: CivilDate, b: CivilDate): -1 | 0 | 1 {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/**
 * The day of the week, 0 = Sunday.
 * @throws RangeError when the text is not a date.
 */
export function weekday(date: CivilDate): Weekday {
  return weekdayOfDay(dayNumber(date));
}

/** The day of the week of a day number, 0 = Sunday. */
export function weekdayOfDay(day: DayNumber): Weekday {
  // 1970-01-01 was a Thursday; the second modulo keeps the days before it positive.
  const index = (((day + 4) % 7) + 7) % 7;
  return WEEKDAYS[index] ?? SUNDAY;
}

function tryParts(text: string): CivilParts | undefined {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/.test(text)) return undefined;
  // Slices, not capture groups: this is the hot path of a hundred thousand deadlines.
  const parts = {
    year: Number(text.slice(0, 4)),
    month: Number(text.slice(5, 7)),
    day: Number(text.slice(8)),
  };
  return isRealDay(parts) ? parts : undefined;
}

function isRealDay({ year, month, day }: CivilParts): boolean {
  return (
    Number.isInteger(year) &&
    Number.isInteger(day) &&
    year >= 1 &&
    year <= 9999 &&
    day >= 1 &&
    day <= daysInMonth(year, month)
  );
}

function isLeapYear(year: number): boolean {
  return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
}

function format({ year, month, day }: CivilParts): CivilDate {
  const fourDigits = year >= 1000 ? String(year) : String(year).padStart(4, '0');
  return `${fourDigits}-${twoDigits(month)}-${twoDigits(day)}`;
}

function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
