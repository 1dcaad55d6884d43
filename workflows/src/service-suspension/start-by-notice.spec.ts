import { startOfDay } from '@xiangaitong/domain';
import { noticeSnapshotQuery } from '@xiangaitong/contracts/workflow';
import { waitUntil } from '@xiangaitong/testing';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { useKitWithoutWorker } from '../fixtures/workflow-kit.fixture';

describe('a notice that starts its suspension', () => {
  const kit = useKitWithoutWorker();
  const notice = new NoticeRun(kit);

  const pending = async (): Promise<number> =>
    (await notice.handle.query(noticeSnapshotQuery)).pending.length;
  const settled = (): Promise<unknown> =>
    waitUntil(async () => (await pending()) === 0, {
      timeoutMs: 20_000,
      what: 'the effect to be carried out',
    });

  it('starts it once, under the id that the decision names, and waits for what becomes of it', () =>
    kit.run(async () => {
      await notice.issueUntilProposed();
      expect(kit.world.started).toEqual([]);
      await notice.decideSuspension();
      await settled();
      expect(await notice.state()).toMatchObject({
        phase: 'suspending',
        suspensionId: kit.world.started[0],
      });
      await kit.passUntil(startOfDay('2027-03-01'));
      expect(kit.world.started).toHaveLength(1);
      expect(notice.types.at(-1)).toBe('SuspensionDecidedUpon');
    }));

  it('goes on trying while it cannot be started', () =>
    kit.run(async () => {
      await notice.issue();
      kit.world.failures = 4;
      await notice.suspendAsSerious();
      await kit.passUntil(startOfDay('2026-08-04'));
      await settled();
      expect(kit.world.started).toHaveLength(1);
      expect(kit.world.calls).toBe(5);
    }));

  it('starts it once when the worker ends in between, and not again by the next one', async () => {
    const replaced = { replaced: true };
    await kit.run(async () => {
      await notice.issue();
      kit.world.failures = 1_000_000;
      await notice.suspendAsSerious();
      await waitUntil(() => kit.world.calls > 1, { timeoutMs: 20_000, what: 'a first try' });
    }, replaced);
    expect(kit.world.started).toEqual([]);
    kit.world.failures = 0;
    await kit.run(async () => {
      await kit.passUntil(startOfDay('2026-08-05'));
      await settled();
    }, replaced);
    await kit.run(async () => {
      await kit.passUntil(startOfDay('2026-08-07'));
      await settled();
    }, replaced);
    expect(kit.world.started).toHaveLength(1);
    expect(notice.count('SuspensionDecidedUpon')).toBe(1);
  });
});
