import { dispatchWorkflowId, pokeSignal } from '@xiangaitong/contracts';
import { waitUntil } from '@xiangaitong/testing';
import type { DataSource } from 'typeorm';
import { percentile } from '../percentiles.fixture';
import { REAL_TIME, System } from '../system.fixture';
import type { Figures } from './figures.fixture';
import { MailSink } from './mail-sink.fixture';
import { dueRecord, fillWithSilentNotices, noticeIds } from './silent-notices.fixture';
import { pidOf, STORM_WITHIN_MS, watch } from './stage.fixture';
import { CASE_ID, statementsOf, valuesFor } from './statements.fixture';

/** Letters that wait in the outbox, as recordings would have left them. */
export async function fillOutbox(register: DataSource, count: number, at: number): Promise<void> {
  const pattern = 'pattern-letters';
  await fillWithSilentNotices(register, [pattern], at);
  const statements = await statementsOf(register, dueRecord(pattern, at));
  const letter = statements.find(({ sql }) => sql.startsWith('INSERT INTO `dispatches`'));
  if (letter === undefined) throw new Error(`No letter for ${CASE_ID}`);
  await register.query('DELETE FROM dispatches');
  await register.transaction(async (manager) => {
    for (const id of noticeIds(count)) await manager.query(letter.sql, valuesFor(letter, `letter-${id}`));
  });
}

/** How fast the ordinary lane drains a full outbox to a mail server that takes everything at once. */
export async function drainLetters(count: number): Promise<Figures> {
  const sink = await MailSink.start();
  const system = await System.start({ scale: REAL_TIME, smtpUrl: sink.url });
  try {
    await system.enterDirectory();
    await system.worker.stop();
    await fillOutbox(system.register, count, system.now());
    await system.restartWorker();
    const watched = watch(pidOf(system.worker));
    const began = Date.now();
    await system.temporal.workflow.getHandle(dispatchWorkflowId('ordinary')).signal(pokeSignal);
    await waitUntil(() => sink.messageIds.size >= count, {
      timeoutMs: STORM_WITHIN_MS,
      what: 'every letter to be taken',
      intervalMs: 100,
    });
    const seconds = (Math.max(...sink.takenAt) - began) / 1e3;
    await waitUntil(
      async () => {
        const [row] = await system.register.query<{ left: string }[]>(
          "SELECT COUNT(*) AS `left` FROM dispatches WHERE state <> 'accepted'",
        );
        return Number(row?.left) === 0;
      },
      { timeoutMs: STORM_WITHIN_MS, what: 'every outcome to be recorded', intervalMs: 200 },
    );
    const { workerCpu, temporalCpu, databaseCpu, workerRss } = watched.used();
    return {
      letters: count,
      'sent more than once': sink.takenAt.length - sink.messageIds.size,
      'letters/s': count / seconds,
      'half had left after, s': (percentile(sink.takenAt, 0.5) - began) / 1e3,
      'all had left after, s': seconds,
      'CPU worker, ms a letter': (workerCpu * 1e3) / count,
      'CPU Temporal, ms a letter': (temporalCpu * 1e3) / count,
      'CPU database, ms a letter': (databaseCpu * 1e3) / count,
      'worker RSS, MiB': workerRss,
    };
  } finally {
    await system.stop();
    await sink.stop();
  }
}
