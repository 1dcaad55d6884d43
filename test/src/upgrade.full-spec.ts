import { Worker, type WorkflowBundle } from '@temporalio/worker';
import { temporal } from '@temporalio/proto';
import { waitUntil } from '@xiangaitong/testing';
import { newKey } from './api-client.fixture';
import { draft, draftForm, issue, servedToday, submit, suspend } from './cases.fixture';
import { cureInForce } from './short-runs.fixture';
import { DAY_A_SECOND, people, REAL_TIME, System } from './system.fixture';
import { bundleFromSource, bundleOfOtherBuild } from './workflow-bundle.fixture';
import { engineLog, startBuild, type WorkerBuild } from './worker-build.fixture';

// Bundles are made, and what one worker was lost with comes back only once the engine has given it up.
jest.setTimeout(900_000);

const { EVENT_TYPE_WORKFLOW_TASK_FAILED } = temporal.api.enums.v1.EventType;
const { WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR } = temporal.api.enums.v1.WorkflowTaskFailedCause;
const PATCH_MARKER = 'core_patch';

let asBefore: WorkflowBundle;
let patched: WorkflowBundle;
let unpatched: WorkflowBundle;

beforeAll(async () => {
  asBefore = await bundleFromSource();
  patched = await bundleOfOtherBuild('recording-patched');
  unpatched = await bundleOfOtherBuild('recording-unpatched');
});

