import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { useKit } from '../fixtures/workflow-kit.fixture';
import { startOfDay, systemActor } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';

describe('a notice that is withdrawn once its suspension is decided', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);
  const ask = () => notice.send(people.tracker, { type: 'WithdrawNotice', reason: '查無違失。' });
  const recalled = (): Promise<unknown> =>
    waitUntil(() => kit.world.recalled.length > 0, {
      timeoutMs: 20_000,
      what: 'the suspension to be called off',
    });
  const report = (outcome: 'cancelled' | 'executed') =>
    notice.send(systemActor('C0000000'), {
      type: 'RecordSuspensionOutcome',
      suspensionId: kit.world.started[0] ?? '',
      outcome,
    });

  it('asks a second officer again after two working days, and calls the suspension off when one agrees', async () => {
    await notice.issue();
    await notice.suspendAsSerious();
    await ask();
    expect(kit.world.recalled).toEqual([]);
    // Asked on Monday 3 August: through Wednesday.
    await notice.expectAt(startOfDay('2026-08-06'), 'WithdrawalEscalated');
    await expect(notice.send(people.tracker, { type: 'ApproveWithdrawal' })).rejects.toEqual(
      refusal('case.fourEyes'),
    );
    await notice.send(people.supervisor, { type: 'ApproveWithdrawal' });
    await recalled();
    expect(kit.world.recalled).toEqual(kit.world.started);
    expect(await notice.state()).toMatchObject({ phase: 'suspending' });
    await report('cancelled');
    expect(notice.types.slice(-2)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
  });

  it('goes on when the execution came first', async () => {
    await notice.issue();
    await notice.suspendAsSerious();
    await ask();
    await notice.send(people.supervisor, { type: 'ApproveWithdrawal' });
    await report('executed');
    expect(notice.types.slice(-2)).toEqual(['WithdrawalLapsed', 'ServiceSuspendedForNotice']);
    expect(await notice.state()).toMatchObject({ phase: 'suspending', executed: true });
  });

  it('calls it off by itself for a reply that was there before people decided', async () => {
    await notice.issue();
    const before = await kit.now();
    await kit.passUntil(before + 3_600_000);
    await notice.suspendAsSerious();
    await notice.reply({ receivedAt: before + 60_000, by: people.supervisor });
    await recalled();
    await report('cancelled');
    expect(await notice.state()).toMatchObject({ phase: 'tracking', round: { number: 1 } });
    await notice.assess(true);
    await kit.passUntil(startOfDay('2026-08-22'));
    expect(notice.types).not.toContain('SuspensionExecutionOrdered');
  });
});
