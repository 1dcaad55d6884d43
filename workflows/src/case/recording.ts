import {
  ActivityFailure,
  ApplicationFailure,
  proxyActivities,
  proxyLocalActivities,
} from '@temporalio/workflow';
import {
  staleRunFailureType,
  type RecordInput,
  type RecordOutcome,
  type RegisterActivities,
} from '@xiangaitong/contracts';

// Recording is idempotent by sequence number and command id, so any repetition is safe. A stale run is
// the one failure that repeating cannot mend.
const retry = {
  initialInterval: '200ms',
  maximumInterval: '30s',
  nonRetryableErrorTypes: [staleRunFailureType],
};

/** Within the workflow task: no task-queue round trip, while the database is well. */
const quick = proxyLocalActivities<RegisterActivities>({
  startToCloseTimeout: '4s',
  retry: { ...retry, maximumAttempts: 2 },
});

/** When it is not: waits outside the workflow task for as long as the outage lasts. */
const patient = proxyActivities<RegisterActivities>({ startToCloseTimeout: '30s', retry });

/** Records a transition, however long the register is away. @throws ApplicationFailure `StaleRun` */
export async function record(input: RecordInput): Promise<RecordOutcome> {
  try {
    return await quick.record(input);
  } catch (error) {
    if (isStale(error) || !(error instanceof ActivityFailure)) throw error;
    return await patient.record(input);
  }
}

export const { loadCase } = patient;

/** True when the register has gone on without this run. */
export const isStale = (error: unknown): boolean =>
  error instanceof ActivityFailure &&
  error.cause instanceof ApplicationFailure &&
  error.cause.type === staleRunFailureType;
