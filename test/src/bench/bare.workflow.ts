import { condition, proxyLocalActivities, sleep } from '@temporalio/workflow';

export interface BareCase {
  readonly caseId: string;
  /** Epoch milliseconds. */
  readonly dueAt: number;
}

export interface BareActivities {
  write(caseId: string): Promise<void>;
}

// As the product records: repeated, it fails on the first statement's rows.
const { write } = proxyLocalActivities<BareActivities>({
  startToCloseTimeout: '4s',
  retry: { initialInterval: '200ms', maximumAttempts: 2 },
});

/** The least that a durable case can be: sleeps, writes what fell due, sleeps again. */
export async function bareCase({ caseId, dueAt }: BareCase): Promise<void> {
  await sleep(Math.max(dueAt - Date.now(), 1));
  await write(caseId);
  await condition(() => false, '14 days');
}
