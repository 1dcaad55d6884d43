import type { DataSource, Logger } from 'typeorm';
import { toDate } from '../database/columns';
import { poolUse } from '../database/pool-use.parser';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import type { FigureTimes, OperatorFigures } from './operator-figures';
import { OperatorFiguresRepository } from './operator-figures.repository';

const now = Date.UTC(2026, 11, 4, 1, 30);
const MINUTE = 60_000;
const times: FigureTimes = { now, lateBefore: now - MINUTE, soonUntil: now + 60 * MINUTE };

let register: TestRegister;
let dataSource: DataSource;
const read = (): Promise<OperatorFigures> => new OperatorFiguresRepository(dataSource).read(times);

beforeAll(async () => {
  register = await openRegister(3);
  dataSource = register.dataSource;
});
afterAll(() => register.close());
beforeEach(async () => {
  for (const table of ['notices', 'suspensions', 'dispatches'])
    await dataSource.query(`DELETE FROM ${table}`);
});

interface Noted {
  readonly phase?: string;
  readonly closed?: boolean;
  /** Milliseconds from now. */
  readonly wakeIn?: number;
  readonly dueIn?: number;
  readonly inForce?: boolean;
}

const at = (ms: number | undefined): Date | null => (ms === undefined ? null : toDate(now + ms));

async function note(table: 'notices' | 'suspensions', cases: readonly Noted[]): Promise<void> {
  const isNotice = table === 'notices';
  for (const [
    index,
    { phase = 'tracking', closed = false, wakeIn, dueIn, inForce = false },
  ] of cases.entries()) {
    await dataSource.query(
      `INSERT INTO ${table} (id, tenant, case_number, respondent_id, phase, next_wake_at, closed, seq, updated_at,
         ${isNotice ? 'deadline_at' : 'effective_at, in_force'})
       VALUES (?, 'T', ?, 'R', ?, ?, ?, 1, UTC_TIMESTAMP(3), ?${isNotice ? '' : ', ?'})`,
      [`c-${index}`, `n-${index}`, phase, at(wakeIn), closed, at(dueIn), ...(isNotice ? [] : [inForce])],
    );
  }
}

describe('what operators are told of cases', () => {
  it('is how many are open in each phase, late, and due soon', async () => {
    await note('notices', [
      { wakeIn: -2 * MINUTE, dueIn: -2 * MINUTE },
      { wakeIn: -MINUTE / 2, dueIn: 5 * MINUTE },
      { wakeIn: 30 * MINUTE, dueIn: 0 },
      { wakeIn: 61 * MINUTE },
      { phase: 'proposed' },
      { phase: 'closed', closed: true, wakeIn: -5 * MINUTE, dueIn: -5 * MINUTE },
    ]);
    const { phases } = await read();
    expect([...phases].sort((a, b) => a.phase.localeCompare(b.phase))).toEqual([
      {
        kind: 'notice',
        phase: 'proposed',
        open: 1,
        overdue: 0,
        dueSoon: 0,
        wakeLate: 0,
        firstWakeAt: undefined,
      },
      {
        kind: 'notice',
        phase: 'tracking',
        open: 4,
        overdue: 2,
        dueSoon: 1,
        wakeLate: 1,
        firstWakeAt: now - 2 * MINUTE,
      },
    ]);
  });

  it('takes a suspension for overdue only while it is not executed', async () => {
    await note('suspensions', [
      { phase: 'notified', dueIn: -MINUTE },
      { phase: 'inForce', dueIn: -MINUTE, inForce: true },
    ]);
    const { phases } = await read();
    expect(phases.map(({ kind, phase, overdue }) => [kind, phase, overdue]).sort()).toEqual([
      ['suspension', 'inForce', 0],
      ['suspension', 'notified', 1],
    ]);
  });

  it('is read from one index each, however many cases have ended', async () => {
    const asked: { readonly sql: string; readonly parameters: unknown[] }[] = [];
    const { logger } = dataSource;
    dataSource.logger = {
      logQuery: (sql: string, parameters: unknown[] = []) => void asked.push({ sql, parameters }),
    } as Logger;
    try {
      await read();
    } finally {
      dataSource.logger = logger;
    }
    const planOf = async (table: string): Promise<unknown> => {
      const of = asked.filter(({ sql }) => sql.includes(`FROM ${table} `));
      expect(of).toHaveLength(1);
      const [{ sql = '', parameters = [] } = {}] = of;
      return dataSource.query(`EXPLAIN ${sql}`, parameters);
    };
    const covered = expect.stringContaining('Using index');
    expect(await planOf('notices')).toMatchObject([{ key: 'notices_operator', Extra: covered }]);
    expect(await planOf('suspensions')).toMatchObject([{ key: 'suspensions_operator', Extra: covered }]);
    expect(await planOf('dispatches')).toMatchObject([{ key: 'dispatches_due', type: 'range' }]);
  });
});

