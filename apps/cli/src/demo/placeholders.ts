import {
  addDays,
  addWorkingDays,
  civilDateAt,
  governmentCalendar2025to2027,
  type CivilDate,
  type Instant,
} from '@xiangaitong/domain';

/** What a script may count its dates from; a training clock does not stand still while it is read. */
export interface Now {
  readonly at: Instant;
  readonly roundDeadline?: CivilDate;
}

const placeholder = /^\{(today|workday|roundDeadline)(?:\+(\d+))?\}$/;

/** Puts dates for `{today+18}`, `{workday+24}` (not a day off) and `{roundDeadline+14}`, anywhere in a body. */
export function fillIn(value: unknown, now: Now): unknown {
  if (typeof value === 'string') return dateOf(value, now) ?? value;
  if (Array.isArray(value)) return value.map((entry: unknown) => fillIn(entry, now));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, fillIn(entry, now)]));
}

function dateOf(text: string, now: Now): CivilDate | undefined {
  const match = placeholder.exec(text);
  if (match === null) return undefined;
  const days = Number(match[2] ?? 0);
  if (match[1] === 'roundDeadline') {
    if (now.roundDeadline === undefined) throw new RangeError(`${text}: no round is open`);
    return addDays(now.roundDeadline, days);
  }
  const date = addDays(civilDateAt(now.at), days);
  if (match[1] === 'today') return date;
  const working = addWorkingDays(governmentCalendar2025to2027, addDays(date, -1), 1);
  if (!working.ok) throw new RangeError(`${text}: past the calendar`);
  return working.value;
}
