import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  addDays,
  civilDateAt,
  governmentCalendar2025to2027 as shipped,
  startOfDay,
  type CivilDate,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { big5, printOfficeForm, utf8, waitUntil } from '@xiangaitong/testing';
import { issue, submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

const administrator = 'p-ho:centreAdministrator';
const source = '行政院人事行政總處';

/** 2026 with Tuesday and Wednesday of the first week of the tests off. */
const revised2026: WorkCalendar = {
  ...shipped,
  firstDay: '2026-01-01',
  lastDay: '2026-12-31',
  holidays: {
    ...Object.fromEntries(Object.entries(shipped.holidays).filter(([date]) => date.startsWith('2026'))),
    '2026-08-04': '調整放假',
    '2026-08-05': '調整放假',
  },
  makeUpDays: {},
};

describe('a new version of the calendar, by the command line, on the real engine', () => {
  let system: System;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'calendars-'));
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, bytes: Uint8Array): string => {
    const path = join(folder, name);
    writeFileSync(path, bytes);
    return path;
  };
  const importing = (path: string, as = administrator) =>
    system.cli('calendar', 'import', path, '--as', as, '--source', source);
  const deadlineDayOf = ({ nextWakeAt = 0 }: { nextWakeAt?: number | undefined }): CivilDate =>
    civilDateAt(nextWakeAt);

  it('refuses a wrong file by line, and says when there is none', async () => {
    const [header, first, ...rest] = printOfficeForm(revised2026).split('\r\n');
    const wrong = [header, first?.replace(',四,', ',五,'), ...rest].join('\r\n');
    const { code, output } = await importing(file('wrong.csv', utf8(wrong)));
    expect([code, output.split('\n')]).toEqual([
      1,
      [
        '這個檔案不能匯入，現行版本未受影響；請依所列各處更正後再匯入。',
        '　第 2 行：20260101 是星期四，檔案寫「五」；請核對日期與星期後更正。',
      ],
    ]);
    const missing = await importing(join(folder, 'none.csv'));
    expect([missing.code, missing.output]).toEqual([1, expect.stringContaining('檔案讀不到')]);
    const nobody = await importing(file('right.csv', utf8(printOfficeForm(revised2026))), 'p-no:supervisor');
    expect([nobody.code, nobody.output]).toEqual([1, '查無這位人員，或其角色不符。']);
  });

  it('reaches the cases that begin after its approval, and leaves the others theirs', async () => {
    const older = await submit(system);
    const issued = await issue(system);
    const imported = await importing(file('2026.csv', big5(printOfficeForm(revised2026))));
    expect([imported.code, imported.output]).toEqual([0, expect.stringContaining('115/8/4（二）：上班日 →')]);
    const id = /^代號：(.+)$/m.exec(imported.output)?.[1] ?? '';
    const between = await submit(system);

    const own = await system.cli('calendar', 'approve', id, '--as', 'p-ho:supervisor');
    expect([own.code, own.output]).toEqual([1, expect.stringContaining('另一')]);
    const approved = await system.cli('calendar', 'approve', id, '--as', people.supervisor);
    expect([approved.code, approved.output]).toEqual([0, expect.stringContaining('：現行')]);
    const { output: list } = await system.cli('calendar', 'list');
    expect(list.split('\n')).toEqual([
      `＊行政機關辦公日曆表 2025-2027（第 2 版）\u3000現行\u3000${id}`,
      `\u3000\u3000114/1/1 至 116/12/31，來源：${source}，115/8/3 匯入`,
      `\u3000行政機關辦公日曆表 2025-2027\u3000已核准\u3000shipped`,
      '\u3000\u3000114/1/1 至 116/12/31，來源：隨系統提供',
    ]);

    // 核准 is asked for within two working days: by Wednesday, or by Friday when Tuesday and Wednesday are off.
    const later = await submit(system);
    expect(deadlineDayOf(await system.api.notice(older))).toBe('2026-08-06');
    expect(deadlineDayOf(await system.api.notice(between))).toBe('2026-08-06');
    expect(deadlineDayOf(await system.api.notice(later))).toBe('2026-08-08');

    // A suspension that the worker opens for a notice is a new case as well.
    await system.api.command(`/notices/${issued}/follow-ups`, people.tracker, {
      round: 1,
      result: {
        kind: 'suspend',
        ground: 8,
        effectiveDate: addDays(civilDateAt(system.now()), 28),
        seriousReason: '病毒持續擴散。',
      },
    });
    const opened = async () => {
      const [row] = await system.register.query<{ id: string; wake: Date }[]>(
        'SELECT id, next_wake_at AS wake FROM suspensions WHERE notice_id = ?',
        [issued],
      );
      return row;
    };
    await waitUntil(async () => (await opened()) !== undefined, {
      timeoutMs: 30_000,
      what: 'the suspension to be opened',
    });
    expect((await opened())?.wake.getTime()).toBe(startOfDay('2026-08-08'));
  });
});
