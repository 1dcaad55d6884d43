import { randomUUID } from 'node:crypto';
import type { WorkflowHandle } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import {
  startOfDay,
  deadlineInstant,
  type Actor,
  type NoticeCommand,
  type RecordedNoticeEvent,
} from '@xiangaitong/domain';
import {
  noticeSnapshotQuery,
  noticeUpdate,
  noticeWorkflowType,
  timelineQuery,
  type CaseWorkflowInput,
  type CommandResult,
} from '@xiangaitong/contracts';
import type { NoticeState } from '@xiangaitong/domain';
import { content, createKit, people, type Kit } from '../workflow-kit.fixture';

// Bundling the workflows is part of the first test.
jest.setTimeout(60_000);

describe('improvementNotice on the time-skipping server', () => {
  let kit: Kit;
  let handle: WorkflowHandle;
  let noticeId: string;

  beforeEach(async () => {
    kit = await createKit();
  });
  afterEach(() => kit.close());

  const start = async (changes: Partial<CaseWorkflowInput<NoticeState>> = {}): Promise<void> => {
    noticeId = randomUUID();
    handle = await kit.env.client.workflow.start(noticeWorkflowType, {
      workflowId: `notice/${noticeId}`,
      taskQueue: kit.taskQueue,
      args: [kit.input<NoticeState>(noticeId, changes)],
    });
  };

  const send = (
    actor: Actor,
    command: NoticeCommand,
    commandId: string = randomUUID(),
  ): Promise<CommandResult> =>
    kit.env.client.workflow.getHandle(`notice/${noticeId}`).executeUpdate(noticeUpdate, {
      updateId: commandId,
      args: [{ commandId, fingerprint: commandId, command, actor }],
    });

  const issue = async (changes: Partial<CaseWorkflowInput<NoticeState>> = {}): Promise<void> => {
    await start(changes);
    await send(people.drafter, { type: 'SubmitNotice', noticeId, caseNumber: '限改-115-000001', content });
    await send(people.supervisor, { type: 'ApproveNotice' });
  };

  const types = (): string[] => kit.register.typesOf(`notice/${noticeId}`);
  const refusal = (code: string): unknown =>
    expect.objectContaining({ cause: expect.objectContaining({ type: 'DomainRefusal', message: code }) });

  it('reminds once before the deadline and does nothing a moment too early', () =>
    kit.run(async () => {
      await issue();
      // Seven working days before Friday 21 August: Wednesday 12 August, nine o'clock.
      const reminder = startOfDay('2026-08-12') + 9 * 3_600_000;
      await kit.passUntil(reminder - 60_000);
      expect(types()).toEqual(['NoticeSubmitted', 'NoticeIssued']);
      await kit.passUntil(reminder + 60_000);
      expect(types()).toEqual(['NoticeSubmitted', 'NoticeIssued', 'ReminderIssued']);
    }));

  it('lets the deadline pass at the 00:00 after the printed date, and acts on silence three working days later', () =>
    kit.run(async () => {
      await issue();
      await kit.passUntil(deadlineInstant('2026-08-21') - 60_000);
      expect(types()).not.toContain('DeadlinePassed');
      await kit.passUntil(deadlineInstant('2026-08-21') + 60_000);
      expect(types().at(-1)).toBe('DeadlinePassed');
      await kit.passUntil(deadlineInstant('2026-08-26') - 60_000);
      expect(types()).not.toContain('FollowUpRecorded');
      await kit.passUntil(deadlineInstant('2026-08-26') + 60_000);
      expect(types().at(-1)).toBe('FollowUpRecorded');
      const { state } = await handle.query(noticeSnapshotQuery);
      expect(state).toMatchObject({ phase: 'tracking', round: { number: 2, plan: { date: '2026-09-10' } } });
    }));

  it('goes through three silent rounds to a proposal, never to a fourth round, and then asks people again and again', () =>
    kit.run(async () => {
      await issue();
      await kit.passUntil(startOfDay('2027-02-01'));
      expect(types().filter((type) => type === 'FollowUpRecorded')).toHaveLength(2);
      const afterwards = types().slice(types().indexOf('SuspensionProposed') + 1);
      expect(afterwards.length).toBeGreaterThan(5);
      expect(new Set(afterwards)).toEqual(new Set(['ProposalOverdue']));
    }));

  it('refuses in the validator: the command is in nobody’s history', () =>
    kit.run(async () => {
      await start();
      await send(people.drafter, { type: 'SubmitNotice', noticeId, caseNumber: '限改-115-000001', content });
      await expect(send(people.drafter, { type: 'ApproveNotice' })).rejects.toEqual(refusal('case.fourEyes'));
      const accepted = temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED;
      const { events } = await handle.fetchHistory();
      expect(events?.filter((event) => event.eventType === accepted)).toHaveLength(1);
      expect(kit.register.inputs).toHaveLength(1);
    }));

  it('takes one of two commands that race, and refuses the other', () =>
    kit.run(async () => {
      await issue();
      const results = await Promise.allSettled([
        send(people.supervisor, { type: 'WithdrawNotice', reason: '誤發' }),
        send(people.tracker, { type: 'WithdrawNotice', reason: '誤發' }),
      ]);
      expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
      expect(types().filter((type) => type === 'NoticeWithdrawn')).toHaveLength(1);
    }));

  it('continues as new without losing the case, and answers a repeated command as the first time', () =>
    kit.run(async () => {
      await issue({ maxHistoryEvents: 10 });
      const { runId } = await handle.describe();
      const first = await send(
        people.tracker,
        { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } },
        'once',
      );
      await kit.passUntil(deadlineInstant('2026-08-21') + 60_000);
      expect(types().at(-1)).toBe('DeadlinePassed');
      const latest = kit.env.client.workflow.getHandle(`notice/${noticeId}`);
      expect((await latest.describe()).runId).not.toBe(runId);
      expect((await latest.query(timelineQuery)).map((entry) => entry.type)).toEqual(types());
      expect(kit.register.commands.get(`notice/${noticeId}/once`)).toEqual(first);
    }));

  it('believes the register when a workflow task is lost after it has recorded', () =>
    kit.run(async () => {
      await start();
      kit.register.loseNextAnswer = true;
      await send(people.drafter, { type: 'SubmitNotice', noticeId, caseNumber: '限改-115-000001', content });
      expect(types()).toEqual(['NoticeSubmitted']);
      await send(people.supervisor, { type: 'ApproveNotice' });
      expect(types()).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    }));

  it('waits out a register that is away, and records once', () =>
    kit.run(async () => {
      await start();
      kit.register.failures = 5;
      await send(people.drafter, { type: 'SubmitNotice', noticeId, caseNumber: '限改-115-000001', content });
      expect(types()).toEqual(['NoticeSubmitted']);
    }));

  it('folds again from the register when another run has gone ahead of it', () =>
    kit.run(async () => {
      await issue();
      const key = `notice/${noticeId}`;
      const at = kit.clock.businessEpoch + 1;
      const delivered: RecordedNoticeEvent = {
        type: 'NoticeDelivered',
        proof: { kind: 'delivered', source: 'telephone' },
        at,
        by: people.tracker,
      };
      kit.register.streams.get(key)?.push(delivered);
      await expect(
        send(people.tracker, { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } }),
      ).rejects.toEqual(refusal('notice.alreadyDelivered'));
    }));

  it('goes on from the register alone when its workflow is gone', () =>
    kit.run(async () => {
      await issue();
      await kit.env.client.workflow.getHandle(`notice/${noticeId}`).terminate('lost');
      handle = await kit.env.client.workflow.start(noticeWorkflowType, {
        workflowId: `notice/${noticeId}`,
        taskQueue: kit.taskQueue,
        args: [kit.input<NoticeState>(noticeId, { resume: { from: 'register' } })],
      });
      await kit.passUntil(deadlineInstant('2026-08-21') + 60_000);
      expect(types().at(-1)).toBe('DeadlinePassed');
      expect(types().filter((type) => type === 'NoticeIssued')).toHaveLength(1);
    }));
});
