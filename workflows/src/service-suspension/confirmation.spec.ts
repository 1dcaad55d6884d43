import { startOfDay } from '@xiangaitong/domain';
import type { CommandResult } from '@xiangaitong/contracts/workflow';
import { people, refusal } from '../fixtures/case-run.fixture';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { DAY, HOUR, useKit } from '../fixtures/workflow-kit.fixture';

describe('the authority’s confirmation', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  /** The authority is asked on Monday 31 August. */
  const asked = async (): Promise<void> => {
    await suspension.execute();
    await kit.passUntil(EFFECTIVE_AT + 9 * HOUR);
    await suspension.cure();
  };
  const recordLetter = (): Promise<CommandResult> =>
    suspension.send(people.tracker, {
      type: 'RecordConfirmationLetter',
      reference: '資安字第 1150000002 號',
      date: '2026-08-31',
      personId: 'p-authority-2',
    });
  const compare = (actor: typeof people.tracker | typeof people.supervisor): Promise<CommandResult> =>
    suspension.send(actor, { type: 'ApproveConfirmationLetter' });
  const withdraw = (): Promise<CommandResult> =>
    suspension.send(people.authority, { type: 'WithdrawConfirmation', reason: '事件再度發生。' });

  describe('by letter', () => {
    it('takes two officers: the first alone restores nothing, however long', async () => {
      await asked();
      await recordLetter();
      await expect(compare(people.tracker)).rejects.toEqual(refusal('case.fourEyes'));
      // Two working days after Monday 31 August.
      await suspension.expectAt(startOfDay('2026-09-03'), 'ConfirmationLetterEscalated');
      await kit.passUntil(EFFECTIVE_AT + 60 * DAY);
      expect(suspension.types).not.toContain('RestorationConfirmed');
      expect(kit.world.actuations).toEqual(['off']);
      await compare(people.supervisor);
      await suspension.handle.result();
      expect(suspension.last('RestorationConfirmed')).toMatchObject({
        recordedBy: people.tracker.personId,
        by: { personId: people.supervisor.personId },
      });
      expect(kit.world.actuations).toEqual(['off', 'on']);
    });

    it('that does not compare leaves the request open, with its clock', async () => {
      await asked();
      await recordLetter();
      await suspension.send(people.supervisor, { type: 'RefuseConfirmationLetter', reason: '文號不符。' });
      await expect(compare(people.supervisor)).rejects.toEqual(refusal('suspension.noConfirmationLetter'));
      await suspension.expectAt(startOfDay('2026-09-08'), 'ConfirmationOverdue');
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('taken back before anybody has compared it leads back to the cure', async () => {
      await asked();
      await recordLetter();
      await withdraw();
      expect(await suspension.state()).toMatchObject({ phase: 'inForce', requests: 1 });
      await expect(compare(people.supervisor)).rejects.toEqual(refusal('suspension.notAwaitingConfirmation'));
    });
  });

  describe('withdrawn', () => {
    it('before restoration has begun, restores nothing: the cure is asked for anew', async () => {
      // The notice is not to be reached: until it has heard of the execution, nothing is ordered by itself.
      kit.world.deafNotice = true;
      await suspension.execute();
      await suspension.cure();
      await suspension.confirm();
      expect(await suspension.state()).toMatchObject({ phase: 'confirmed' });
      await withdraw();
      kit.world.deafNotice = false;
      await kit.passUntil(EFFECTIVE_AT + DAY);
      expect(kit.world.reports).toEqual(['executed']);
      expect(await suspension.state()).toMatchObject({ phase: 'inForce', requests: 1 });
      expect(suspension.types).not.toContain('RestorationOrdered');
      expect(kit.world.actuations).toEqual(['off']);
      await suspension.expectAt(startOfDay('2026-09-15'), 'CureOverdue');
    });

    it('when restoration has begun, is refused, and the service comes back', async () => {
      await asked();
      kit.world.failures = 5;
      await suspension.confirm();
      await expect(withdraw()).rejects.toEqual(refusal('suspension.restoring'));
      await suspension.handle.result();
      expect(kit.world.actuations).toEqual(['off', 'on']);
    });

    it('by anybody else, is refused', async () => {
      await asked();
      await recordLetter();
      await expect(
        suspension.send(people.supervisor, { type: 'WithdrawConfirmation', reason: '撤回。' }),
      ).rejects.toEqual(refusal('suspension.authorityOnly'));
    });
  });

  it('refused leads back to the cure, and each request is another one', async () => {
    await asked();
    await suspension.send(people.authority, { type: 'RefuseRestoration', reason: '尚未處理完竣。' });
    expect(await suspension.state()).toMatchObject({ phase: 'inForce', requests: 1 });
    await suspension.cure();
    await suspension.confirm();
    await suspension.handle.result();
    expect(suspension.last('RestorationConfirmed')).toMatchObject({ request: 2 });
  });
});
