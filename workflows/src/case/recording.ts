import { isCancellation, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import type { RecordInput, RecordOutcome, RegisterActivities } from '@xiangaitong/contracts/workflow';

// Recording is idempotent by sequence number and command id, so any repetition is safe.
const retry = { initialInterval: '200ms', maximumInterval: '30s' };

/** Within the workflow task: no task-queue round trip, while the database is well. */
const quick = proxyLocalActivities<RegisterActivities>({
  startToCloseTimeout: '4s',
  retry: { ...retry, maximumAttempts: 2 },
});

/** When it is not: waits outside the workflow task for as long as the outage lasts. */
const patient = proxyActivities<RegisterActivities>({ startToCloseTimeout: '30s', retry });

/** Records a transition, however long the register is away. */
export async function record(input: RecordInput): Promise<RecordOutcome> {
  try {
    return await quick.record(input);
  } catch (error) {
    if (isCancellation(error)) throw error;
    return await patient.record(input);
  }
}

export const { loadCase } = patient;
