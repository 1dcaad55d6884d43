import { Injectable } from '@nestjs/common';
import { caseTaskQueues, taskQueues } from '@xiangaitong/contracts';
import { ACTIVITY_TASKS, isPolled, WORKFLOW_TASKS } from '@xiangaitong/temporal-client';
import { TemporalConnection } from '../infrastructure/temporal-connection';

const kindsOf = (queue: string): readonly number[] =>
  caseTaskQueues.includes(queue) ? [WORKFLOW_TASKS, ACTIVITY_TASKS] : [ACTIVITY_TASKS];
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
        const polled = await Promise.all(
          kindsOf(queue).map((kind) => isPolled(this.temporal.client, queue, kind)),
        );
        return { queue, polled: polled.every(Boolean) };
      }),
    );
  }
}
