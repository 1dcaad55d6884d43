import { createLogger, createMetricsRegistry, type MetricsRegistry } from '@xiangaitong/observability';
import { createDataSource, migrateUp } from '@xiangaitong/persistence';
import { connectTemporal, type TemporalClient } from '@xiangaitong/temporal-client';
import {
  createTestDatabase,
  parseExposition,
  requireEnv,
  valueOf,
  waitUntil,
  type TestDatabase,
} from '@xiangaitong/testing';
import { randomUUID } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { CatchUp } from './catch-up.service';
import type { Supplies } from './infrastructure.module';
import { WorkerMeasures } from './metrics/worker-measures';

jest.setTimeout(60_000);

describe('a worker that starts', () => {
  let database: TestDatabase;
  let register: DataSource;
  let temporal: TemporalClient;
  let registry: MetricsRegistry;
  let catchUp: CatchUp;
  /** The engine is shared with other tests. */
  const ids = { unknown: `n-${randomUUID()}`, ended: `n-${randomUUID()}` };

  beforeAll(async () => {
    database = await createTestDatabase(requireEnv('DATABASE_URL'));
    register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
    await register.initialize();
    await migrateUp(register);
    temporal = await connectTemporal(requireEnv('TEMPORAL_ADDRESS'), 'default');
    for (const id of Object.values(ids))
      await register.query(
        `INSERT INTO notices (id, tenant, case_number, respondent_id, phase, closed, seq, updated_at)
         VALUES (?, 'T', ?, 'R', 'tracking', FALSE, 1, UTC_TIMESTAMP(3))`,
        [id, id],
      );
    const run = await temporal.client.workflow.start('improvementNotice', {
      workflowId: `notice/${ids.ended}`,
      taskQueue: 'nobody',
    });
    await run.terminate();
    registry = createMetricsRegistry({ service: 'worker', version: 'test' });
    const supplies = { database: register } as Supplies;
    const logger = createLogger('worker', 'silent');
    catchUp = new CatchUp(supplies, temporal, logger, new WorkerMeasures(registry));
  });
  afterAll(async () => {
    await catchUp.stop();
    await temporal.close();
    await register.destroy();
    await database.drop();
  });

  const shown = (cases: number): Promise<unknown> =>
    waitUntil(
      async () =>
        valueOf(parseExposition(await registry.metrics()), 'xiangaitong_cases_without_workflow') === cases,
      { timeoutMs: 30_000, what: `${cases} cases to be shown without a workflow` },
    );

  it('shows cases without a workflow, also those whose run has ended, until they need none any more', async () => {
    catchUp.start(50);
    await shown(2);
    await register.query('UPDATE notices SET closed = TRUE WHERE id = ?', [ids.unknown]);
    await shown(1);
    await register.query('UPDATE notices SET closed = TRUE WHERE id = ?', [ids.ended]);
    await shown(0);
  });
});
