/** 行政機關辦公日曆表: a row for each day, `西元日期,星期,是否放假,備註`. */
import { addDays, daysBetween, type CivilDate } from '@xiangaitong/domain';
import type { CsvRow } from './csv-rows';
import { dateOfDigits, isPlainWeekendName, weekdayName } from './listed-day';
import type { Completion, FileForm, ListedDay, RowReading } from './listed-day';
import type { CalendarFileProblem } from './problem';

const DAY_OFF = '2';
const WORKED = '0';

export const officeForm: FileForm = {
  name: 'office',
  columns: ['西元日期', '星期', '是否放假', '備註'],
  readRow,
  complete,
};

function readRow({ line, cells }: CsvRow): RowReading {
  const [digits = '', dayName = '', off = '', note = ''] = cells;
  const date = dateOfDigits(/^([0-9]{4})([0-9]{2})([0-9]{2})$/.exec(digits));
  if (date === undefined) {
    return [{ line, message: `西元日期「${digits}」不是日期；請寫成西元八位數字，例如 20261204。` }];
  }
  const problems: CalendarFileProblem[] = [];
  if (dayName !== weekdayName(date)) {
    const right = weekdayName(date);
    problems.push({
      line,
      message: `${digits} 是星期${right}，檔案寫「${dayName}」；請核對日期與星期後更正。`,
    });
  }
  if (off !== DAY_OFF && off !== WORKED) {
    problems.push({ line, message: `是否放假「${off}」應為 0（上班）或 2（放假）；請更正。` });
  }
  if (problems.length > 0) return problems;
  return { line, date, working: off === WORKED, name: isPlainWeekendName(note) ? '' : note };
}

/** Each year has to be there whole: a day that is missing would be taken for whatever it usually is. */
function complete(listed: readonly ListedDay[]): Completion {
  const problems: CalendarFileProblem[] = [];
  const first = listed[0];
  const last = listed.at(-1);
  if (first === undefined || last === undefined) return { days: [], problems };
  let expected: CivilDate = `${first.date.slice(0, 4)}-01-01`;
  for (const { date, line } of listed) {
    if (date !== expected) problems.push(missing(expected, addDays(date, -1), line));
    expected = addDays(date, 1);
  }
  const endOfYear: CivilDate = `${last.date.slice(0, 4)}-12-31`;
  if (last.date !== endOfYear) problems.push(missing(expected, endOfYear, last.line));
  return { days: listed, problems };
}

function missing(from: CivilDate, to: CivilDate, line: number): CalendarFileProblem {
  const days = daysBetween(from, to) + 1;
  const which = days === 1 ? from : `${from} 至 ${to} 共 ${days} 日`;
  return { line, message: `缺少 ${which}；每一年度須有全部日期，請補齊或重新下載完整年度的檔案。` };
}
