import { refusal, people } from '../fixtures/case-run.fixture';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('an actuator', () => {
  const kit = useKit();
  const suspension = new SuspensionRun(kit);

  it('that is away is asked again until it answers; what it did is recorded once', async () => {
    await suspension.notify();
    kit.world.failures = 4;
    await kit.passUntil(EFFECTIVE_AT + 10 * MINUTE);
    expect(kit.world.actuations).toEqual(['off']);
    expect(suspension.count('SuspensionExecutionOrdered')).toBe(1);
    expect(suspension.count('ServiceSuspended')).toBe(1);
    expect(suspension.types.at(-1)).toBe('ServiceSuspended');
    // Four in vain, the one that got through, and the report to the notice.
    expect(kit.world.calls).toBe(6);
  });

  it('that stays away holds the case where it is: nobody cures what has not been cut', async () => {
    await suspension.notify();
    kit.world.failures = 1_000;
    await kit.passUntil(EFFECTIVE_AT + 10 * MINUTE);
    expect(suspension.types.at(-1)).toBe('SuspensionExecutionOrdered');
    await expect(
      suspension.send(people.respondent, {
        type: 'SubmitCure',
        statement: '已改善。',
        fillerPersonId: 'p-lee',
      }),
    ).rejects.toEqual(refusal('suspension.inExecution'));
    expect(kit.world.calls).toBeGreaterThan(5);
  });

  it('that answers nobody is asked again, and its word is recorded once', async () => {
    await suspension.notify();
    kit.world.lostAnswers = 3;
    await kit.passUntil(EFFECTIVE_AT + 10 * MINUTE);
    expect(kit.world.actuations).toEqual(['off', 'off', 'off', 'off']);
    expect(suspension.count('ServiceSuspended')).toBe(1);
    expect(kit.world.reports).toEqual(['executed']);
  });

  it('whose cut does not hold is told again a quarter of an hour later; nobody hears that service is off', async () => {
    await suspension.notify();
    kit.world.vainCuts = 2;
    await suspension.expectAt(EFFECTIVE_AT, 'ActuationFailed');
    const { retryAt } = suspension.last('ActuationFailed');
    expect(kit.register.tasks).toContain('checkActuation → supervisor');
    expect(kit.register.letters.join()).not.toContain('suspensionExecuted');
    await suspension.expectAt(Number(retryAt), 'SuspensionExecutionRetried');
    // In vain a second time; the third one holds.
    expect(suspension.last('ActuationFailed')).toMatchObject({ attempt: 2 });
    expect(kit.world.reports).toEqual([]);
    await suspension.expectAt(Number(suspension.last('ActuationFailed')['retryAt']), 'ServiceSuspended');
    expect(kit.world.actuations).toEqual(['off', 'off', 'off']);
    expect(kit.world.reports).toEqual(['executed']);
    expect(kit.register.letters).toContain('suspensionExecuted → respondent');
    expect(suspension.count('SuspensionExecutionOrdered')).toBe(1);
  });
});
