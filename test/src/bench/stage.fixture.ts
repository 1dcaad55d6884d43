import type { Client } from '@temporalio/client';
import { requireEnv, waitUntil } from '@xiangaitong/testing';
import type { AppProcess } from '../app-process.fixture';
import { Watched } from './usage.fixture';

/** Requests under way at once when workflows are started or looked at. */
export const AT_ONCE = 20;
/** Far longer than anything here takes on a slow machine. */
export const STORM_WITHIN_MS = 600_000;

/** Not every case was asleep when all fell due: the machine is slower than was thought. */
export class LeadTooShort extends Error {
  constructor(readonly neededMs: number) {
    super(`Starting took ${(neededMs / 1e3).toFixed(0)} s, longer than the lead`);
    this.name = 'LeadTooShort';
  }
}

/** Looks at a worker, and at database and engine of the environment. */
export const watch = (worker: number): Watched =>
  new Watched(worker, {
    temporalAddress: requireEnv('TEMPORAL_ADDRESS'),
    databaseUrl: requireEnv('DATABASE_URL'),
  });

/** Waits until a workflow has nothing under way. */
export async function asleep(client: Client, workflowId: string): Promise<void> {
  await waitUntil(
    async () => {
      const { raw, historyLength } = await client.workflow.getHandle(workflowId).describe();
      const nothing = raw.pendingWorkflowTask == null && (raw.pendingActivities ?? []).length === 0;
      return nothing && historyLength > 4;
    },
    { timeoutMs: STORM_WITHIN_MS, what: `${workflowId} to be asleep`, intervalMs: 500 },
  );
}

export const historyOf = async (client: Client, workflowId: string): Promise<number> =>
  (await client.workflow.getHandle(workflowId).describe()).historyLength;

export function pidOf(process: AppProcess): number {
  process.assertRunning();
  if (process.pid === undefined) throw new Error('The process has no pid');
  return process.pid;
}
