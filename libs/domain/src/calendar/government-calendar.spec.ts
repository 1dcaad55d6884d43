import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { civilDateOfDay, dayNumber, weekday } from '../time/civil-date';
import { valueOf } from './calendars.fixture';
import { governmentCalendar2025to2027 as calendar } from './government-calendar';
import { dayStatus } from './working-calendar';

const rows = [2025, 2026, 2027].flatMap((year) =>
  readFileSync(join(__dirname, 'data', `${year}.csv`), 'utf8')
    .replace('\ufeff', '')
    .trim()
    .split('\r\n')
    .slice(1)
    .map((line) => {
      const [compact = '', dayName = '', off = '', note = ''] = line.split(',');
      const date = compact.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
      return { year, date, dayName, off, note };
    }),
);

describe('the shipped calendar', () => {
  it('says of each of the 1,095 days what the files say', () => {
    expect(rows.map((row) => row.date)).toEqual(
      Array.from({ length: 1_095 }, (_, i) => civilDateOfDay(dayNumber('2025-01-01') + i)),
    );
    for (const { date, dayName, off, note } of rows) {
      const status = valueOf(dayStatus(calendar, date));
      const said = 'name' in status ? status.name : '';
      expect([date, status.working ? '0' : '2', said, '日一二三四五六'[weekday(date)]]).toEqual([
        date,
        off,
        note,
        dayName,
      ]);
    }
  });

  it('has the published number of days off', () => {
    const daysOff = (year: number): number =>
      rows.filter((row) => row.year === year && !valueOf(dayStatus(calendar, row.date)).working).length;
    expect([2025, 2026, 2027].map(daysOff)).toEqual([118, 120, 121]);
  });

  it('lists no day twice, none out of its range, and stays small enough for a workflow input', () => {
    const listed = [...Object.keys(calendar.holidays), ...Object.keys(calendar.makeUpDays)];
    expect(new Set(listed).size).toBe(listed.length);
    expect(listed.every((date) => date >= calendar.firstDay && date <= calendar.lastDay)).toBe(true);
    expect([calendar.firstDay, calendar.lastDay]).toEqual(['2025-01-01', '2027-12-31']);
    expect(Buffer.byteLength(JSON.stringify(calendar))).toBeLessThan(4_096);
    expect(JSON.parse(JSON.stringify(calendar))).toEqual(calendar);
  });
});
