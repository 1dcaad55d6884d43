import { handOverView } from '@xiangaitong/contracts';
import { waitUntil } from '@xiangaitong/testing';
import { codeOf, newKey } from './api-client.fixture';
import { issue, submit, suspend } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

// A case whose worker was killed answers only once the engine has given that worker up.
jest.setTimeout(300_000);

/** Notices of one tracker; more than are told at one moment. */
const CASES = 24;
/** Suspensions that the same person has in hand. */
const SUSPENSIONS = 4;

describe('the cases of somebody who is disabled, while processes die', () => {
  let system: System;
  const cases: string[] = [];
  const suspensions: string[] = [];

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    for (let made = 0; made < CASES; made += 1) cases.push(await issue(system));
    cases.push(await submit(system));
    for (let made = 0; made < SUSPENSIONS; made += 1) suspensions.push(await suspend(system));
    cases.push(...suspensions);
    const ended = await issue(system);
    await system.api.command(`/notices/${ended}/withdrawal`, people.tracker, { reason: '誤發' });
  });
  afterAll(() => system.stop());

  const disable = async (personId: string, body: object, key = newKey()) => {
    const answer = await system.api.post(`/people/${personId}/disable`, people.supervisor, body, key);
    if (answer.status !== 200) throw new Error(codeOf(answer));
    return handOverView.parse(answer.body);
  };

  /** Who tracks which of the cases, as the register has it. */
  const trackedBy = async (personId: string): Promise<number> => {
    const [row] = await system.register.query<{ n: string }[]>(
      `SELECT COUNT(*) AS n FROM (
         SELECT id FROM notices WHERE tracker_id = ? AND closed = FALSE
         UNION ALL SELECT id FROM suspensions WHERE tracker_id = ? AND closed = FALSE) AS tracked`,
      [personId, personId],
    );
    return Number(row?.n);
  };
  const untilAllAreTracked = (personId: string): Promise<unknown> =>
    waitUntil(async () => (await trackedBy(personId)) === cases.length, {
      timeoutMs: 240_000,
      what: `every case to be tracked by ${personId}`,
      intervalMs: 100,
    });

  /** Every case's changes of tracker, in order. */
  const changes = async (): Promise<string[]> => {
    const rows = await system.register.query<{ id: string; actor: string; changed: string }[]>(
      `SELECT stream_id AS id, actor_id AS actor, JSON_VALUE(data, '$.trackerId') AS changed FROM events
        WHERE type = 'TrackerReassigned' ORDER BY stream_id, seq`,
    );
    return rows.map(({ id, actor, changed }) => `${id} ${changed} by ${actor}`);
  };

  it('hears of it once each, when the worker is killed in the middle', async () => {
    // One case cannot be recorded: it is under way when the worker dies.
    const held = system.register.createQueryRunner();
    await held.startTransaction();
    await held.query('SELECT id FROM notices WHERE id = ? FOR UPDATE', [cases[7]]);
    const handOver = await disable('p-lin', { reason: '調職', substituteId: 'p-wang' });
    expect(handOver).toMatchObject({ trackerId: 'p-wang', cases: cases.length });
    await waitUntil(async () => (await trackedBy('p-wang')) > CASES / 3, {
      timeoutMs: 60_000,
      what: 'the hand-over to be in the middle',
      intervalMs: 5,
    });
    await system.worker.kill();
    const told = await trackedBy('p-wang');
    expect(told).toBeLessThan(cases.length);
    await held.rollbackTransaction();
    await held.release();
    await system.restartWorker();
    await untilAllAreTracked('p-wang');
    const sorted = [...cases].sort();
    expect(await changes()).toEqual(sorted.map((id) => `${id} p-wang by p-chen`));
    // Who was disabled is shut out, and the new tracker goes on.
    const shutOut = await system.api.post(`/notices/${cases[0]}/withdrawal`, people.tracker, {
      reason: '誤發',
    });
    expect([shutOut.status, codeOf(shutOut)]).toEqual([403, 'actor.disabled']);
  });

  it('hears of it also when nobody was there to tell them, and the API died as well', async () => {
    await system.worker.kill();
    const handOver = await disable('p-wang', { reason: '離職' });
    expect(handOver).toMatchObject({ trackerId: 'p-chen', cases: cases.length });
    await system.apiProcess.kill();
    await system.restartWorker();
    await system.restartApi();
    await untilAllAreTracked('p-chen');
    const sorted = [...cases].sort();
    expect(await changes()).toEqual(
      sorted.flatMap((id) => [`${id} p-wang by p-chen`, `${id} p-chen by p-chen`]),
    );
    for (const id of cases.slice(0, 3)) {
      expect(await system.api.notice(id)).toMatchObject({ trackerId: 'p-chen' });
    }
    for (const id of suspensions) {
      expect(await system.api.suspension(id)).toMatchObject({ trackerId: 'p-chen' });
    }
  });
});
