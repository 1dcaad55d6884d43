import { temporal } from '@temporalio/proto';
import { deadlineInstant, startOfDay, type RecordedNoticeEvent } from '@xiangaitong/domain';
import { noticeSnapshotQuery, recordedSignal, timelineQuery } from '@xiangaitong/contracts/workflow';
import { waitUntil } from '@xiangaitong/testing';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { HOUR, useKit } from '../fixtures/workflow-kit.fixture';

describe('improvementNotice on the time-skipping server', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  it('reminds once before the deadline and does nothing a moment too early', async () => {
    await notice.issue();
    // Seven working days before Friday 21 August: Wednesday 12 August, nine o'clock.
    await notice.expectAt(startOfDay('2026-08-12') + 9 * HOUR, 'ReminderIssued');
    expect(notice.types).toEqual(['NoticeSubmitted', 'NoticeIssued', 'ReminderIssued']);
  });

  it('lets the deadline pass at the 00:00 after the printed date, and acts on silence three working days later', async () => {
    await notice.issue();
    await notice.expectAt(deadlineInstant('2026-08-21'), 'DeadlinePassed');
    await notice.expectAt(deadlineInstant('2026-08-26'), 'FollowUpRecorded');
    expect(await notice.state()).toMatchObject({
      phase: 'tracking',
      round: { number: 2, plan: { date: '2026-09-10' } },
    });
  });

  it('goes through three silent rounds to a proposal, never to a fourth round, and then asks people again and again', async () => {
    await notice.issue();
    await kit.passUntil(startOfDay('2027-02-01'));
    expect(notice.count('FollowUpRecorded')).toBe(2);
    const afterwards = notice.types.slice(notice.types.indexOf('SuspensionProposed') + 1);
    expect(afterwards.length).toBeGreaterThan(5);
    expect(new Set(afterwards)).toEqual(new Set(['ProposalOverdue']));
  });

  it('refuses in the validator: the command is in nobody’s history', async () => {
    await notice.start();
    await notice.submit();
    await expect(notice.send(people.drafter, { type: 'ApproveNotice' })).rejects.toEqual(
      refusal('case.fourEyes'),
    );
    const accepted = temporal.api.enums.v1.EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED;
    const { events } = await notice.handle.fetchHistory();
    expect(events?.filter((event) => event.eventType === accepted)).toHaveLength(1);
    expect(kit.register.inputs).toHaveLength(1);
  });

  it('takes one of two commands that race, and refuses the other', async () => {
    await notice.issue();
    const results = await Promise.allSettled([
      notice.send(people.supervisor, { type: 'WithdrawNotice', reason: '誤發' }),
      notice.send(people.tracker, { type: 'WithdrawNotice', reason: '誤發' }),
    ]);
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    expect(notice.count('NoticeWithdrawn')).toBe(1);
  });

  it('continues as new without losing the case, and keeps the first answer to a command', async () => {
    await notice.issue({ maxHistoryEvents: 10 });
    const { runId } = await notice.handle.describe();
    const first = await notice.send(
      people.tracker,
      { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } },
      'once',
    );
    await kit.passUntil(deadlineInstant('2026-08-21') + 60_000);
    expect(notice.types.at(-1)).toBe('DeadlinePassed');
    expect((await notice.handle.describe()).runId).not.toBe(runId);
    expect((await notice.handle.query(timelineQuery)).map((entry) => entry.type)).toEqual(notice.types);
    expect(kit.register.commands.get(`${notice.key}/once`)).toEqual(first);
  });

  it('believes the register when a workflow task is lost after it has recorded', async () => {
    await notice.start();
    kit.register.loseNextAnswer = true;
    await notice.submit();
    expect(notice.types).toEqual(['NoticeSubmitted']);
    await notice.send(people.supervisor, { type: 'ApproveNotice' });
    expect(notice.types).toEqual(['NoticeSubmitted', 'NoticeIssued']);
  });

  it('waits out a register that is away, and records once', async () => {
    await notice.start();
    kit.register.failures = 5;
    await notice.submit();
    expect(notice.types).toEqual(['NoticeSubmitted']);
  });

  it('folds again from the register when another run has gone ahead of it', async () => {
    await notice.issue();
    const at = kit.clock.businessEpoch + 1;
    const delivered: RecordedNoticeEvent = {
      type: 'NoticeDelivered',
      proof: { kind: 'delivered', source: 'telephone' },
      at,
      by: people.tracker,
    };
    kit.register.streams.get(notice.key)?.push(delivered);
    await expect(
      notice.send(people.tracker, { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } }),
    ).rejects.toEqual(refusal('notice.alreadyDelivered'));
  });

  it('goes on from the register alone when its workflow is gone', async () => {
    await notice.issue();
    await notice.handle.terminate('lost');
    await notice.startAgain({ resume: { from: 'register' } });
    await kit.passUntil(deadlineInstant('2026-08-21') + 60_000);
    expect(notice.types.at(-1)).toBe('DeadlinePassed');
    expect(notice.count('NoticeIssued')).toBe(1);
  });

  it('is not put back by what it read first, when it is told meanwhile that the register is ahead', async () => {
    await notice.issue();
    await notice.handle.terminate('lost');
    const reads: (() => void)[] = [];
    const load = kit.register.loadCase;
    // What a read finds is what is there when it begins; the first one is slow to answer.
    jest.spyOn(kit.register, 'loadCase').mockImplementation(async (...args) => {
      const found = await load(...args);
      if (reads.length === 0) await new Promise<void>((resolve) => void reads.push(resolve));
      return found;
    });
    await notice.startAgain({ resume: { from: 'register' } });
    await waitUntil(() => reads.length === 1, { timeoutMs: 20_000, what: 'the first read' });
    await notice.handle.signal(recordedSignal, 2);
    const delivered = notice.send(people.tracker, {
      type: 'RecordDelivery',
      proof: { kind: 'delivered', source: 'telephone' },
    });
    // A query is answered when all that came before it has been worked on.
    await notice.handle.query(noticeSnapshotQuery);
    expect((await notice.handle.describe()).raw.pendingActivities).toHaveLength(1);
    expect(notice.types).toEqual(['NoticeSubmitted', 'NoticeIssued']);
    reads[0]?.();
    await delivered;
    await expect(notice.handle.query(noticeSnapshotQuery)).resolves.toMatchObject({ seq: 3 });
  });
});
