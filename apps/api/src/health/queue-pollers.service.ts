import { Injectable } from '@nestjs/common';
import { taskQueues } from '@xiangaitong/contracts';
import { TemporalConnection } from '../infrastructure/temporal-connection';

/** Kinds of a task queue, by their number in Temporal's protocol. */
const WORKFLOW_TASKS = 1;
const ACTIVITY_TASKS = 2;
const TASK_KINDS = [WORKFLOW_TASKS, ACTIVITY_TASKS];

/**
 * A poll is held open for a minute, and its time is that of its beginning. The server lists a poller
 * for five minutes; one that has been silent for longer than a poll is gone.
 */
const POLLER_FRESH_MS = 75_000;
const CACHE_MS = 1_000;

/** Whether somebody works on a queue. */
export interface QueueCheck {
  readonly queue: string;
  readonly polled: boolean;
}

/** Asks the engine which of our task queues a worker polls. */
@Injectable()
export class QueuePollers {
  private cached: { readonly at: number; readonly answer: Promise<readonly QueueCheck[]> } | undefined;

  constructor(private readonly temporal: TemporalConnection) {}

  /** One answer a second, however many ask. @throws when the engine does not answer */
  check(): Promise<readonly QueueCheck[]> {
    const now = Date.now();
    if (this.cached === undefined || now - this.cached.at >= CACHE_MS) {
      this.cached = { at: now, answer: this.ask() };
    }
    return this.cached.answer;
  }

  private async ask(): Promise<readonly QueueCheck[]> {
    return Promise.all(
      taskQueues.map(async (queue) => {
        const polled = await Promise.all(TASK_KINDS.map((kind) => this.isPolled(queue, kind)));
        return { queue, polled: polled.every(Boolean) };
      }),
    );
  }

  private async isPolled(queue: string, taskQueueType: number): Promise<boolean> {
    const { client } = this.temporal;
    const answer = await client.withDeadline(Date.now() + 2_000, () =>
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
}
