import type { DataSource } from 'typeorm';
import { createTestDatabase, requireEnv, type TestDatabase } from '@xiangaitong/testing';
import { createDataSource, migrateUp } from '../data-source';
import { DispatchRepository } from '../dispatch/dispatch.repository';
import { letterEffect, recorded, someInstant, tenant, transitionOf } from '../fixtures/case.fixture';
import { NoticeRepository } from '../register/case.repository';
import { RegisterRepository } from '../register/register.repository';

// The server shares a small machine with everything else that is being tested.
jest.setTimeout(30_000);

let database: TestDatabase;
/** One connection, whose time zone stays as it is set. */
let one: DataSource;

beforeAll(async () => {
  database = await createTestDatabase(requireEnv('DATABASE_URL'));
  one = createDataSource({ url: database.url, poolSize: 1, migrationsRun: false });
  await one.initialize();
  await migrateUp(one);
});

afterAll(async () => {
  await one.destroy();
  await database.drop();
});

const instants = [
  ['in the past', Date.UTC(1999, 11, 31, 23, 59, 59, 999)],
  ['with milliseconds', someInstant],
  // An hour that many zones have twice, or not at all.
  ['in the night of a European summer time', Date.UTC(2026, 2, 29, 1, 30)],
  ['in the night of a European winter time', Date.UTC(2026, 9, 25, 1, 30)],
  ['beyond 2038', Date.UTC(2099, 0, 1)],
] as const;

describe.each(['+00:00', '+08:00', '-05:00', '+12:45'])('with the session at %s', (zone) => {
  const id = (what: string) => `n-${zone}-${what}`.replaceAll(/[^a-z0-9-]/g, '_');
  beforeAll(() => one.query('SET SESSION time_zone = ?', [zone]));

  it.each(instants)('an instant %s comes back as it was and is stored in UTC', async (what, at) => {
    const input = transitionOf({
      id: id(what),
      at,
      events: [recorded({ type: 'NoticeWithdrawn', reason: 'x' }, at)],
      summary: { deadlineAt: at, nextWakeAt: at + 1 },
    });
    await new RegisterRepository(one).record(input);
    expect((await new RegisterRepository(one).loadCase('notice', id(what))).events).toEqual(input.events);
    const row = await new NoticeRepository(one).get(tenant, id(what));
    expect(row).toMatchObject({ deadlineAt: at, nextWakeAt: at + 1, updatedAt: at });
    const [stored] = await one.query<{ text: string }[]>(
      "SELECT DATE_FORMAT(deadline_at, '%Y-%m-%dT%H:%i:%s.%f') AS text FROM notices WHERE id = ?",
      [id(what)],
    );
    expect(stored?.text).toBe(`${new Date(at).toISOString().slice(0, -1)}000`);
  });

  it('the time of recording and the lease are real UTC', async () => {
    const letter = letterEffect(`notice/${id('lease')}/1/1`);
    await new RegisterRepository(one).record(transitionOf({ id: id('lease'), effects: [letter] }));
    const dispatches = new DispatchRepository(one);
    await dispatches.claim('ordinary', 10, { claimedBy: 'w', now: someInstant, leaseMs: 600_000 });
    const row = await dispatches.get(tenant, letter.id);
    expect(Math.abs((row?.recordedAt ?? 0) - Date.now())).toBeLessThan(10_000);
    expect(Math.abs((row?.claimedUntil ?? 0) - Date.now() - 600_000)).toBeLessThan(10_000);
    await expect(
      dispatches.claim('ordinary', 10, { claimedBy: 'w2', now: someInstant, leaseMs: 1 }),
    ).resolves.toEqual([]);
  });
});
