import { noticePage, suspensionPage } from '@xiangaitong/contracts';
import { caseFile, DAY_A_SECOND, System } from './system.fixture';
import { engineLog, startBuild, type WorkerBuild } from './worker-build.fixture';
import { bundleFromSource } from './workflow-bundle.fixture';

// The workflows are bundled, and the whole case is played: some hundred days, a day a second.
jest.setTimeout(400_000);

// One case at a time: asked many things at once without a cache, the SDK puts a run away while its local activity is under
// way, and drops the acceptance of the command with it (it logs that this is a bug of its own). Callers then hear 503, and
// the same key is taken later. The product has no such setting.
describe('a worker that keeps no case between two workflow tasks', () => {
  let system: System;
  let build: WorkerBuild;

  beforeAll(async () => {
    system = await System.start({ scale: DAY_A_SECOND });
    await system.worker.stop();
    build = await startBuild(system, await bundleFromSource(), { withoutCache: true });
  });
  afterAll(async () => {
    await build.stop();
    await system.stop();
  });

  it('carries a case from issue through follow-ups and suspension to restoration', async () => {
    await system.play(caseFile('seed-002')).catch((error: unknown) => {
      throw new Error(
        `${String(error)}\nAPI:\n${system.apiProcess.errors.join('\n')}\nWorker:\n${engineLog.join('\n')}`,
      );
    });
    const [notice] = (await system.api.get('/notices', noticePage)).entries;
    const [suspension] = (await system.api.get('/suspensions', suspensionPage)).entries;
    if (notice === undefined || suspension === undefined) throw new Error('no case');
    const course = await system.api.types('notice', notice.id);
    // What is only said while people take their time depends on how fast the machine is.
    expect(course.filter((type) => !['ReminderIssued', 'ProposalOverdue'].includes(type))).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
      'DeadlinePassed',
      'FollowUpRecorded',
      'ReplyReceived',
      'TelephoneCallDue',
      'FollowUpRecorded',
      'DeadlinePassed',
      'SuspensionProposed',
      'SuspensionDecidedUpon',
      'ServiceSuspendedForNotice',
      'NoticeClosed',
    ]);
    expect((await system.api.types('suspension', suspension.id)).slice(-3)).toEqual([
      'RestorationOrdered',
      'ServiceRestored',
      'SuspensionClosed',
    ]);
    // Each thing once, and no task failed on the way.
    const { events } = await system.temporal.workflow.getHandle(`notice/${notice.id}`).fetchHistory();
    expect((events ?? []).filter(({ workflowTaskFailedEventAttributes: failed }) => failed != null)).toEqual(
      [],
    );
  });
});
