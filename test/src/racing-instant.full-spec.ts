import { setTimeout as pause } from 'node:timers/promises';
import { addDays, civilDateAt, realDelayUntil, startOfDay } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { servedToday } from './cases.fixture';
import { attempt, Racer, type Ending } from './racer.fixture';
import { DAY_A_SECOND, people, System } from './system.fixture';

jest.setTimeout(300_000);

const CASES = 12;
/** Real milliseconds between one second person and the next, around the instant; the clock does a day a second. */
const APART_MS = 60;
/** Long enough to open all cases before: this many real seconds on this clock. */
const DAYS_AHEAD = 40;

describe('the second person’s word on a cancellation, at the instant of execution', () => {
  let system: System;
  let racer: Racer;

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.enterDirectory();
    racer = new Racer(system.api);
  });
  afterAll(() => system.stop());

  /** Decided, approved, arrived, and its cancellation asked for. */
  const open = async (effectiveDate: string): Promise<string> => {
    const { caseId } = await racer.must(
      attempt('/suspensions', people.tracker, {
        respondentId: 'XC12345678',
        ground: 8,
        reason: '帳號遭冒用。',
        effectiveDate,
        nonWorkingDayReason: '事態嚴重。',
        contactPersonId: 'p-wang',
      }),
    );
    const path = `/suspensions/${caseId}`;
    await racer.must(attempt(`${path}/approval`, people.supervisor));
    await racer.must(attempt(`${path}/deliveries`, people.tracker, servedToday(system)));
    await racer.must(attempt(`${path}/cancellation`, people.tracker, { reason: '已改善。' }));
    return caseId;
  };

  it('wins or loses: what is recorded first holds, and the other side is told so', async () => {
    const effectiveDate = addDays(civilDateAt(system.now()), DAYS_AHEAD);
    const ids = await Promise.all(Array.from({ length: CASES }, () => open(effectiveDate)));
    const agree = async (id: string, index: number): Promise<Ending> => {
      const early = realDelayUntil(system.clock, startOfDay(effectiveDate), Date.now());
      await pause(early + (index - CASES / 2) * APART_MS);
      const [ending] = await racer.race([attempt(`/suspensions/${id}/change-approval`, people.supervisor)]);
      if (ending === undefined) throw new Error('Nothing was sent');
      return ending;
    };
    const endings = await Promise.all(ids.map(agree));
    for (const [index, id] of ids.entries()) {
      const cancelled = endings[index]?.done === true;
      const last = cancelled ? 'SuspensionClosed' : 'ServiceSuspended';
      await waitUntil(async () => (await system.api.types('suspension', id)).includes(last), {
        timeoutMs: 120_000,
        what: `${last} of ${id}`,
        intervalMs: 200,
      });
      const types = await system.api.types('suspension', id);
      // One or the other, once.
      expect(types.filter((type) => type === 'SuspensionCancelled')).toHaveLength(cancelled ? 1 : 0);
      expect(types.filter((type) => type === 'SuspensionExecutionOrdered')).toHaveLength(cancelled ? 0 : 1);
      if (!cancelled)
        expect(['suspension.inExecution', 'suspension.alreadyExecuted']).toContain(endings[index]?.code);
    }
    const wins = endings.filter(({ done }) => done).length;
    // Otherwise nothing has raced.
    expect([wins > 0, wins < CASES]).toEqual([true, true]);
    expect(await system.api.service('XC12345678')).toBe('off');
  });

  it('logs no error', () => {
    expect([...system.worker.errors, ...system.apiProcess.errors]).toEqual([]);
  });
});
