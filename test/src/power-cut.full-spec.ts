import { caseWorkflowId, noticeSnapshotQuery } from '@xiangaitong/contracts';
import {
  fold,
  governmentCalendar2025to2027,
  noticeCore,
  policyVersion1,
  transition,
  type Actor,
  type NoticeCommand,
  type RecordedNoticeEvent,
} from '@xiangaitong/domain';
import { RegisterRepository } from '@xiangaitong/persistence';
import { waitUntil } from '@xiangaitong/testing';
import { servedToday, submit } from './cases.fixture';
import { people, REAL_TIME, System } from './system.fixture';

jest.setTimeout(120_000);

/**
 * What a power cut leaves behind that comes between the register's commit and the engine's: the register
 * holds a command's events, and no workflow has heard of the command.
 */
async function recordUnheard(
  system: System,
  caseId: string,
  command: NoticeCommand,
  actor: Actor,
): Promise<void> {
  const register = new RegisterRepository(system.register);
  const { events } = await register.loadCase('notice', caseId);
  const state = fold(
    noticeCore,
    events.filter((event): event is RecordedNoticeEvent => noticeCore.owns(event)),
  );
  const at = system.now();
  const seq = events.length;
  const decided = transition(noticeCore, { caseId, seq, state }, command, {
    at,
    actor,
    calendar: governmentCalendar2025to2027,
    policy: policyVersion1,
  });
  if (!decided.ok) throw new Error(decided.error.code);
  const summary = noticeCore.summaryOf(decided.value.state);
  if (summary === undefined) throw new Error('no summary');
  const { phase, tenant, caseNumber } = summary;
  const types = decided.value.events.map(({ type }) => type);
  const result = {
    caseKind: 'notice' as const,
    caseId,
    caseNumber,
    seq: seq + types.length,
    phase,
    events: types,
    at,
  };
  await register.record({
    caseKind: 'notice',
    caseId,
    tenant,
    expectedSeq: seq,
    events: decided.value.events,
    effects: decided.value.effects,
    summary,
    calendarUntil: '2027-12-31',
    at,
    command: { commandId: 'unheard', fingerprint: 'unheard', type: command.type, actor, result },
  });
}

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
