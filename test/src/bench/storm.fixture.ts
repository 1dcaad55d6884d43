import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Client } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger } from '@temporalio/worker';
import { caseWorkflowId } from '@xiangaitong/contracts';
import { businessNow, type BusinessClock } from '@xiangaitong/domain';
import { createDataSource, migrateUp } from '@xiangaitong/persistence';
import { createTestDatabase, requireEnv, waitUntil } from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';
import { percentile } from '../percentiles.fixture';
import { AppProcess, workspaceRoot } from '../app-process.fixture';
import { createTestNamespace } from '../namespace.fixture';
import { REAL_TIME, System } from '../system.fixture';
import type { bareCase } from './bare.workflow';
import { eachOf, type Figures } from './figures.fixture';
import { MailSink } from './mail-sink.fixture';
import { dueRecord, fillWithSilentNotices, noticeIds, startFromRegister } from './silent-notices.fixture';
import { asleep, AT_ONCE, historyOf, LeadTooShort, pidOf, STORM_WITHIN_MS, watch } from './stage.fixture';
import { statementsOf } from './statements.fixture';

export const outputFolder = join(workspaceRoot, '.local/bench');
const STATEMENTS = join(outputFolder, 'statements.json');
const BUNDLE = join(outputFolder, 'bare-bundle.js');

const BARE_QUEUE = 'bare';

export interface StormOptions {
  readonly count: number;
  /** Time to start every case and have it asleep before all fall due, real milliseconds. */
  readonly leadMs: number;
}

/** What both kinds of turn have: a register, an engine, the worker that is looked at, and how a case is started. */
interface Stage {
  readonly register: DataSource;
  readonly client: Client;
  readonly worker: number;
  readonly workflowId: (id: string) => string;
  readonly start: (id: string, dueAt: number) => Promise<unknown>;
  readonly sink?: MailSink;
  readonly clock: BusinessClock;
}

/** What the bare workflow needs: its bundle, and the statements that the product would send. Once a bench. */
export async function prepareBare(): Promise<{ readonly statements: number; readonly bytes: number }> {
  mkdirSync(outputFolder, { recursive: true });
  const { code } = await bundleWorkflowCode({
    workflowsPath: require.resolve('./bare.workflow'),
    logger: new DefaultLogger('ERROR'),
  });
  writeFileSync(BUNDLE, code);
  return withRegister(async (register) => {
    const at = Date.parse('2026-08-03T01:00:00.000Z');
    await fillWithSilentNotices(register, ['pattern-0'], at);
    const statements = await statementsOf(register, dueRecord('pattern-0', at));
    const text = JSON.stringify(statements, undefined, 1);
    writeFileSync(STATEMENTS, text);
    return { statements: statements.length, bytes: text.length };
  });
}

/** The product: notices that fall due at one instant, each recorded, each with a letter. */
export async function productStorm(options: StormOptions): Promise<Figures> {
  const sink = await MailSink.start();
  const system = await System.start({ scale: REAL_TIME, smtpUrl: sink.url });
  try {
    await system.enterDirectory();
    return await storm(options, {
      register: system.register,
      client: system.temporal,
      worker: pidOf(system.worker),
      workflowId: (id) => caseWorkflowId('notice', id),
      start: (id) => startFromRegister(system.temporal, id, system.clock),
      sink,
      clock: system.clock,
    });
  } finally {
    await system.stop();
    await sink.stop();
  }
}

/** The floor: a bare workflow that wakes by timer, sends the same statements and sleeps again. */
export async function bareStorm(options: StormOptions): Promise<Figures> {
  const namespace = await createTestNamespace(requireEnv('TEMPORAL_ADDRESS'));
  return withRegister(async (register, url) => {
    const worker = new AppProcess('bareWorker', {
      DATABASE_URL: url,
      TEMPORAL_NAMESPACE: namespace.name,
      BENCH_BUNDLE: BUNDLE,
      BENCH_STATEMENTS: STATEMENTS,
      BENCH_QUEUE: BARE_QUEUE,
    });
    worker.start();
    try {
      await worker.logged('polling', 60_000);
      return await storm(options, {
        register,
        client: namespace.client,
        worker: pidOf(worker),
        workflowId: (id) => id,
        start: (caseId, dueAt) =>
          namespace.client.workflow.start<typeof bareCase>('bareCase', {
            workflowId: caseId,
            taskQueue: BARE_QUEUE,
            args: [{ caseId, dueAt }],
          }),
        clock: { realEpoch: 0, businessEpoch: Date.parse('2026-08-03T01:00:00.000Z') - Date.now(), scale: 1 },
      });
    } finally {
      await worker.stop();
      await namespace.close();
    }
  });
}

