import {
  civilDateAt,
  deadlineInstant,
  governmentCalendar2025to2027 as shipped,
  type CivilDate,
  type WorkCalendar,
} from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { administrator, bringYear, year2028 } from './calendar-year.fixture';
import { issue, submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// The server shares a small machine with everything else.
jest.setTimeout(120_000);

/** 2026 with one more day off. */
const revised2026: WorkCalendar = {
  ...shipped,
  firstDay: '2026-01-01',
  lastDay: '2026-12-31',
  holidays: { ...shipped.holidays, '2026-12-30': '調整放假' },
};
describe('a calendar and the cases that are open, by the command line, on the real engine', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(() => system.stop());

  const calendarsUntil = async (): Promise<(string | undefined)[]> =>
    (
      await system.register.query<{ until: string }[]>(
        'SELECT calendar_until AS until FROM notices WHERE closed = FALSE ORDER BY id',
      )
    ).map(({ until }) => until);
  const deadlineOf = async (id: string): Promise<CivilDate> =>
    civilDateAt(((await system.api.notice(id)).deadlineAt ?? NaN) - 1);

  it('reaches every open case by itself with the days that it adds, and moves nothing', async () => {
    const waiting = await submit(system);
    const open = await issue(system);
    const deadline = await deadlineOf(open);
    await bringYear(system, revised2026);
    await bringYear(system, year2028);
    await waitUntil(async () => (await calendarsUntil()).every((until) => until === '2028-12-31'), {
      timeoutMs: 60_000,
      what: 'the calendar to reach the open cases',
    });
    for (const id of [waiting, open])
      expect((await system.api.types('notice', id)).at(-1)).toBe('CalendarAdopted');
    expect(await deadlineOf(open)).toBe(deadline);
    const [row] = await system.register.query<{ data: { calendar: WorkCalendar } }[]>(
      "SELECT data FROM events WHERE stream_id = ? AND type = 'CalendarAdopted'",
      [open],
    );
    // The day that the same version changed is for people to decide upon.
    expect(row?.data.calendar).toMatchObject({ lastDay: '2028-12-31' });
    expect(row?.data.calendar.holidays).not.toHaveProperty('2026-12-30');
  });

  it('moves the deadline of the case that an officer chooses for a closure, and of no other; both sides are told', async () => {
    const chosen = await issue(system);
    const left = await issue(system);
    const date = await deadlineOf(chosen);
    const source = '臺南市政府公告';
    const enter = ['closure', 'enter', '臺南市', date, '--source', source, '--as', administrator];
    // Entered on the eve at the earliest: thirty days ahead are taken.
    expect((await system.cli(...enter)).code).toBe(0);
    const asked = ['--county', '臺南市', '--as', people.tracker];
    const listed = await system.cli('calendar', 'changes', ...asked);
    expect(listed.code).toBe(0);
    for (const id of [chosen, left]) expect(listed.output).toMatch(new RegExp(`^＊.*${id}$`, 'm'));
    expect(listed.output).toContain(`臺南市天然災害停止上班（${source}）`);
    expect(await deadlineOf(chosen)).toBe(date);

    const adopted = await system.cli('calendar', 'adopt', chosen, 'no-such-case', ...asked);
    expect([adopted.code, adopted.output.split('\n')]).toEqual([
      1,
      [
        `${chosen}：已採用，期限順延。`,
        expect.stringMatching(/^no-such-case：/),
        '1 件未採用，理由如上；其餘已採用。',
      ],
    ]);
    const moved = await deadlineOf(chosen);
    expect(moved > date).toBe(true);
    expect(await deadlineOf(left)).toBe(date);
    expect((await system.api.notice(chosen)).nextWakeAt).toBeLessThan(deadlineInstant(moved));
    const told = async (): Promise<string[]> =>
      (
        await system.register.query<{ party: string; state: string }[]>(
          "SELECT party, state FROM dispatches WHERE case_id = ? AND template = 'deadlineMoved' ORDER BY party",
          [chosen],
        )
      ).map(({ party, state }) => `${party} ${state}`);
    await waitUntil(async () => (await told()).join() === 'centre accepted,respondent accepted', {
      timeoutMs: 60_000,
      what: 'both sides to be told',
    });
    expect((await system.cli('calendar', 'changes', ...asked)).output).not.toContain(chosen);
  });
});
