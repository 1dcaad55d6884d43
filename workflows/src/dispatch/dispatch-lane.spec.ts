import type { WorkflowHandle } from '@temporalio/client';
import { Worker } from '@temporalio/worker';
import { waitUntil } from '@xiangaitong/testing';
import {
  dispatchWorkflowType,
  FULL_BATCH,
  laneTaskQueues,
  pokeSignal,
  type BatchOutcome,
  type DispatchActivities,
  type NonArrivalReport,
} from '@xiangaitong/contracts/workflow';
import { useKitWithoutWorker } from '../fixtures/workflow-kit.fixture';

const POLL_MS = 30_000;
const nothing: BatchOutcome = { tried: 0, reports: [] };
const report = (dispatchId: string): NonArrivalReport => ({
  dispatchId,
  caseKind: 'notice',
  caseId: 'n-1',
  tenant: 'C0000000',
  why: 'bounced',
});

/** The outbox in memory: says what it is told to say, one outcome a batch, then that there is nothing. */
class ScriptedOutbox implements DispatchActivities {
  readonly outcomes: (BatchOutcome | Error)[] = [];
  readonly told: string[] = [];
  /** Reports that do not get through. */
  readonly deaf = new Set<string>();
  batches = 0;
  /** While set, a batch does not come to an end. */
  gate: Promise<void> | undefined;

  readonly dispatchBatch = async (): Promise<BatchOutcome> => {
    this.batches += 1;
    await this.gate;
    const outcome = this.outcomes.shift() ?? nothing;
    if (outcome instanceof Error) throw outcome;
    return outcome;
  };

  readonly reportNonArrival = async ({ dispatchId }: NonArrivalReport): Promise<void> => {
    if (this.deaf.has(dispatchId)) throw new Error('The case does not answer');
    this.told.push(dispatchId);
  };
}

describe('dispatchLane on the time-skipping server', () => {
  const kit = useKitWithoutWorker();
  let outbox: ScriptedOutbox;
  let handle: WorkflowHandle;

  beforeEach(() => {
    outbox = new ScriptedOutbox();
  });

  /** As in the product: the lane's workflow on one queue, its sending on another. */
  const lane = async (test: () => Promise<void>): Promise<void> => {
    const sender = await Worker.create({
      connection: kit.env.nativeConnection,
      taskQueue: laneTaskQueues.ordinary,
      activities: { dispatchBatch: outbox.dispatchBatch, reportNonArrival: outbox.reportNonArrival },
    });
    await kit.run(() =>
      sender.runUntil(async () => {
        const input = { lane: 'ordinary', clock: kit.clock, pollMs: POLL_MS };
        handle = await kit.start(dispatchWorkflowType, 'dispatch/ordinary', input);
        await test();
      }),
    );
  };
  const batches = (count: number): Promise<unknown> =>
    waitUntil(() => outbox.batches >= count, { timeoutMs: 20_000, what: `batch ${count}` });

  it('looks when it begins, and then by itself after the poll time, not before', () =>
    lane(async () => {
      await batches(1);
      await kit.env.sleep(POLL_MS - 2_000);
      expect(outbox.batches).toBe(1);
      await kit.env.sleep(4_000);
      expect(outbox.batches).toBe(2);
      await kit.env.sleep(10 * POLL_MS);
      expect(outbox.batches).toBe(12);
    }));

  it('wakes when it is poked, without time passing', () =>
    lane(async () => {
      await batches(1);
      const before = await kit.env.currentTimeMs();
      await handle.signal(pokeSignal);
      await batches(2);
      expect((await kit.env.currentTimeMs()) - before).toBeLessThan(POLL_MS / 2);
    }));

  it('hears a poke that comes while it is busy', () =>
    lane(async () => {
      let open = (): void => undefined;
      outbox.gate = new Promise((resolve) => {
        open = resolve;
      });
      await batches(1);
      await handle.signal(pokeSignal);
      await handle.signal(pokeSignal);
      open();
      const before = await kit.env.currentTimeMs();
      await batches(2);
      expect((await kit.env.currentTimeMs()) - before).toBeLessThan(POLL_MS / 2);
      // Two pokes of one look are one.
      await kit.env.sleep(POLL_MS / 2);
      expect(outbox.batches).toBe(2);
    }));

  it('goes on at once while batches are full', async () => {
    outbox.outcomes.push(
      { tried: FULL_BATCH, reports: [] },
      { tried: FULL_BATCH, reports: [] },
      { tried: FULL_BATCH - 1, reports: [] },
    );
    await lane(async () => {
      const before = await kit.env.currentTimeMs();
      await batches(3);
      expect((await kit.env.currentTimeMs()) - before).toBeLessThan(POLL_MS / 2);
      await kit.env.sleep(POLL_MS / 2);
      expect(outbox.batches).toBe(3);
    });
  });

  it('wakes for what falls due before the poll time, on neither side of it', async () => {
    outbox.outcomes.push({ tried: 1, reports: [], nextAt: kit.clock.businessEpoch + 20_000 });
    await lane(async () => {
      await batches(1);
      await kit.passUntil(kit.clock.businessEpoch + 18_000);
      expect(outbox.batches).toBe(1);
      await kit.passUntil(kit.clock.businessEpoch + 22_000);
      expect(outbox.batches).toBe(2);
    });
  });

  it('does not sleep past the poll time for what falls due later', async () => {
    outbox.outcomes.push({ tried: 1, reports: [], nextAt: kit.clock.businessEpoch + 86_400_000 });
    await lane(async () => {
      await batches(1);
      await kit.env.sleep(POLL_MS + 2_000);
      expect(outbox.batches).toBe(2);
    });
  });

  it('tells each case; one that does not answer holds up neither the others nor the letters', async () => {
    outbox.deaf.add('d-2');
    outbox.outcomes.push(
      { tried: 3, reports: [report('d-1'), report('d-2'), report('d-3')] },
      { tried: 0, reports: [report('d-2')] },
    );
    await lane(async () => {
      await waitUntil(() => outbox.told.length === 2, { timeoutMs: 20_000, what: 'two reports' });
      expect([...outbox.told].sort()).toEqual(['d-1', 'd-3']);
      outbox.deaf.clear();
      await kit.env.sleep(POLL_MS + 2_000);
      expect(outbox.told).toContain('d-2');
      expect(outbox.batches).toBe(2);
    });
  });

  it('survives a batch that fails', async () => {
    outbox.outcomes.push(new Error('The database is away'), new Error('The database is away'));
    await lane(async () => {
      await batches(1);
      await kit.env.sleep(10_000);
      expect(outbox.batches).toBe(3);
      const { status } = await handle.describe();
      expect(status.name).toBe('RUNNING');
    });
  });

  it('goes on in a new run before its history grows long', async () => {
    // Some five events a batch.
    outbox.outcomes.push(...Array.from({ length: 500 }, () => ({ tried: FULL_BATCH, reports: [] })));
    await lane(async () => {
      const { runId } = await handle.describe();
      await waitUntil(() => outbox.outcomes.length === 0, {
        timeoutMs: 50_000,
        what: 'five hundred batches',
      });
      const latest = kit.env.client.workflow.getHandle('dispatch/ordinary');
      const now = await latest.describe();
      expect(now.runId).not.toBe(runId);
      expect([now.status.name, now.historyLength < 2_000]).toEqual(['RUNNING', true]);
      const before = outbox.batches;
      await latest.signal(pokeSignal);
      await batches(before + 1);
    });
  });
});