describe('a build with a changed workflow', () => {
  let system: System;
  const builds: WorkerBuild[] = [];

  const start = async (scale: number): Promise<void> => {
    system = await System.start({ scale });
    await system.enterDirectory();
  };
  const run = async (...args: [WorkflowBundle, { withoutCache: boolean }?]): Promise<WorkerBuild> => {
    const build = await startBuild(system, ...args);
    builds.push(build);
    return build;
  };
  const end = async (build: WorkerBuild): Promise<void> => {
    builds.splice(builds.indexOf(build), 1);
    await build.stop();
  };

  afterEach(async () => {
    await Promise.all(builds.splice(0).map((build) => build.stop()));
    await system.stop();
  });

  const historyOf = async (workflowId: string) =>
    (await system.temporal.workflow.getHandle(workflowId).fetchHistory()).events ?? [];
  /** Sequence numbers of the engine's events in which the case took the new branch. */
  const markersOf = async (workflowId: string): Promise<number[]> =>
    (await historyOf(workflowId))
      .filter(({ markerRecordedEventAttributes: marker }) => marker?.markerName === PATCH_MARKER)
      .map(({ eventId }) => Number(eventId));
  /** Workflow tasks that failed because the code did not do what the history says. */
  const failuresOf = async (workflowId: string): Promise<number> =>
    (await historyOf(workflowId)).filter(
      ({ eventType, workflowTaskFailedEventAttributes: failed }) =>
        eventType === EVENT_TYPE_WORKFLOW_TASK_FAILED &&
        failed?.cause === WORKFLOW_TASK_FAILED_CAUSE_NON_DETERMINISTIC_ERROR,
    ).length;

  /** The same request until it is done, as a caller does who hears 503 or 202. */
  const untilDone = (path: string, actor: string, body: object = {}): Promise<unknown> => {
    const key = newKey();
    return waitUntil(
      async () => [200, 201].includes((await system.api.post(path, actor, body, key)).status),
      {
        timeoutMs: 300_000,
        what: `${path} to be done`,
        intervalMs: 250,
      },
    );
  };
  const submitted = async (form?: unknown): Promise<string> => {
    const id = await draft(system, form);
    await untilDone(`/notice-drafts/${id}/submission`, people.drafter);
    return id;
  };
  const withdraw = (id: string): Promise<unknown> =>
    untilDone(`/notices/${id}/withdrawal`, people.supervisor, { reason: '誤發' });
  const deliver = (id: string): Promise<unknown> =>
    untilDone(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
  /** What became of a notice, without what only asks somebody to hurry. */
  const courseOf = async (id: string): Promise<string[]> =>
    (await system.api.types('notice', id)).filter((type) => !/Escalated|Overdue|ReminderIssued/.test(type));

  it('takes over the open cases of the former one, with `patched`', async () => {
    await start(DAY_A_SECOND);
    const waiting = await submit(system, draftForm(system, 60));
    const tracked = await issue(system, draftForm(system, 30));
    await system.api.command(`/notices/${tracked}/deliveries`, people.tracker, servedToday(system));
    const suspension = await suspend(system);
    await system.api.command(`/suspensions/${suspension}/approval`, people.supervisor);
    await system.api.command(`/suspensions/${suspension}/deliveries`, people.tracker, servedToday(system));
    const workflows = [`notice/${waiting}`, `notice/${tracked}`, `suspension/${suspension}`];
    await system.worker.stop();
    const lengths = await Promise.all(workflows.map(async (id) => (await historyOf(id)).length));

    await run(patched);
    const begun = await submitted(draftForm(system, 60));
    await withdraw(begun);
    await untilDone(`/notices/${waiting}/approval`, people.supervisor);
    await cureInForce(system, suspension);
    await waitUntil(async () => (await system.api.notice(tracked)).round === 2, {
      timeoutMs: 120_000,
      what: 'the first round to be over',
      intervalMs: 250,
    });
    for (const id of [waiting, tracked]) await withdraw(id);
    await waitUntil(async () => (await system.api.suspension(suspension)).closed, {
      timeoutMs: 60_000,
      what: 'the suspension to be closed',
    });

    // To their right end, each thing once.
    const withdrawn = ['NoticeWithdrawn', 'NoticeClosed'];
    expect(await courseOf(begun)).toEqual(['NoticeSubmitted', ...withdrawn]);
    expect((await courseOf(waiting)).slice(0, 2)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    expect((await courseOf(tracked)).slice(0, 5)).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
      'DeadlinePassed',
      'FollowUpRecorded',
    ]);
    for (const id of [waiting, tracked]) expect((await courseOf(id)).slice(-2)).toEqual(withdrawn);
    expect(await system.api.types('suspension', suspension)).toEqual([
      'SuspensionDecided',
      'SuspensionApproved',
      'SuspensionNotified',
      'SuspensionExecutionOrdered',
      'ServiceSuspended',
      'CureSubmitted',
      'CureAssessed',
      'ConfirmationRequested',
      'RestorationConfirmed',
      'RestorationOrdered',
      'ServiceRestored',
      'SuspensionClosed',
    ]);
    // A new case takes the new branch from the start; an open one from the first thing that it does under the new
    // build, and what lies before keeps the old branch.
    const [atStart] = await markersOf(`notice/${begun}`);
    expect(atStart).toBeLessThan(10);
    for (const [index, id] of workflows.entries()) {
      const markers = await markersOf(id);
      expect(markers).toHaveLength(1);
      expect(markers[0]).toBeGreaterThan(lengths[index] ?? Infinity);
    }
    // And the whole of it replays, without a cache to lean on.
    const histories = await Promise.all(
      [...workflows, `notice/${begun}`].map(async (workflowId) => ({
        workflowId,
        history: { events: await historyOf(workflowId) },
      })),
    );
    for await (const { error } of Worker.runReplayHistories({ workflowBundle: patched }, histories))
      expect(error).toBeUndefined();
  });

  it('fails visibly without `patched`, loses nothing, and the right build takes the cases up again', async () => {
    await start(REAL_TIME);
    const waiting = await submit(system);
    const tracked = await issue(system);
    await system.worker.stop();

    const wrong = await run(unpatched);
    const key = newKey();
    const approve = () => system.api.post(`/notices/${waiting}/approval`, people.supervisor, {}, key);
    expect((await approve()).status).toBe(503);
    await waitUntil(async () => (await failuresOf(`notice/${waiting}`)) > 0, {
      timeoutMs: 60_000,
      what: 'the workflow task to fail',
    });
    // So it is told while the engine waits before it tries the task again.
    expect((await approve()).status).toBe(503);
    expect(engineLog.join('\n')).toMatch(/non-?determinis/i);
    // Another case, which nobody asks anything, is as it was; a new one begins, for it has no past.
    expect(await failuresOf(`notice/${tracked}`)).toBe(0);
    const begun = await submitted();
    expect(await system.api.types('notice', waiting)).toEqual(['NoticeSubmitted']);
    await end(wrong);

    await system.restartWorker();
    await deliver(tracked);
    await waitUntil(async () => (await approve()).status === 200, {
      timeoutMs: 300_000,
      what: 'the approval to be done',
      intervalMs: 500,
    });
    expect(await system.api.types('notice', waiting)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    expect(await system.api.types('notice', tracked)).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
    ]);
    // What the wrong build began has a history that the right one does not follow.
    expect(await system.api.types('notice', begun)).toEqual(['NoticeSubmitted']);
  });

  it('is taken back: what took the new branch waits for it, the rest goes on', async () => {
    await start(REAL_TIME);
    const before = await issue(system);
    await system.worker.stop();
    const next = await run(patched);
    const since = await submitted();
    await untilDone(`/notices/${since}/approval`, people.supervisor);
    expect(await markersOf(`notice/${since}`)).toHaveLength(1);
    expect(await markersOf(`notice/${before}`)).toEqual([]);
    await end(next);

    await system.restartWorker();
    await deliver(before);
    const key = newKey();
    const deliverSince = () =>
      system.api.post(`/notices/${since}/deliveries`, people.tracker, servedToday(system), key);
    expect((await deliverSince()).status).toBe(503);
    await system.worker.logged('ondeterminis');
    expect(await system.api.types('notice', since)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    await system.worker.stop();

    await run(patched);
    await waitUntil(async () => (await deliverSince()).status === 200, {
      timeoutMs: 300_000,
      what: 'the delivery to be recorded',
      intervalMs: 500,
    });
    for (const id of [before, since])
      expect(await system.api.types('notice', id)).toEqual([
        'NoticeSubmitted',
        'NoticeIssued',
        'NoticeDelivered',
      ]);
  });

  it('beside the former one fails tasks on the way, and does everything once', async () => {
    await start(REAL_TIME);
    await system.worker.stop();
    // The worst that can happen: every task may go to either of them, and finds nothing in a cache.
    const former = await run(asBefore, { withoutCache: true });
    const cases: string[] = [];
    for (let i = 0; i < 3; i += 1) cases.push(await submitted());
    await run(patched, { withoutCache: true });
    for (let i = 0; i < 3; i += 1) cases.push(await submitted());
    for (const id of cases) await untilDone(`/notices/${id}/approval`, people.supervisor);
    await Promise.all(cases.map(deliver));
    await end(former);
    await Promise.all(cases.map(withdraw));
    for (const id of cases)
      expect(await system.api.types('notice', id)).toEqual([
        'NoticeSubmitted',
        'NoticeIssued',
        'NoticeDelivered',
        'NoticeWithdrawn',
        'NoticeClosed',
      ]);
    const failures = await Promise.all(cases.map((id) => failuresOf(`notice/${id}`)));
    expect(failures.reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
  });
});
