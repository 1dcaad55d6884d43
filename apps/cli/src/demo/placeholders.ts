import {
  MS_PER_DAY,
  addDays,
  civilDateAt,
  governmentCalendar2025to2027,
  isWorkingDay,
  type CivilDate,
  type Instant,
} from '@xiangaitong/domain';

/** What a script may count its dates from; a training clock does not stand still while it is read. */
export interface Now {
  readonly at: Instant;
  readonly roundDeadline?: CivilDate;
}

const placeholder = /^\{(instant|today|workday|dayOff|roundDeadline)([+-]\d+)?\}$/;

/**
 * Puts dates for `{today-3}`, `{workday+24}` (or the next that is one), `{dayOff+20}` (likewise) and
 * `{roundDeadline+14}`, and epoch milliseconds for `{instant-2}`, anywhere in a body.
 */
export function fillIn(value: unknown, now: Now): unknown {
  if (typeof value === 'string') return dateOf(value, now) ?? value;
  if (Array.isArray(value)) return value.map((entry: unknown) => fillIn(entry, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillIn(entry, now)]));
}

function dateOf(text: string, now: Now): CivilDate | Instant | undefined {
  const match = placeholder.exec(text);
  if (match === null) return undefined;
  const days = Number(match[2] ?? 0);
  if (match[1] === 'roundDeadline') {
    if (now.roundDeadline === undefined) throw new RangeError(`${text}: no round is open`);
    return addDays(now.roundDeadline, days);
  }
  if (match[1] === 'instant') return now.at + days * MS_PER_DAY;
  const date = addDays(civilDateAt(now.at), days);
  if (match[1] === 'today') return date;
  return nextDay(date, match[1] === 'workday', text);
}

/** This day or the next one that is, or is not, worked. */
function nextDay(from: CivilDate, worked: boolean, text: string): CivilDate {
  for (let date = from; ; date = addDays(date, 1)) {
    const working = isWorkingDay(governmentCalendar2025to2027, date);
    if (!working.ok) throw new RangeError(`${text}: past the calendar`);
    if (working.value === worked) return date;
  }
}
