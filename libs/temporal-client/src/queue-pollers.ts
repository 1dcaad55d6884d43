import type { Client } from '@temporalio/client';

/** Kinds of a task queue, by their number in Temporal's protocol. */
export const WORKFLOW_TASKS = 1;
export const ACTIVITY_TASKS = 2;

/**
 * A poll is held open for a minute, and its time is that of its beginning. The server lists a poller
 * for five minutes; one that has been silent for longer than a poll is gone.
 */
const POLLER_FRESH_MS = 75_000;
const ANSWER_WITHIN_MS = 2_000;

/** Whether a worker polls a queue for tasks of this kind. @throws when the engine does not answer */
export async function isPolled(client: Client, queue: string, taskQueueType: number): Promise<boolean> {
  const answer = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
    client.workflowService.describeTaskQueue({
      namespace: client.options.namespace,
      taskQueue: { name: queue },
      taskQueueType,
    }),
  );
  const since = Date.now() - POLLER_FRESH_MS;
  return (answer.pollers ?? []).some(
    ({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000 >= since,
  );
}
