import { startOfDay } from '@xiangaitong/domain';
import type { CommandResult } from '@xiangaitong/contracts/workflow';
import { people, refusal } from '../fixtures/case-run.fixture';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { DAY, MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

/** The Monday after the effective date. */
const LATER = '2026-09-07';

describe('a suspension whose organisation has cured before the date', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  const cancel = (): Promise<CommandResult> =>
    suspension.send(people.tracker, { type: 'CancelSuspension', reason: '已於中止日前改善完成。' });
  const postpone = (effectiveDate = LATER): Promise<CommandResult> =>
    suspension.send(people.tracker, { type: 'PostponeSuspension', effectiveDate, reason: '尚待複查。' });
  const agree = (): Promise<CommandResult> => suspension.send(people.supervisor, { type: 'ApproveChange' });

  describe('cancelled', () => {
    it('by a second person in the last minute, is not executed, and all who were told are told', async () => {
      await suspension.notify();
      await cancel();
      await kit.passUntil(EFFECTIVE_AT - MINUTE);
      await agree();
      await suspension.handle.result();
      await kit.passUntil(EFFECTIVE_AT + DAY);
      expect(suspension.types.slice(-2)).toEqual(['SuspensionCancelled', 'SuspensionClosed']);
      expect(kit.world.actuations).toEqual([]);
      expect(kit.world.reports).toEqual(['cancelled']);
      expect(kit.register.letters.slice(-2)).toEqual([
        'suspensionCancelled → respondent',
        'suspensionCancelled → bureau',
      ]);
    });

    it('a minute after the instant, is too late: it has been executed', async () => {
      await suspension.notify();
      await cancel();
      await kit.passUntil(EFFECTIVE_AT + MINUTE);
      await expect(agree()).rejects.toEqual(refusal('suspension.alreadyExecuted'));
      expect(suspension.types.at(-1)).toBe('ServiceSuspended');
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('by one person alone, goes on as it was decided, and asks for the second one', async () => {
      await suspension.notify();
      await cancel();
      await expect(suspension.send(people.tracker, { type: 'ApproveChange' })).rejects.toEqual(
        refusal('case.fourEyes'),
      );
      await suspension.expectAt(startOfDay('2026-08-06'), 'ChangeApprovalEscalated');
      await suspension.expectAt(EFFECTIVE_AT, 'ServiceSuspended');
    });

    it('goes on as well when the second person refuses', async () => {
      await suspension.notify();
      await cancel();
      await suspension.send(people.supervisor, { type: 'RefuseChange', reason: '改善尚未完成。' });
      await suspension.expectAt(EFFECTIVE_AT, 'ServiceSuspended');
    });
  });

  describe('postponed', () => {
    it('by two people in the last minute, is executed on the new date, if its own notice has arrived', async () => {
      await suspension.notify();
      await postpone();
      await kit.passUntil(EFFECTIVE_AT - MINUTE);
      await agree();
      await kit.passUntil(EFFECTIVE_AT + DAY);
      expect(kit.world.actuations).toEqual([]);
      expect(await suspension.state()).toMatchObject({ phase: 'notifying', postponed: true });
      await suspension.deliver();
      await suspension.expectAt(startOfDay(LATER), 'ServiceSuspended');
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('without its new notice having arrived, is not executed', async () => {
      await suspension.notify();
      await postpone();
      await agree();
      await suspension.expectAt(startOfDay(LATER), 'SuspensionNotExecuted');
      expect(kit.world.actuations).toEqual([]);
    });

    it('once: a second time is refused', async () => {
      await suspension.notify();
      await postpone();
      await agree();
      await expect(postpone('2026-09-14')).rejects.toEqual(refusal('suspension.alreadyPostponed'));
    });

    it('by nobody but the one who asked, falls when the date comes, and service is cut', async () => {
      await suspension.notify();
      await postpone();
      await suspension.expectAt(EFFECTIVE_AT, 'ServiceSuspended');
      await expect(agree()).rejects.toEqual(refusal('suspension.alreadyExecuted'));
    });
  });
});
