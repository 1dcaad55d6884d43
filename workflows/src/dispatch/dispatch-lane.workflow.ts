import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { realDelayUntil } from '@xiangaitong/domain';
import {
  FULL_BATCH,
  laneTaskQueues,
  pokeSignal,
  type DispatchActivities,
  type DispatchLaneInput,
} from '@xiangaitong/contracts/workflow';

// A batch that is repeated claims again what it had claimed: a letter that may have left before is sent
// again with the same bytes, marked, at most three times.
const batches = {
  startToCloseTimeout: '5m',
  // Six beats missed: its worker is dead, and the lane's other letters wait no longer.
  heartbeatTimeout: '12s',
  retry: { initialInterval: '1s', maximumInterval: '10s' },
} as const;

// Tried once a look: what was not told stays in the outbox as such and comes with the next look, so that
// one case that does not answer holds up nobody's letters.
const reporting = { startToCloseTimeout: '30s', retry: { maximumAttempts: 1 } } as const;

/** Drains one lane of the outbox for as long as the product runs. */
export async function dispatchLane(input: DispatchLaneInput): Promise<void> {
  const taskQueue = laneTaskQueues[input.lane];
  const { dispatchBatch } = proxyActivities<DispatchActivities>({ ...batches, taskQueue });
  const { reportNonArrival } = proxyActivities<DispatchActivities>({ ...reporting, taskQueue });
  let poked = true;
  setHandler(pokeSignal, () => {
    poked = true;
  });
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    poked = false;
    const { tried, reports, nextAt } = await dispatchBatch(input.lane);
    await Promise.allSettled(reports.map((report) => reportNonArrival(report)));
    if (tried >= FULL_BATCH) continue;
    const due = nextAt === undefined ? input.pollMs : realDelayUntil(input.clock, nextAt, Date.now());
    await condition(() => poked, Math.max(Math.min(due, input.pollMs), 1));
  }
  await continueAsNew<typeof dispatchLane>(input);
}
