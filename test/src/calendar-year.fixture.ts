import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { governmentCalendar2025to2027 as shipped, type WorkCalendar } from '@xiangaitong/domain';
import { printOfficeForm, utf8 } from '@xiangaitong/testing';
import { people, type System } from './system.fixture';

export const administrator = 'p-ho:centreAdministrator';

/** The year that comes after the calendar that ships. */
export const year2028: WorkCalendar = {
  ...shipped,
  firstDay: '2028-01-01',
  lastDay: '2028-12-31',
  holidays: { '2028-01-01': '中華民國開國紀念日' },
  makeUpDays: {},
};

/** Imports a year by the command line and has it approved. @throws Error with the output when either is refused */
export async function bringYear(system: System, year: WorkCalendar): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'calendar-'));
  try {
    const path = join(folder, `${year.firstDay}.csv`);
    writeFileSync(path, utf8(printOfficeForm(year)));
    const source = '行政院人事行政總處';
    const imported = await system.cli('calendar', 'import', path, '--as', administrator, '--source', source);
    const id = /^代號：(.+)$/m.exec(imported.output)?.[1] ?? imported.output;
    const approved = await system.cli('calendar', 'approve', id, '--as', people.supervisor);
    if (approved.code !== 0 || !approved.output.includes('：現行')) throw new Error(approved.output);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
