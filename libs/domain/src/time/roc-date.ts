/**
 * 民國 dates, as they stand on paper and screen: printing, and strict reading with a reason.
 * The only module that knows the era. Years 民國1 (1912) to 民國999 (2910).
 */
import { civilDateOf, civilParts, daysInMonth, type CivilDate } from './civil-date';
import { civilDateAt, instantAt, timeOfDayAt, type Instant } from './taipei';

/** What reading gave: the value, or the reason for refusing in Chinese, to show beside the field. */
export type DateReading<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly reason: string };

const ERA_OFFSET = 1911;
const LAST_ROC_YEAR = 999;

const FORMS_HINT = '日期格式無法辨識，請寫成 115/12/4、民國115年12月4日、1151204 或 2026-12-04。';

/**
 * 民國115年12月4日, as letters print it.
 * @throws RangeError before 1912, after 2910, or when the text is not a date.
 */
export function formatRocLong(date: CivilDate): string {
  const { rocYear, month, day } = rocParts(date);
  return `民國${rocYear}年${month}月${day}日`;
}

/**
 * 中華民國115年12月4日, as the head of a letter prints it.
 * @throws RangeError as {@link formatRocLong}.
 */
export function formatRocFull(date: CivilDate): string {
  return `中華${formatRocLong(date)}`;
}

/**
 * 115/12/4, for tables and screens.
 * @throws RangeError as {@link formatRocLong}.
 */
export function formatRocSlash(date: CivilDate): string {
  const { rocYear, month, day } = rocParts(date);
  return `${rocYear}/${month}/${day}`;
}

/**
 * 1151204: always seven digits (民國99年1月2日 is 0990102), so that it has one reading only.
 * @throws RangeError as {@link formatRocLong}.
 */
export function formatRocCompact(date: CivilDate): string {
  const { rocYear, month, day } = rocParts(date);
  return `${String(rocYear).padStart(3, '0')}${pad2(month)}${pad2(day)}`;
}

/**
 * 115/12/4 09:30, the Taipei wall clock, 24 hours, seconds cut off.
 * @throws RangeError as {@link formatRocLong}.
 */
export function formatRocDateTime(instant: Instant): string {
  return `${formatRocSlash(civilDateAt(instant))} ${timeOfDayAt(instant)}`;
}

/**
 * Reads a date that a person typed: 民國115年12月4日 and 中華民國…, 115年12月4日 (spaces between the
 * parts allowed), 115/12/4, 1151204, 2026-12-04; full-width digits and signs count as the plain
 * ones. Strict: the day must exist, a 西元 year is read in the ISO form only, and a year before
 * 民國 is refused.
 */
export function parseRocDate(text: string): DateReading<CivilDate> {
  const plain = toHalfWidth(text).trim();
  if (plain === '') return refuse('未填日期。');
  if (/民國前|民前|^-/.test(plain)) return refuse('不接受民國元年以前的日期。');

  const iso = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(plain);
  if (iso !== null) return readDate(Number(iso[1]) - ERA_OFFSET, Number(iso[2]), Number(iso[3]));

  const long = /^(?:(?:中華)?民國)? *([0-9]+) *年 *([0-9]{1,2}) *月 *([0-9]{1,2}) *日$/.exec(plain);
  const parts = long ?? /^([0-9]+)\/([0-9]{1,2})\/([0-9]{1,2})$/.exec(plain);
  if (parts !== null) {
    if ((parts[1] ?? '').length > 3) {
      return refuse(`「${parts[1]}」不是民國年；西元日期請寫成 2026-12-04。`);
    }
    return readDate(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  }

  if (/^[0-9]+$/.test(plain)) {
    // Six digits could be 民國99年 without its zero or a mistyped seven: not for us to guess.
    const compact = /^([0-9]{3})([0-9]{2})([0-9]{2})$/.exec(plain);
    if (compact === null) {
      return refuse(`純數字的日期應為七位（例如 1151204），此為 ${plain.length} 位。`);
    }
    return readDate(Number(compact[1]), Number(compact[2]), Number(compact[3]));
  }
  return refuse(FORMS_HINT);
}

/**
 * Reads a date and a Taipei wall-clock time: any form of {@link parseRocDate}, blanks (or, after an
 * ISO date, `T`), then `9:30` or `09:30`, 00:00 to 23:59. 24:00 is refused: it names two days.
 */
export function parseRocDateTime(text: string): DateReading<Instant> {
  const plain = toHalfWidth(text).trim();
  if (plain === '') return refuse('未填日期與時間。');
  const split =
    /^(.*\S) +([0-9]{1,2}):([0-9]{2})$/.exec(plain) ??
    /^([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})$/.exec(plain);
  if (split === null) return refuse('請寫日期、空格與 24 小時制的時間，例如 115/12/4 09:30。');
  const date = parseRocDate(split[1] ?? '');
  if (!date.ok) return date;
  const hour = Number(split[2]);
  const minute = Number(split[3]);
  if (hour > 23) return refuse(`時間應在 00:00 至 23:59 之間，沒有 ${hour} 時。`);
  if (minute > 59) return refuse(`時間應在 00:00 至 23:59 之間，沒有 ${minute} 分。`);
  return { ok: true, value: instantAt(date.value, hour, minute) };
}

function readDate(rocYear: number, month: number, day: number): DateReading<CivilDate> {
  if (rocYear < 1) return refuse('不接受民國元年以前的日期。');
  if (rocYear > LAST_ROC_YEAR) return refuse(`民國${rocYear}年超出可處理的範圍（至民國999年）。`);
  const length = daysInMonth(rocYear + ERA_OFFSET, month);
  if (length === 0) return refuse(`月份應為 1 至 12，沒有 ${month} 月。`);
  const date = civilDateOf({ year: rocYear + ERA_OFFSET, month, day });
  if (date === undefined) return refuse(`民國${rocYear}年${month}月只有 ${length} 天，沒有 ${day} 日。`);
  return { ok: true, value: date };
}

function rocParts(date: CivilDate): { rocYear: number; month: number; day: number } {
  const { year, month, day } = civilParts(date);
  const rocYear = year - ERA_OFFSET;
  if (rocYear < 1 || rocYear > LAST_ROC_YEAR) throw new RangeError(`Not a 民國 year: ${date}`);
  return { rocYear, month, day };
}

/** Full-width forms (U+FF01–FF5E) lie at one fixed distance from ASCII; U+3000 is the blank. */
function toHalfWidth(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (char) => String.fromCharCode(char.charCodeAt(0) - 0xfee0))
    .replace(/[\u3000\u00a0]/g, ' ');
}

function pad2(value: number): string {
  return String(value).padStart(2, '0');
}

function refuse(reason: string): { readonly ok: false; readonly reason: string } {
  return { ok: false, reason };
}
