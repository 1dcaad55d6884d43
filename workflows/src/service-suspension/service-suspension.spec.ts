import { startOfDay } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { DAY, HOUR, MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

/** Another Monday. */
const ANOTHER = '2026-09-21';

describe('serviceSuspension on the time-skipping server', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  describe('the effective instant, 00:00 in Taipei', () => {
    it('cuts nothing when the written notice has not arrived by then', async () => {
      await suspension.decide();
      await suspension.approve();
      await suspension.expectAt(EFFECTIVE_AT, 'SuspensionNotExecuted');
      // What arrives now is too late for that date.
      await expect(suspension.deliver()).rejects.toEqual(refusal('suspension.effectivePast'));
      await kit.passUntil(EFFECTIVE_AT + 30 * DAY);
      expect(kit.world.actuations).toEqual([]);
      expect(suspension.types).not.toContain('SuspensionExecutionOrdered');
    });

    it('executes when the notice has arrived: not a minute sooner, and cuts once', async () => {
      await suspension.notify();
      await kit.passUntil(EFFECTIVE_AT - MINUTE);
      expect(suspension.types.at(-1)).toBe('SuspensionNotified');
      expect(kit.world.actuations).toEqual([]);
      await kit.passUntil(EFFECTIVE_AT + MINUTE);
      expect(suspension.types.slice(-2)).toEqual(['SuspensionExecutionOrdered', 'ServiceSuspended']);
      const { at } = suspension.last('SuspensionExecutionOrdered');
      expect(at).toBeGreaterThanOrEqual(EFFECTIVE_AT);
      expect(at).toBeLessThan(EFFECTIVE_AT + 5_000);
      expect(kit.world.actuations).toEqual(['off']);
      expect(kit.world.reports).toEqual(['executed']);
    });

    it('counts a delivery in the minute before it', async () => {
      await suspension.decide();
      await suspension.approve();
      await kit.passUntil(EFFECTIVE_AT - MINUTE);
      await suspension.deliver();
      await kit.passUntil(EFFECTIVE_AT + MINUTE);
      expect(suspension.types.at(-1)).toBe('ServiceSuspended');
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('moves to a new date, which a second person approves and a new notice announces', async () => {
      await suspension.decide();
      await suspension.approve();
      await kit.passUntil(EFFECTIVE_AT + MINUTE);
      await suspension.send(people.tracker, { type: 'SetEffectiveDate', effectiveDate: ANOTHER });
      await suspension.approve();
      await suspension.deliver();
      await kit.passUntil(startOfDay(ANOTHER) - MINUTE);
      expect(kit.world.actuations).toEqual([]);
      await kit.passUntil(startOfDay(ANOTHER) + MINUTE);
      expect(suspension.types.at(-1)).toBe('ServiceSuspended');
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('that came before the second person lets the approval lapse', async () => {
      await suspension.decide();
      await suspension.expectAt(EFFECTIVE_AT, 'SuspensionApprovalLapsed');
      await expect(suspension.approve()).rejects.toEqual(refusal('suspension.effectivePast'));
      expect(kit.world.actuations).toEqual([]);
    });
  });

  it('asks for the second person again after two working days', async () => {
    await suspension.decide();
    // Decided on Monday 3 August: through Wednesday.
    await suspension.expectAt(startOfDay('2026-08-06'), 'SuspensionApprovalEscalated');
    expect(suspension.types).toEqual(['SuspensionDecided', 'SuspensionApprovalEscalated']);
  });

  it('ends with the second person’s no, and tells the notice', async () => {
    await suspension.decide();
    await suspension.send(people.supervisor, { type: 'RefuseSuspension', reason: '理由不足。' });
    await suspension.handle.result();
    expect(suspension.types.slice(-2)).toEqual(['SuspensionRefused', 'SuspensionClosed']);
    expect(kit.world.reports).toEqual(['refused']);
    expect(kit.world.actuations).toEqual([]);
  });

  describe('restoration', () => {
    it('comes with the authority’s confirmation, once, and ends the case', async () => {
      await suspension.execute();
      await suspension.cure();
      expect(kit.world.actuations).toEqual(['off']);
      await expect(
        suspension.send(people.supervisor, { type: 'ConfirmRestoration', reference: '自行確認' }),
      ).rejects.toEqual(refusal('suspension.authorityOnly'));
      await suspension.confirm();
      await suspension.handle.result();
      expect(kit.world.actuations).toEqual(['off', 'on']);
      expect(kit.world.reports).toEqual(['executed', 'restored']);
      expect(suspension.types.slice(-4)).toEqual([
        'RestorationConfirmed',
        'RestorationOrdered',
        'ServiceRestored',
        'SuspensionClosed',
      ]);
    });

    it('never comes by silence: after five working days the supervisor is told to ask again', async () => {
      await suspension.execute();
      await kit.passUntil(EFFECTIVE_AT + 9 * HOUR);
      await suspension.cure();
      // Asked on Monday 31 August: through Monday 7 September.
      await suspension.expectAt(startOfDay('2026-09-08'), 'ConfirmationOverdue');
      await kit.passUntil(startOfDay('2026-12-01'));
      expect(suspension.types).not.toContain('RestorationOrdered');
      expect(kit.world.actuations).toEqual(['off']);
      expect(await suspension.state()).toMatchObject({ phase: 'awaitingConfirmation' });
    });

    it('does not come while nobody cures: the organisation is asked for it every ten working days', async () => {
      await suspension.execute();
      // In force since Monday 31 August: through Monday 14 September.
      await suspension.expectAt(startOfDay('2026-09-15'), 'CureOverdue');
      await kit.passUntil(startOfDay('2026-12-01'));
      expect(suspension.count('CureOverdue')).toBeGreaterThan(3);
      expect(kit.world.actuations).toEqual(['off']);
    });

    it('waits for the centre’s own assessment of a cure, which is asked for after five working days', async () => {
      await suspension.execute();
      const cure = { type: 'SubmitCure', statement: '已重新安裝電腦。', fillerPersonId: 'p-lee' } as const;
      await suspension.send(people.respondent, cure);
      await suspension.expectAt(startOfDay('2026-09-08'), 'CureAssessmentOverdue');
      await suspension.send(people.tracker, {
        type: 'AssessCure',
        accepted: false,
        remark: '未附掃描結果。',
      });
      expect(await suspension.state()).toMatchObject({ phase: 'inForce', cures: 1, requests: 0 });
      await suspension.cure();
      expect(await suspension.state()).toMatchObject({
        phase: 'awaitingConfirmation',
        cures: 2,
        requests: 1,
      });
    });
  });
});