describe('what operators are told of letters', () => {
  const queue = (id: string, lane: string, state: string, queuedAgo: number, delivered = false) =>
    dataSource.query(
      `INSERT INTO dispatches (id, case_kind, case_id, case_number, tenant, lane, template, step, party, gating,
         confidential, facts, state, attempts, ambiguous_attempts, queued_at, next_attempt_at, arrival_checked, reported,
         delivered_at)
       VALUES (?, 'notice', 'c', 'n', 'T', ?, 't', 's', 'respondent', 0, 0, '{}', ?, 0, 0, ?, ?, 0, 0, ?)`,
      [id, lane, state, at(-queuedAgo), at(0), delivered ? at(0) : null],
    );

  it('is how many of each lane are not done, and since when', async () => {
    await queue('a', 'ordinary', 'queued', 3 * MINUTE);
    await queue('b', 'ordinary', 'queued', MINUTE);
    await queue('c', 'emergency', 'ambiguous', MINUTE);
    await queue('d', 'ordinary', 'accepted', 9 * MINUTE);
    // Bounced, and served by an officer since.
    await queue('e', 'ordinary', 'rejected', 9 * MINUTE, true);
    const { letters } = await read();
    expect([...letters].sort((a, b) => a.lane.localeCompare(b.lane))).toEqual([
      { lane: 'emergency', state: 'ambiguous', letters: 1, oldestQueuedAt: now - MINUTE },
      { lane: 'ordinary', state: 'queued', letters: 2, oldestQueuedAt: now - 3 * MINUTE },
    ]);
  });
});

describe('what operators are told of what is around', () => {
  it('is how the clocks differ, and how far the calendar reaches', async () => {
    const { clockDifferenceMs, calendarLastDay } = await read();
    expect(Math.abs(clockDifferenceMs)).toBeLessThan(2_000);
    expect(calendarLastDay).toBe('2027-12-31');
  });

  it('does not take the wait for a connection for a wrong clock', async () => {
    const createQueryRunner = dataSource.createQueryRunner.bind(dataSource);
    const realNow = Date.now.bind(Date);
    let passed = 0;
    jest.spyOn(Date, 'now').mockImplementation(() => realNow() - 60_000 + passed);
    jest.spyOn(dataSource, 'createQueryRunner').mockImplementation((...args) => {
      const runner = createQueryRunner(...args);
      const connect = runner.connect.bind(runner);
      // Each connection is waited for, a minute in all when the clocks are compared.
      runner.connect = async () => {
        const connection: unknown = await connect();
        passed = 60_000;
        return connection;
      };
      passed = 0;
      return runner;
    });
    const { clockDifferenceMs } = await read();
    jest.restoreAllMocks();
    expect(Math.abs(clockDifferenceMs)).toBeLessThan(2_000);
  });

  it('is how the pool is used', async () => {
    const before = poolUse(dataSource);
    const runners = [1, 2, 3].map(() => dataSource.createQueryRunner());
    for (const runner of runners) await runner.connect();
    const waiting = dataSource.query('SELECT 1');
    expect(poolUse(dataSource)).toEqual({ inUse: 3, free: 0, waiting: 1 });
    for (const runner of runners) await runner.release();
    await waiting;
    expect(poolUse(dataSource)).toMatchObject({ inUse: 0, waiting: 0 });
    expect(before.inUse).toBe(0);
  });
});
