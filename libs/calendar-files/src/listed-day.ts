import { SATURDAY, SUNDAY, civilDateOf, weekday, type CivilDate } from '@xiangaitong/domain';
import type { CsvRow } from './csv-rows';
import type { CalendarFileProblem } from './problem';

/** What a file says of one day. */
export interface ListedDay {
  readonly line: number;
  readonly date: CivilDate;
  readonly working: boolean;
  /** Empty where the file gives none. */
  readonly name: string;
}

/** A row as one of the two published forms has it, or what is wrong with it. */
export type RowReading = ListedDay | readonly CalendarFileProblem[];

/** `office`: a row for each day; `events`: for Google's calendar, the days that differ. */
export type CalendarFileForm = 'office' | 'events';

/** One of the forms in which the calendar is published. */
export interface FileForm {
  readonly name: CalendarFileForm;
  readonly columns: readonly string[];
  readonly readRow: (row: CsvRow) => RowReading;
  /** Makes a whole calendar of what was listed: every day of each year, once, in order. */
  readonly complete: (days: readonly ListedDay[]) => Completion;
}

/** Every day of the years that a file is about, or why there are not all of them. */
export interface Completion {
  readonly days: readonly ListedDay[];
  readonly problems: readonly CalendarFileProblem[];
}

const FIRST_YEAR = 1990;
const LAST_YEAR = 2199;
const WEEKDAY_NAMES = ['日', '一', '二', '三', '四', '五', '六'] as const;

/** 一 to 日, as the official form prints the weekday. */
export function weekdayName(date: CivilDate): string {
  return WEEKDAY_NAMES[weekday(date)];
}

export function isWeekend(date: CivilDate): boolean {
  const day = weekday(date);
  return day === SATURDAY || day === SUNDAY;
}

/**
 * The date of three numbers as a file prints them; undefined when there is no such day, or it lies so far off that
 * the year is mistyped (a 民國 year among them).
 */
export function dateOfDigits(match: RegExpExecArray | null): CivilDate | undefined {
  const [year, month, day] = (match ?? []).slice(1).map(Number);
  if (year === undefined || month === undefined || day === undefined) return undefined;
  return year >= FIRST_YEAR && year <= LAST_YEAR ? civilDateOf({ year, month, day }) : undefined;
}

/** Names that say no more than that the day is one of the weekly days of rest. */
export function isPlainWeekendName(name: string): boolean {
  return /^(?:例假日|週休|週休二日|(?:星期|週|周)[六日])$/.test(name);
}
