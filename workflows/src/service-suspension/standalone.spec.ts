import { startOfDay, type SuspensionDecision } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('a suspension that stands alone (點13-2)', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  const decideAlone = async (changes: Partial<SuspensionDecision> = {}): Promise<void> => {
    await suspension.start();
    const decision = suspension.decision({ caseNumber: '中止-115-000001', ground: 8, ...changes });
    await suspension.send(people.tracker, { type: 'DecideSuspension', decision });
  };

  it('waits for the second person, who is never the first, and asks for them after two working days', async () => {
    await decideAlone();
    await expect(suspension.send(people.tracker, { type: 'ApproveSuspension' })).rejects.toEqual(
      refusal('case.fourEyes'),
    );
    await suspension.expectAt(startOfDay('2026-08-06'), 'SuspensionApprovalEscalated');
    await suspension.approve();
    expect(suspension.types.at(-1)).toBe('SuspensionApproved');
  });

  it('is executed at its instant once its notice has arrived, and has no notice to report to', async () => {
    await decideAlone();
    await suspension.approve();
    await suspension.deliver();
    await kit.passUntil(EFFECTIVE_AT - MINUTE);
    expect(kit.world.actuations).toEqual([]);
    await kit.passUntil(EFFECTIVE_AT + MINUTE);
    expect(suspension.types.slice(-2)).toEqual(['SuspensionExecutionOrdered', 'ServiceSuspended']);
    await suspension.cure();
    await suspension.confirm();
    await suspension.handle.result();
    expect(kit.world.actuations).toEqual(['off', 'on']);
    expect(kit.world.reports).toEqual([]);
  });

  it('opens no case in another’s name, inside the notice period, or by (十一) without confirmation', async () => {
    await expect(decideAlone({ decidedBy: people.supervisor.personId })).rejects.toEqual(
      refusal('case.fourEyes'),
    );
    // Fourteen days after Monday 3 August are the 17th.
    await expect(decideAlone({ effectiveDate: '2026-08-14' })).rejects.toEqual(
      refusal('suspension.effectiveTooSoon'),
    );
    await expect(decideAlone({ ground: 11 })).rejects.toEqual(refusal('suspension.justifiable'));
    expect(kit.register.inputs).toEqual([]);
    await decideAlone({ effectiveDate: '2026-08-17' });
    expect(suspension.types).toEqual(['SuspensionDecided']);
  });
});
