import { caseWorkflowId, noticeSnapshotQuery } from '@xiangaitong/contracts';
import { waitUntil } from '@xiangaitong/testing';
import { servedToday, submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';
import { recordUnheard } from './unheard.fixture';

jest.setTimeout(120_000);

describe('a case whose workflow has not heard of what the register holds', () => {
  let system: System;

  beforeAll(async () => {
    system = await System.start({ scale: REAL_TIME });
    await system.enterDirectory();
  });
  afterAll(() => system.stop());

  /** Approved in the register, awaiting approval in the engine. */
  const approvedUnheard = async (): Promise<string> => {
    const id = await submit(system);
    const actor = { personId: 'p-chen', role: 'supervisor', organisationId: '395000000X' } as const;
    await recordUnheard(system, id, { type: 'ApproveNotice' }, actor);
    expect(await phaseInEngine(id)).toBe('awaitingApproval');
    return id;
  };
  const phaseInEngine = async (id: string): Promise<string> => {
    const handle = system.temporal.workflow.getHandle(caseWorkflowId('notice', id));
    return (await handle.query(noticeSnapshotQuery)).state.phase;
  };

  it('takes the next command as if it had heard, and refuses what is over by the rule of the phase', async () => {
    const id = await approvedUnheard();
    const answer = await system.api.post(`/notices/${id}/deliveries`, people.tracker, servedToday(system));
    expect([answer.status, answer.body]).toMatchObject([200, { seq: 3, events: ['NoticeDelivered'] }]);
    expect(await system.api.types('notice', id)).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'NoticeDelivered',
    ]);

    const other = await approvedUnheard();
    const again = await system.api.post(`/notices/${other}/return`, people.supervisor, { reason: '誤植。' });
    expect([again.status, again.body]).toMatchObject([409, { code: 'notice.alreadyIssued' }]);
  });

  it('is found by a worker that starts, though nobody asks anything of it', async () => {
    const id = await approvedUnheard();
    await system.worker.stop();
    await system.restartWorker();
    await system.worker.logged('a case was behind the register');
    await waitUntil(async () => (await phaseInEngine(id)) === 'tracking', {
      timeoutMs: 20_000,
      what: 'the case to be taken up again',
    });
    expect(await system.api.types('notice', id)).toEqual(['NoticeSubmitted', 'NoticeIssued']);
  });
});
