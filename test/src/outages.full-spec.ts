import { commandResultView } from '@xiangaitong/contracts';
import {
  afterWorkingDays,
  governmentCalendar2025to2027,
  MS_PER_DAY,
  planByTerm,
  policyVersion1,
} from '@xiangaitong/domain';
import { temporal } from '@temporalio/proto';
import { waitUntil } from '@xiangaitong/testing';
import { newKey, type Answer } from './api-client.fixture';
import { draftForm, issue, servedToday, submit } from './cases.fixture';
import { CommitWatchingProxy } from './commit-watching-proxy.fixture';
import { DAY_A_SECOND, people, REAL_TIME, System } from './system.fixture';

jest.setTimeout(180_000);

const { EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED } = temporal.api.enums.v1.EventType;

describe('a process that dies while a command is under way', () => {
  let system: System;
  let proxy: CommitWatchingProxy;

  beforeAll(async () => {
    system = await System.start({
      scale: REAL_TIME,
      databaseOfWorker: async (url) => {
        const before = await CommitWatchingProxy.before(url);
        proxy = before.proxy;
        return before.url;
      },
    });
    await system.enterDirectory();
  });
  afterAll(async () => {
    await system.stop();
    await proxy.close();
  });

  const recorded = async (id: string): Promise<readonly string[]> => {
    const rows = await system.register.query<{ type: string }[]>(
      'SELECT type FROM events WHERE stream_id = ? ORDER BY seq',
      [id],
    );
    return rows.map(({ type }) => type);
  };

  /** Keeps the case's row from being written until it is let go, as a long transaction of somebody's would. */
  const holdRow = async (id: string): Promise<() => Promise<void>> => {
    const runner = system.register.createQueryRunner();
    await runner.startTransaction();
    await runner.query('SELECT id FROM notices WHERE id = ? FOR UPDATE', [id]);
    return async () => {
      await runner.rollbackTransaction();
      await runner.release();
    };
  };

  const someoneWaitsForRow = async (): Promise<boolean> => {
    const waiting = await system.register.query<unknown[]>(
      "SELECT id FROM information_schema.processlist WHERE db = DATABASE() AND info LIKE 'UPDATE `notices`%'",
    );
    return waiting.length > 0;
  };

  /** Done, taken, or "try again": never that it was refused, nor a fault of the product's. */
  const expectNoRefusal = async ({ status, body }: Answer): Promise<void> => {
    if ([200, 202, 503].includes(status)) return;
    await system.apiProcess.logged('"level":50').catch(() => undefined);
    throw new Error(`${status} ${JSON.stringify(body)}\n${system.apiProcess.errors.join('\n')}`);
  };

  /** The same request again and again, as a caller does who was told to, or heard nothing. */
  const untilDone = (request: () => Promise<Answer>): Promise<Answer> =>
    waitUntil(
      async () => {
        const answer = await request();
        return answer.status === 200 ? answer : false;
      },
      { timeoutMs: 120_000, what: 'the command to be answered', intervalMs: 500 },
    );

  it('worker, when it had recorded and nobody knew: the command is done once, its letter comes once', async () => {
    const id = await submit(system);
    const key = newKey();
    const approve = (): Promise<Answer> =>
      system.api.post(`/notices/${id}/approval`, people.supervisor, {}, key);
    const committed = proxy.loseAnswerToCommit('commands');
    const first = approve();
    await committed;
    await waitUntil(async () => (await recorded(id)).includes('NoticeIssued'), {
      timeoutMs: 10_000,
      what: 'the transaction to be committed',
    });
    await system.worker.kill();
    proxy.mend();
    await system.restartWorker();
    await expectNoRefusal(await first);
    const again = await untilDone(approve);
    expect(commandResultView.parse(again.body)).toMatchObject({ seq: 2, events: ['NoticeIssued'] });
    expect(await system.api.types('notice', id)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    // The run that takes over finds out where the case is, once the engine has handed it the lost command;
    // until then it still refuses what follows from that command (409, and nothing is changed).
    const proof = servedToday(system);
    const deliver = (): Promise<Answer> =>
      system.api.post(`/notices/${id}/deliveries`, people.tracker, proof);
    expect((await untilDone(deliver)).body).toMatchObject({ seq: 3, events: ['NoticeDelivered'] });
    const isIts = (messageId: string | undefined): boolean => messageId?.includes(id) === true;
    await system.smtp.waitFor(({ parsed }) => isIts(parsed.messageId), 60_000);
    expect(system.smtp.mails.filter(({ parsed }) => isIts(parsed.messageId))).toHaveLength(1);
  });

  it('worker, between taking the command and answering it: the command is done once', async () => {
    const id = await submit(system);
    const key = newKey();
    const approve = (): Promise<Answer> =>
      system.api.post(`/notices/${id}/approval`, people.supervisor, {}, key);
    const letGo = await holdRow(id);
    const first = approve();
    const handle = system.temporal.workflow.getHandle(`notice/${id}`);
    await waitUntil(
      async () => {
        const { events } = await handle.fetchHistory();
        const accepted = (events ?? []).filter(
          ({ eventType }) => eventType === EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED,
        );
        return accepted.length === 2;
      },
      { timeoutMs: 30_000, what: 'the engine to have taken the command', intervalMs: 100 },
    );
    await system.worker.kill();
    await letGo();
    expect(await recorded(id)).toEqual(['NoticeSubmitted']);
    await system.restartWorker();
    await expectNoRefusal(await first);
    const again = await untilDone(approve);
    expect(commandResultView.parse(again.body)).toMatchObject({ seq: 2, events: ['NoticeIssued'] });
    expect(await system.api.types('notice', id)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    expect(await system.api.letters('notice', id)).toHaveLength(1);
  });

  it('API, before it could answer: a retry under the same key gets the first answer', async () => {
    const id = await submit(system);
    const key = newKey();
    const approve = (): Promise<Answer> =>
      system.api.post(`/notices/${id}/approval`, people.supervisor, {}, key);
    const letGo = await holdRow(id);
    const first = approve().then(
      () => 'answered',
      () => 'cut off',
    );
    await waitUntil(someoneWaitsForRow, { timeoutMs: 10_000, what: 'the worker to be recording' });
    await system.apiProcess.kill();
    await letGo();
    expect(await first).toBe('cut off');
    await waitUntil(async () => (await recorded(id)).length === 2, {
      timeoutMs: 60_000,
      what: 'the command to be done though nobody waits for it',
    });
    await system.restartApi();
    const again = await approve();
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([200, 'true']);
    expect(again.body).toMatchObject({ seq: 2, phase: 'tracking', events: ['NoticeIssued'] });
    expect(await system.api.types('notice', id)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    expect(await system.api.letters('notice', id)).toHaveLength(1);
  });
});

describe('a worker that is away while a deadline passes', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: 2 * DAY_A_SECOND });
    await system.enterDirectory();
  });
  afterAll(() => system.stop());

  it('does late what was due, counts from the printed date, and reminds of no day that has gone by', async () => {
    // So long that nothing falls due in the ten seconds after the worker's death: until then the engine
    // believes in it, and would keep the work for it for two minutes.
    const id = await issue(system, draftForm(system, 45));
    await system.api.command(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
    await system.worker.kill();
    const { deadlineAt = Number.NaN } = await system.api.notice(id);
    const back = deadlineAt + 8 * MS_PER_DAY;
    await waitUntil(() => system.now() > back, { timeoutMs: 60_000, what: 'the deadline to be long past' });
    const before = ['NoticeSubmitted', 'NoticeIssued', 'NoticeDelivered'];
    expect(await system.api.types('notice', id)).toEqual(before);

    await system.restartWorker();
    await waitUntil(async () => (await system.api.types('notice', id)).includes('FollowUpRecorded'), {
      timeoutMs: 120_000,
      what: 'the case to go on',
    });
    const entries = (await system.api.timeline('notice', id)).slice(0, 5);
    expect(entries.map(({ type }) => type)).toEqual([...before, 'DeadlinePassed', 'FollowUpRecorded']);
    const [, , , passed, followUp] = entries;
    expect(passed?.at).toBeGreaterThan(back);
    const after = (from: number, days: number): number => {
      const at = afterWorkingDays(governmentCalendar2025to2027, from, days);
      return at.ok ? at.value : Number.NaN;
    };
    // Silence counts from the printed date; people get a working day after the outage to enter what came.
    const counted = after(deadlineAt - 1, policyVersion1.trackerSilenceWorkingDays);
    const grace = after((passed?.at ?? Number.NaN) - 1, 1);
    expect(grace).toBeGreaterThan(counted);
    expect(passed?.data).toEqual({ round: 1, silentAt: grace });
    // The new term is counted from the day on which it is given: nobody loses a day by the outage.
    const plan = planByTerm(
      governmentCalendar2025to2027,
      policyVersion1,
      followUp?.at ?? Number.NaN,
      policyVersion1.extensionDays,
    );
    expect(followUp?.by.role).toBe('system');
    expect(followUp?.data).toMatchObject({
      round: 1,
      result: { kind: 'extend', to: plan.ok ? plan.value.date : undefined },
    });
    expect(await system.api.notice(id)).toMatchObject({ round: 2, phase: 'tracking', closed: false });
  });
});