async function storm({ count, leadMs }: StormOptions, stage: Stage): Promise<Figures> {
  const { register, client, workflowId, sink } = stage;
  const ids = noticeIds(count);
  const dueAt = Date.now() + leadMs;
  await fillWithSilentNotices(register, ids, businessNow(stage.clock, dueAt));
  const began = Date.now();
  const watched = watch(stage.worker);
  await eachOf(ids, AT_ONCE, (id) => stage.start(id, dueAt));
  await eachOf(ids, AT_ONCE, (id) => asleep(client, workflowId(id)));
  const startedIn = (Date.now() - began) / 1e3;
  if (Date.now() >= dueAt) throw new LeadTooShort(startedIn * 1e3);
  const starting = watched.used();
  const before = await historyOf(client, workflowId(ids[0] ?? ''));
  await waitUntil(() => Date.now() >= dueAt, { timeoutMs: leadMs, what: 'the instant' });
  watched.begin();
  await waitUntil(async () => (await recordedAt(register)).length >= count, {
    timeoutMs: STORM_WITHIN_MS,
    what: 'every case to be recorded',
    intervalMs: 500,
  });
  if (sink !== undefined) await mailed(sink, count);
  const { workerCpu, temporalCpu, databaseCpu, workerRss } = watched.used();
  await eachOf(ids, AT_ONCE, (id) => asleep(client, workflowId(id)));
  const after = await historyOf(client, workflowId(ids[0] ?? ''));
  const late = (await recordedAt(register)).map((at) => at - dueAt);
  const lastRecord = Math.max(...late) / 1e3;
  const lastMail = sink === undefined ? undefined : (Math.max(...sink.takenAt) - dueAt) / 1e3;
  return {
    'started and asleep, cases/s': count / startedIn,
    'CPU to start a case, ms (all)': msOf(starting, count),
    'last record, s': lastRecord,
    'records/s': count / lastRecord,
    'lateness p50, s': percentile(late, 0.5) / 1e3,
    'lateness p99, s': percentile(late, 0.99) / 1e3,
    ...(lastMail === undefined ? {} : { 'last mail, s': lastMail, 'mails/s': count / lastMail }),
    'CPU worker, s': workerCpu,
    'CPU Temporal, s': temporalCpu,
    'CPU database, s': databaseCpu,
    'worker RSS, MiB': workerRss,
    'history events a transition': after - before,
    'history events a case': after,
  };
}

const msOf = (
  used: { readonly workerCpu: number; readonly temporalCpu: number; readonly databaseCpu: number },
  count: number,
): number => ((used.workerCpu + used.temporalCpu + used.databaseCpu) * 1e3) / count;

async function mailed(sink: MailSink, count: number): Promise<void> {
  const options = { timeoutMs: STORM_WITHIN_MS, what: 'every letter to be taken', intervalMs: 100 };
  await waitUntil(() => sink.messageIds.size >= count, options);
  if (sink.takenAt.length !== count) throw new Error(`${sink.takenAt.length} mails for ${count} letters`);
}

/** When the follow-ups were written, by the database's own clock, which is this machine's. */
async function recordedAt(register: DataSource): Promise<number[]> {
  const rows = await register.query<{ at: string | number }[]>(
    "SELECT UNIX_TIMESTAMP(recorded_at) * 1000 AS at FROM events WHERE type = 'FollowUpRecorded'",
  );
  return rows.map(({ at }) => Number(at));
}

/** A register of its own, for as long as the work takes. */
async function withRegister<T>(work: (register: DataSource, url: string) => Promise<T>): Promise<T> {
  const database = await createTestDatabase(requireEnv('DATABASE_URL'));
  const register = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
  try {
    await register.initialize();
    await migrateUp(register);
    return await work(register, database.url);
  } finally {
    await register.destroy();
    await database.drop();
  }
}
