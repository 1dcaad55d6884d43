/**
 * The form for Google's calendar: a row for each day off, and for each make-up day, which its subject names. The
 * weekly days of rest may be left out or listed (例假日).
 */
import { addDays, type CivilDate } from '@xiangaitong/domain';
import type { CsvRow } from './csv-rows';
import { dateOfDigits, isPlainWeekendName, isWeekend, weekdayName } from './listed-day';
import type { Completion, FileForm, ListedDay, RowReading } from './listed-day';
import type { CalendarFileProblem } from './problem';

export const eventForm: FileForm = {
  name: 'events',
  columns: [
    'Subject',
    'Start Date',
    'Start Time',
    'End Date',
    'End Time',
    'All Day Event',
    'Description',
    'Location',
  ],
  readRow,
  complete,
};

function readRow({ line, cells }: CsvRow): RowReading {
  const [subject = '', start = '', , end = '', , allDay = ''] = cells;
  const date = dateIn(start);
  if (date === undefined) {
    return [{ line, message: `Start Date「${start}」不是日期；請寫成西元，例如 2026/1/1。` }];
  }
  const message = whatIsWrong(subject, date, end, allDay);
  if (message !== undefined) return [{ line, message }];
  return { line, date, working: isMakeUp(subject), name: isPlainWeekendName(subject) ? '' : subject };
}

function whatIsWrong(subject: string, date: CivilDate, end: string, allDay: string): string | undefined {
  if (subject === '') return 'Subject 未填；請寫假日名稱或「補行上班」。';
  if (end !== '' && dateIn(end) !== date) return `End Date「${end}」與 Start Date 不同；請一日一列。`;
  if (/^false$/i.test(allDay)) return '不是全日；辦公日曆表只有全日的放假與補行上班，請刪除該列。';
  if (isMakeUp(subject) && !isWeekend(date)) {
    return `「${subject}」在星期${weekdayName(date)}；補行上班日應為星期六或星期日，請核對日期。`;
  }
  if (isPlainWeekendName(subject) && !isWeekend(date)) {
    return `「${subject}」在星期${weekdayName(date)}；請核對日期。`;
  }
  return undefined;
}

/** 「放假日(2025-02-08 補班)」 is a day off, so that the subject has to begin with it. */
function isMakeUp(subject: string): boolean {
  return /^補(?:行)?(?:上)?班/.test(subject);
}

function dateIn(text: string): CivilDate | undefined {
  return dateOfDigits(/^([0-9]{4})\/([0-9]{1,2})\/([0-9]{1,2})$/.exec(text));
}

/**
 * Days that are off by the same date in every year (紀念日及節日實施條例; 12/25 since 2025). This form does not say
 * which days are worked, so that a file cut short would pass for a year with fewer holidays.
 */
function alwaysOff(year: number): CivilDate[] {
  const days = ['01-01', '02-28', '10-10', ...(year >= 2025 ? ['12-25'] : [])];
  return days.map((day) => `${year}-${day}`);
}

function complete(listed: readonly ListedDay[]): Completion {
  const first = listed[0];
  const last = listed.at(-1);
  if (first === undefined || last === undefined) return { days: [], problems: [] };
  const said = new Map(listed.map((day) => [day.date, day]));
  const listsWeekends = listed.some(({ date, name, working }) => isWeekend(date) && name === '' && !working);
  const years = { first: Number(first.date.slice(0, 4)), last: Number(last.date.slice(0, 4)) };
  const days: ListedDay[] = [];
  const problems: CalendarFileProblem[] = [];
  let line = first.line;
  for (let date = `${years.first}-01-01`; date <= `${years.last}-12-31`; date = addDays(date, 1)) {
    const day = said.get(date);
    line = day?.line ?? line;
    days.push(day ?? { line, date, working: !isWeekend(date), name: '' });
    if (day === undefined && listsWeekends && isWeekend(date)) {
      problems.push({
        line,
        message: `此列之後缺少 ${date}（星期${weekdayName(date)}）；請補上例假日或補行上班。`,
      });
    }
  }
  for (let year = years.first; year <= years.last; year += 1) {
    for (const date of alwaysOff(year)) {
      if (said.get(date)?.working !== false) {
        problems.push({
          line: null,
          message: `缺少 ${date} 的放假日，檔案可能不完整；請重新下載完整年度的檔案。`,
        });
      }
    }
  }
  return { days, problems };
}
