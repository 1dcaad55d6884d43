import { readFileSync } from 'node:fs';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import { createPool, type Pool, type PoolConnection } from 'mysql2/promise';
import type { BareActivities } from './bare.workflow';
import { statementList, valuesFor, type Statement } from './statements.fixture';

/*
 * The worker of the bare workflow, in a process of its own as the product's is. Options as in apps/worker.
 * Environment: as the product's, and BENCH_BUNDLE, BENCH_STATEMENTS (files), BENCH_QUEUE.
 */

const CONNECTIONS = 20;

const env = (name: string): string => {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is missing`);
  return value;
};

async function writeOnce(connection: PoolConnection, statements: readonly Statement[], caseId: string) {
  for (const statement of statements) await connection.query(statement.sql, valuesFor(statement, caseId));
}

const activitiesOn = (pool: Pool, statements: readonly Statement[]): BareActivities => ({
  async write(caseId) {
    const connection = await pool.getConnection();
    try {
      await writeOnce(connection, statements, caseId);
    } catch (error) {
      await connection.rollback();
      throw error;
    } finally {
      connection.release();
    }
  },
});

async function main(): Promise<void> {
  Runtime.install({ logger: new DefaultLogger('WARN') });
  const pool = createPool({ uri: env('DATABASE_URL'), connectionLimit: CONNECTIONS, timezone: 'Z' });
  // As the product's connections, so that both write under the same rules.
  pool.pool.on('connection', (connection) => {
    connection.query("SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = 5");
    connection.query('SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED');
  });
  const statements = statementList.parse(JSON.parse(readFileSync(env('BENCH_STATEMENTS'), 'utf8')));
  const connection = await NativeConnection.connect({ address: env('TEMPORAL_ADDRESS') });
  const worker = await Worker.create({
    connection,
    namespace: env('TEMPORAL_NAMESPACE'),
    taskQueue: env('BENCH_QUEUE'),
    workflowBundle: { codePath: env('BENCH_BUNDLE') },
    activities: { ...activitiesOn(pool, statements) },
    stickyQueueScheduleToStartTimeout: '20s',
    maxCachedWorkflows: 250,
    maxConcurrentActivityTaskExecutions: 40,
    maxConcurrentLocalActivityExecutions: 40,
  });
  console.log('polling');
  await worker.run();
  await pool.end();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
