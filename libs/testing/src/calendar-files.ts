import { addDays, dayStatus, weekday, type CivilDate, type WorkCalendar } from '@xiangaitong/domain';

/** Bytes of a calendar file, in each encoding in which they come. */
export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
export const withMark = (text: string): Uint8Array => utf8(`\ufeff${text}`);

/** @throws Error for a sign that Big5 does not have */
export function big5(text: string): Uint8Array {
  const codes = big5Codes();
  return Uint8Array.from(
    [...text].flatMap((sign) => {
      const code = sign.charCodeAt(0) < 0x80 ? [sign.charCodeAt(0)] : codes.get(sign);
      if (code === undefined) throw new Error(`not in Big5: ${sign}`);
      return [...code];
    }),
  );
}

/** Every sign of Big5 by what the platform reads it as. */
function big5Codes(): ReadonlyMap<string, readonly [number, number]> {
  const codes = new Map<string, readonly [number, number]>();
  const decoder = new TextDecoder('big5', { fatal: false });
  for (let lead = 0xa1; lead <= 0xf9; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      const sign = decoder.decode(Uint8Array.of(lead, trail));
      if (sign.length === 1 && sign !== '\ufffd' && !codes.has(sign)) codes.set(sign, [lead, trail]);
    }
  }
  return codes;
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
