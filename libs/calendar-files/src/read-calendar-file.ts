import { compareDates, err, ok, type CivilDate, type Result, type WorkCalendar } from '@xiangaitong/domain';
import { csvRows, type CsvRow } from './csv-rows';
import { decodeText } from './decode-text';
import { eventForm } from './event-form';
import { isWeekend, type CalendarFileForm, type FileForm, type ListedDay } from './listed-day';
import { officeForm } from './office-form';
import { inOrder, type CalendarFileProblem } from './problem';

const FORMS: readonly FileForm[] = [officeForm, eventForm];

/** What a file says, and in which form. */
export interface CalendarFile {
  readonly form: CalendarFileForm;
  readonly calendar: WorkCalendar;
}

/**
 * Reads a file as the 行政院人事行政總處 publishes it, for one year or for years in a row: 行政機關辦公日曆表
 * (`西元日期,星期,是否放假,備註`) or its form for Google's calendar (`Subject,Start Date,…`); UTF-8 or Big5.
 * Nothing is guessed: a file with anything wrong in it gives no calendar.
 * @param version names the calendar
 * @returns what is wrong, in the order of the file, the first twenty
 */
export function readCalendarFile(
  bytes: Uint8Array,
  version: string,
): Result<CalendarFile, readonly CalendarFileProblem[]> {
  const text = decodeText(bytes);
  if (!text.ok) return err([text.error]);
  const rows = csvRows(text.value);
  if (!rows.ok) return err([rows.error]);
  const [header, ...body] = rows.value;
  const form = header === undefined ? undefined : formOf(header);
  if (form === undefined) return err([unknownForm(header)]);

  const { days, problems } = readRows(form, body);
  if (problems.length > 0) return err(inOrder(problems));
  const whole = form.complete(days);
  if (whole.problems.length > 0) return err(inOrder(whole.problems));
  const first = whole.days[0];
  const last = whole.days.at(-1);
  if (first === undefined || last === undefined) {
    return err([{ line: null, message: '檔案只有欄名，沒有日期；請重新下載官方檔案。' }]);
  }
  const calendar = { version, firstDay: first.date, lastDay: last.date, ...listsOf(whole.days) };
  return ok({ form: form.name, calendar });
}

function formOf({ cells }: CsvRow): FileForm | undefined {
  return FORMS.find(({ columns }) => columns.join() === cells.join());
}

function unknownForm(header: CsvRow | undefined): CalendarFileProblem {
  if (header === undefined) return { line: null, message: '檔案是空的；請重新下載官方檔案。' };
  const known = FORMS.map(({ columns }) => `「${columns.join(',')}」`).join('或');
  return { line: header.line, message: `欄名應為${known}；請匯入未經改動的官方檔案。` };
}

/** The days in order, each once, or all that is wrong with the rows. */
function readRows(
  form: FileForm,
  rows: readonly CsvRow[],
): {
  readonly days: readonly ListedDay[];
  readonly problems: readonly CalendarFileProblem[];
} {
  const days = new Map<CivilDate, ListedDay>();
  const problems: CalendarFileProblem[] = [];
  for (const row of rows) {
    const { line, cells } = row;
    if (cells.length !== form.columns.length) {
      const expected = form.columns.length;
      const remedy = cells.length < expected ? '請補齊各欄的逗號' : '欄內的逗號須以引號括住';
      problems.push({ line, message: `應有 ${expected} 欄，此行有 ${cells.length} 欄；${remedy}。` });
      continue;
    }
    const reading = form.readRow(row);
    if (!('date' in reading)) {
      problems.push(...reading);
      continue;
    }
    const before = days.get(reading.date);
    if (before === undefined) days.set(reading.date, reading);
    else problems.push({ line, message: `${reading.date} 與第 ${before.line} 行重複；請刪除其中一列。` });
  }
  return { days: [...days.values()].sort((a, b) => compareDates(a.date, b.date)), problems };
}

/** A weekday off and a weekend day worked need a name; the file may have left it out. */
function listsOf(days: readonly ListedDay[]): Pick<WorkCalendar, 'holidays' | 'makeUpDays'> {
  const holidays: Record<CivilDate, string> = {};
  const makeUpDays: Record<CivilDate, string> = {};
  for (const { date, working, name } of days) {
    if (working) {
      if (isWeekend(date)) makeUpDays[date] = name || '補行上班';
    } else if (!isWeekend(date) || name !== '') {
      holidays[date] = name || '放假日';
    }
  }
  return { holidays, makeUpDays };
}
