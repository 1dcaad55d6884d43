import {
  addDays,
  diffCalendars,
  governmentCalendar2025to2027 as shipped,
  weekday,
  type CivilDate,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { big5, printEventForm, printOfficeForm, utf8, withMark } from '@xiangaitong/testing';
import fc from 'fast-check';
import { publishedYears } from './files.fixture';
import { problemInChinese } from './problem';
import { readCalendarFile } from './read-calendar-file';

const VERSION = shipped.version;

function read(bytes: Uint8Array): WorkCalendar {
  const file = readCalendarFile(bytes, VERSION);
  if (!file.ok) throw new Error(file.error.map(problemInChinese).join('\n'));
  return file.value.calendar;
}

function refusals(bytes: Uint8Array | string): string[] {
  const file = readCalendarFile(typeof bytes === 'string' ? utf8(bytes) : bytes, VERSION);
  return file.ok ? [`read, up to ${file.value.calendar.lastDay}`] : file.error.map(problemInChinese);
}

/** The shipped calendar for one year. */
function shippedYear(year: number): WorkCalendar {
  const inYear = (days: Readonly<Record<CivilDate, string>>): Record<CivilDate, string> =>
    Object.fromEntries(Object.entries(days).filter(([date]) => date.startsWith(String(year))));
  return {
    version: VERSION,
    firstDay: `${year}-01-01`,
    lastDay: `${year}-12-31`,
    holidays: inYear(shipped.holidays),
    makeUpDays: inYear(shipped.makeUpDays),
  };
}

const text2026 = publishedYears.find(({ year }) => year === 2026)?.text ?? '';
/** 2026, with line `line` (from 1; the 1 January is 2) changed by hand. */
function with2026(line: number, change: (row: string) => string[]): string {
  return text2026
    .split('\r\n')
    .flatMap((row, index) => (index === line - 1 ? change(row) : [row]))
    .join('\r\n');
}

describe('the files of 2025 to 2027', () => {
  it.each(publishedYears.map(({ year, bytes }) => [year, bytes] as const))(
    '%d is what ships',
    (year, bytes) => {
      expect(read(bytes)).toEqual(shippedYear(year));
    },
  );

  it.each([
    ['UTF-8 with a byte order mark', withMark],
    ['UTF-8 without one', utf8],
    ['Big5', big5],
  ])('three years in one file, in both forms: %s', (_encoding, encode) => {
    for (const newline of ['\r\n', '\n']) {
      expect(read(encode(printOfficeForm(shipped, newline)))).toEqual(shipped);
      expect(read(encode(printEventForm(shipped, true, newline)))).toEqual(shipped);
      expect(read(encode(printEventForm(shipped, false, newline)))).toEqual(shipped);
    }
  });

  it('says which form it was', () => {
    const formOf = (text: string): string | false => {
      const file = readCalendarFile(utf8(text), VERSION);
      return file.ok && file.value.form;
    };
    expect(formOf(printOfficeForm(shipped))).toBe('office');
    expect(formOf(printEventForm(shipped, false))).toBe('events');
  });

  it('reads quoted fields and rows in any order, and does not mind empty rows at the end', () => {
    const [header = '', ...rows] = text2026.trim().split('\r\n');
    const quoted = rows.reverse().map((row) =>
      row
        .split(',')
        .map((each) => `"${each}"`)
        .join(),
    );
    expect(read(utf8([header, ...quoted, ',,,', ''].join('\n')))).toEqual(shippedYear(2026));
  });

  it('counts lines on within quotes', () => {
    const header = printEventForm(shippedYear(2026), true).split('\r\n')[0] ?? '';
    expect(refusals(`${header}\r\n"元旦\r\n又一行",2026/1/1,,,,,,\r\n補班,2026/1/2,,,,,,`)).toEqual([
      '第 4 行：「補班」在星期五；補行上班日應為星期六或星期日，請核對日期。',
    ]);
  });

  it('names what the file leaves without a name', () => {
    const unnamed = with2026(339, (row) => [row.replace(',0,', ',2,')]);
    expect(read(utf8(unnamed)).holidays['2026-12-04']).toBe('放假日');
    const worked = with2026(340, (row) => [row.replace(',2,', ',0,')]);
    expect(read(utf8(worked)).makeUpDays).toEqual({ '2026-12-05': '補行上班' });
  });
});

describe('refuses, with the line and what to do', () => {
  it.each([
    ['', ['檔案是空的；請重新下載官方檔案。']],
    ['西元日期,星期,是否放假,備註\n', ['檔案只有欄名，沒有日期；請重新下載官方檔案。']],
    [
      '日期,星期\n20260101,四\n',
      [
        '第 1 行：欄名應為「西元日期,星期,是否放假,備註」或「Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location」；請匯入未經改動的官方檔案。',
      ],
    ],
    [
      with2026(3, (row) => [row.replace('五', '六')]),
      ['第 3 行：20260102 是星期五，檔案寫「六」；請核對日期與星期後更正。'],
    ],
    [
      with2026(3, (row) => [row.replace(',0,', ',1,')]),
      ['第 3 行：是否放假「1」應為 0（上班）或 2（放假）；請更正。'],
    ],
    [with2026(3, (row) => [row, row]), ['第 4 行：2026-01-02 與第 3 行重複；請刪除其中一列。']],
    [
      with2026(60, (row) => [row.replace('20260228', '20260229')]),
      ['第 60 行：西元日期「20260229」不是日期；請寫成西元八位數字，例如 20261204。'],
    ],
    [
      with2026(3, (row) => [row.replace('20260102', '1150102')]),
      ['第 3 行：西元日期「1150102」不是日期；請寫成西元八位數字，例如 20261204。'],
    ],
    [with2026(3, (row) => [`${row},`]), ['第 3 行：應有 4 欄，此行有 5 欄；欄內的逗號須以引號括住。']],
    [with2026(3, () => ['20260102,五,0']), ['第 3 行：應有 4 欄，此行有 3 欄；請補齊各欄的逗號。']],
    [
      with2026(3, (row) => [`"${row}`]),
      ['第 3 行：引號不成對或位置有誤；請更正該行的引號，或重新下載官方檔案。'],
    ],
    [
      with2026(3, () => []),
      ['第 3 行：缺少 2026-01-02；每一年度須有全部日期，請補齊或重新下載完整年度的檔案。'],
    ],
    [
      text2026.split('\r\n').slice(0, 361).join('\r\n'),
      [
        '第 361 行：缺少 2026-12-27 至 2026-12-31 共 5 日；每一年度須有全部日期，請補齊或重新下載完整年度的檔案。',
      ],
    ],
    [
      text2026
        .split('\r\n')
        .filter((_, index) => index === 0 || index > 2)
        .join('\r\n'),
      [
        '第 2 行：缺少 2026-01-01 至 2026-01-02 共 2 日；每一年度須有全部日期，請補齊或重新下載完整年度的檔案。',
      ],
    ],
  ])('%#', (text, expected) => {
    expect(refusals(text)).toEqual(expected);
  });

  it('years that do not follow one another', () => {
    const apart =
      printOfficeForm(shippedYear(2025)) +
      (publishedYears[2]?.text.split('\r\n').slice(1).join('\r\n') ?? '');
    expect(refusals(apart)).toEqual([
      '第 367 行：缺少 2026-01-01 至 2026-12-31 共 365 日；每一年度須有全部日期，請補齊或重新下載完整年度的檔案。',
    ]);
  });

  it('bytes that are no text of either encoding', () => {
    expect(refusals(Uint8Array.of(0xff, 0xfe, 0x41, 0x00))).toEqual([
      '檔案編碼為 UTF-16；請另存為「CSV UTF-8」後再匯入。',
    ]);
    for (const stray of [0xff, 0x80, 0x00]) {
      const spoilt = big5(text2026);
      spoilt[40] = stray;
      expect(refusals(spoilt)).toEqual([
        '檔案編碼不是 UTF-8 或 Big5；請另存為「CSV UTF-8」後再匯入，或重新下載官方檔案。',
      ]);
    }
    expect(refusals(new Uint8Array(1_048_577))).toEqual([
      '檔案超過 1 MB，不是辦公日曆表；請確認選取的檔案。',
    ]);
  });

  it('lists every line that is wrong, at most twenty', () => {
    const all = refusals(text2026.replaceAll(',0,', ',1,'));
    expect(all).toHaveLength(21);
    expect(all[0]).toContain('第 3 行：');
    expect(all[20]).toBe('另有 225 處問題未列出，請先更正以上各處，或重新下載官方檔案。');
  });
});

describe('refuses of the form for events', () => {
  const events = printEventForm(shippedYear(2026), true);
  const changed = (from: string, to: string): string => {
    expect(events.split(from)).toHaveLength(2);
    return events.replace(from, to);
  };

  it.each([
    [
      '勞動節,2026/5/1,,2026/5/1',
      '勞動節,115/5/1,,2026/5/1',
      'Start Date「115/5/1」不是日期；請寫成西元，例如 2026/1/1。',
    ],
    [
      '勞動節,2026/5/1,,2026/5/1',
      '勞動節,2026/5/1,,2026/5/3',
      'End Date「2026/5/3」與 Start Date 不同；請一日一列。',
    ],
    ['勞動節,2026/5/1,,2026/5/1', ',2026/5/1,,2026/5/1', 'Subject 未填；請寫假日名稱或「補行上班」。'],
    [
      '勞動節,2026/5/1,,2026/5/1,,TRUE',
      '勞動節,2026/5/1,09:00,2026/5/1,12:00,FALSE',
      '不是全日；辦公日曆表只有全日的放假與補行上班，請刪除該列。',
    ],
    [
      '勞動節,2026/5/1',
      '補行上班,2026/5/1',
      '「補行上班」在星期五；補行上班日應為星期六或星期日，請核對日期。',
    ],
    ['勞動節,2026/5/1', '例假日,2026/5/1', '「例假日」在星期五；請核對日期。'],
  ])('%s → %s', (from, to, message) => {
    const line = events.slice(0, events.indexOf(from)).split('\r\n').length;
    expect(refusals(changed(from, to))).toEqual([`第 ${line} 行：${message}`]);
  });

  it('a weekend left out where the others are listed', () => {
    const line = events.slice(0, events.indexOf('例假日,2026/5/3,')).split('\r\n').length - 1;
    expect(refusals(changed('例假日,2026/5/3,,2026/5/3,,TRUE,,\r\n', ''))).toEqual([
      `第 ${line} 行：此列之後缺少 2026-05-03（星期日）；請補上例假日或補行上班。`,
    ]);
  });

  it('a file cut short, with the weekends or without', () => {
    const lines = printEventForm(shippedYear(2026), false).trim().split('\r\n');
    expect(refusals(lines.slice(0, -1).join('\r\n'))).toEqual([
      '缺少 2026-12-25 的放假日，檔案可能不完整；請重新下載完整年度的檔案。',
    ]);
    expect(refusals(events.trim().split('\r\n').slice(0, -1).join('\r\n'))).toEqual([
      expect.stringContaining('缺少 2026-12-27（星期日）'),
    ]);
  });
});

describe('whatever a calendar says', () => {
  const isWeekend = (date: CivilDate): boolean => [0, 6].includes(weekday(date));
  const names = fc.constantFrom('春節', '放假日(2025-02-08 補班)', '調整放假, 補假', '「"颱風"」', '補假');
  /** Of whole years, leap years among them. */
  const anyYears = fc
    .record({
      first: fc.integer({ min: 1_999, max: 2_099 }),
      years: fc.integer({ min: 1, max: 3 }),
      off: fc.array(fc.tuple(fc.nat(1_095), names), { maxLength: 40 }),
      made: fc.array(fc.nat(1_095), { maxLength: 40 }),
    })
    .map(({ first, years, off, made }): WorkCalendar => {
      const firstDay = `${first}-01-01`;
      const lastDay = `${first + years - 1}-12-31`;
      const always = Array.from({ length: years }, (_, i) =>
        ['01-01', '02-28', '10-10', '12-25'].map((day) => [`${first + i}-${day}`, '國定假日'] as const),
      ).flat();
      const within = (day: number): CivilDate => addDays(firstDay, day);
      const holidays = Object.fromEntries([
        ...off.map(([day, name]) => [within(day), name] as const).filter(([date]) => date <= lastDay),
        ...always,
      ]);
      const makeUpDays = Object.fromEntries(
        made
          .map(within)
          .filter((date) => date <= lastDay && isWeekend(date) && holidays[date] === undefined)
          .map((date) => [date, '補行上班']),
      );
      return { version: VERSION, firstDay, lastDay, holidays, makeUpDays };
    });

  const anyEncoding = fc.constantFrom(utf8, withMark, big5);
  const anyNewline = fc.constantFrom('\r\n', '\n');

  it('is read back from what is printed of it', () => {
    fc.assert(
      fc.property(anyYears, anyEncoding, anyNewline, fc.boolean(), (calendar, encode, newline, listed) => {
        expect(read(encode(printOfficeForm(calendar, newline)))).toEqual(calendar);
        const events = read(encode(printEventForm(calendar, listed, newline)));
        expect(events).toEqual(calendar);
        expect(diffCalendars(calendar, events).changes).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('no file makes it throw', () => {
    const row = fc.constantFrom(
      '20260101,四,2,x',
      '"',
      ',',
      '2026/1/1',
      '\n',
      'Subject',
      '補行上班,2026/5/1,,,,,,',
    );
    const header = fc.constantFrom(
      '西元日期,星期,是否放假,備註\n',
      `${printEventForm(shipped, false).split('\r\n')[0]}\n`,
      '',
    );
    fc.assert(
      fc.property(header, fc.array(fc.oneof(row, fc.string({ maxLength: 8 }))), (first, rest) => {
        const reading = readCalendarFile(utf8(first + rest.join('\n')), VERSION);
        expect(reading.ok || reading.error.every(({ message }) => message !== '')).toBe(true);
        expect(reading.ok).toBe(false);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        expect(readCalendarFile(bytes, VERSION).ok).toBe(false);
      }),
    );
  });
});
