import { waitUntil } from '@xiangaitong/testing';
import { EFFECTIVE_AT, SuspensionRun } from '../fixtures/suspension-run.fixture';
import { DAY, MINUTE, useKitWithoutWorker } from '../fixtures/workflow-kit.fixture';

const replaced = { replaced: true };

describe('a suspension whose worker is replaced', () => {
  const kit = useKitWithoutWorker();
  const suspension = new SuspensionRun(kit);

  it('is executed late, and once, by one that was away at the instant', async () => {
    await kit.run(() => suspension.notify(), replaced);
    // Nobody is there; the server skips no time while it waits for somebody, so the last second is a real one.
    await kit.passUntil(EFFECTIVE_AT + 1_000);
    expect(suspension.types.at(-1)).toBe('SuspensionNotified');
    await kit.run(() => kit.passUntil(EFFECTIVE_AT + 10 * MINUTE), replaced);
    expect(suspension.types.slice(-2)).toEqual(['SuspensionExecutionOrdered', 'ServiceSuspended']);
    expect(suspension.last('SuspensionExecutionOrdered')['at']).toBeGreaterThanOrEqual(EFFECTIVE_AT + 1_000);
    await kit.run(() => kit.passUntil(EFFECTIVE_AT + DAY), replaced);
    expect(kit.world.actuations).toEqual(['off']);
    expect(kit.world.reports).toEqual(['executed']);
  });

  it('does not believe in a cut that it did not hear of: the next one cuts again, and records it once', async () => {
    await kit.run(async () => {
      await suspension.notify();
      kit.world.lostAnswers = 1_000_000;
      await kit.passUntil(EFFECTIVE_AT);
      await waitUntil(() => kit.world.actuations.length > 0, { timeoutMs: 20_000, what: 'a cut' });
    }, replaced);
    expect(suspension.types.at(-1)).toBe('SuspensionExecutionOrdered');
    const before = kit.world.actuations.length;
    kit.world.lostAnswers = 0;
    await kit.run(() => kit.passUntil(EFFECTIVE_AT + 10 * MINUTE), replaced);
    expect(kit.world.actuations).toHaveLength(before + 1);
    expect(new Set(kit.world.actuations)).toEqual(new Set(['off']));
    expect(suspension.count('ServiceSuspended')).toBe(1);
    expect(kit.world.reports).toEqual(['executed']);
  });
});
