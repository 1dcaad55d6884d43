import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { addDays, dayStatus, weekday, type CivilDate, type WorkCalendar } from '@xiangaitong/domain';

/** A row of the official form as the authority publishes it. */
export interface PublishedYear {
  readonly year: number;
  readonly bytes: Uint8Array;
  readonly text: string;
}

/** The years in the repository: official form, UTF-8 with a byte order mark, CRLF. */
export const publishedYears: readonly PublishedYear[] = [2025, 2026, 2027].map((year) => {
  const bytes = readFileSync(join(__dirname, '../../domain/src/calendar/data', `${year}.csv`));
  return { year, bytes, text: new TextDecoder('utf-8').decode(bytes) };
});

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const withMark = (text: string): Uint8Array => utf8(`\ufeff${text}`);

/** Every sign of Big5 by what the platform reads it as. */
const big5Codes = new Map<string, readonly [number, number]>();
const big5Decoder = new TextDecoder('big5', { fatal: false });
for (let lead = 0xa1; lead <= 0xf9; lead += 1) {
  for (let trail = 0x40; trail <= 0xfe; trail += 1) {
    const sign = big5Decoder.decode(Uint8Array.of(lead, trail));
    if (sign.length === 1 && sign !== '\ufffd' && !big5Codes.has(sign)) big5Codes.set(sign, [lead, trail]);
  }
}

export function big5(text: string): Uint8Array {
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : big5Codes.get(sign);
      if (code === undefined) throw new Error(`not in Big5: ${sign}`);
      return [...code];
    }),
  );
}

function statuses(
  calendar: WorkCalendar,
): { date: CivilDate; working: boolean; kind: string; name: string }[] {
  const days = [];
  for (let date = calendar.firstDay; date <= calendar.lastDay; date = addDays(date, 1)) {
    const status = dayStatus(calendar, date);
    if (!status.ok) throw new Error(date);
    const { working, kind } = status.value;
    days.push({ date, working, kind, name: 'name' in status.value ? status.value.name : '' });
  }
  return days;
}

const cell = (text: string): string => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** 西元日期,星期,是否放假,備註 */
export function printOfficeForm(calendar: WorkCalendar, newline = '\r\n'): string {
  const rows = statuses(calendar).map(({ date, working, name }) =>
    [date.replaceAll('-', ''), '日一二三四五六'[weekday(date)], working ? '0' : '2', cell(name)].join(),
  );
  return ['西元日期,星期,是否放假,備註', ...rows, ''].join(newline);
}

/** Subject,Start Date,…: days off and make-up days; the weekly days of rest as 例假日, or not at all. */
export function printEventForm(calendar: WorkCalendar, listsWeekends: boolean, newline = '\r\n'): string {
  const rows = statuses(calendar)
    .filter(({ kind }) => kind !== 'weekday' && (listsWeekends || !['saturday', 'sunday'].includes(kind)))
    .map(({ date, name }) => {
      const day = date.split('-').map(Number).join('/');
      return `${cell(name || '例假日')},${day},,${day},,TRUE,,`;
    });
  const header = 'Subject,Start Date,Start Time,End Date,End Time,All Day Event,Description,Location';
  return [header, ...rows, ''].join(newline);
}
