import { issue, servedToday } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';
import { bundleFromSource } from './workflow-bundle.fixture';
import { startBuild, type WorkerBuild } from './worker-build.fixture';

jest.setTimeout(300_000);

describe('a worker that keeps no case between two workflow tasks', () => {
  let system: System;
  let build: WorkerBuild;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
    await system.worker.stop();
    build = await startBuild(system, await bundleFromSource(), { withoutCache: true });
  });
  afterAll(async () => {
    await build.stop();
    await system.stop();
  });

  it('takes a notice to its end: every task replays the whole of it', async () => {
    const id = await issue(system);
    const path = `/notices/${id}`;
    await system.api.command(`${path}/deliveries`, people.tracker, servedToday(system));
    await system.api.command(`${path}/extension-requests`, people.respondent, { reason: '待料。' });
    await system.api.command(`${path}/extension-denial`, people.tracker, { reason: '不影響掃毒。' });
    await system.api.command(`${path}/withdrawal`, people.supervisor, { reason: '誤發' });
    expect(await system.api.types('notice', id)).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
      'ExtensionRequested',
      'ExtensionDenied',
      'NoticeWithdrawn',
      'NoticeClosed',
    ]);
    const { events } = await system.temporal.workflow.getHandle(`notice/${id}`).fetchHistory();
    // Nothing was ever given to a queue of one worker's own, which is how a cache is used.
    const queues = (events ?? []).flatMap(
      ({ workflowTaskScheduledEventAttributes: task }) => task?.taskQueue?.normalName || [],
    );
    expect(queues).toEqual([]);
  });
});
