import { condition, continueAsNew, proxyActivities, setHandler, workflowInfo } from '@temporalio/workflow';
import { realDelayUntil } from '@xiangaitong/domain';
import { pokeSignal, type DispatchActivities, type DispatchLaneInput } from '@xiangaitong/contracts';

// A batch that is repeated claims again what it had claimed: a letter that may have left before is sent
// again with the same bytes, marked, at most three times.
const { dispatchBatch } = proxyActivities<DispatchActivities>({
  startToCloseTimeout: '5m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '1s', maximumInterval: '30s' },
});

// A command with a fixed id: repeated, it is answered as the first time.
const { reportNonArrival } = proxyActivities<DispatchActivities>({
  startToCloseTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '1m' },
});

const FULL_BATCH = 100;

/** Drains one lane of the outbox for as long as the product runs. */
export async function dispatchLane(input: DispatchLaneInput): Promise<void> {
  let poked = true;
  setHandler(pokeSignal, () => {
    poked = true;
  });
  while (!workflowInfo().continueAsNewSuggested && workflowInfo().historyLength < 2_000) {
    poked = false;
    const { tried, reports, nextAt } = await dispatchBatch(input.lane);
    for (const report of reports) await reportNonArrival(report);
    if (tried >= FULL_BATCH) continue;
    const due = nextAt === undefined ? input.pollMs : realDelayUntil(input.clock, nextAt, Date.now());
    await condition(() => poked, Math.max(Math.min(due, input.pollMs), 1));
  }
  await continueAsNew<typeof dispatchLane>(input);
}
