import { ACTIVITY_TASKS, WORKFLOW_TASKS } from '@xiangaitong/temporal-client';
import type { TemporalConnection } from '../infrastructure/temporal-connection';
import type { QueuePollers } from '../health/queue-pollers.service';

const taskKinds = [
  ['workflow', WORKFLOW_TASKS],
  ['activity', ACTIVITY_TASKS],
] as const;
const ANSWER_WITHIN_MS = 2_000;

/** Tasks of one kind that wait for a worker in one queue, as the engine estimates. */
export interface QueueBacklog {
  readonly queue: string;
  readonly task: 'workflow' | 'activity';
  readonly waiting: number;
  /** Seconds since the oldest of them was created. */
  readonly oldestSeconds: number;
}

/** What the engine tells an operator at one moment. */
export interface EngineFigures {
  readonly polled: Readonly<Record<string, boolean>>;
  readonly backlogs: readonly QueueBacklog[];
}

/** Asks the engine how its queues are. @throws when it does not answer within two seconds */
export async function readEngine(
  { client }: TemporalConnection,
  pollers: QueuePollers,
): Promise<EngineFigures> {
  const queues = await pollers.check();
  const backlogs = await Promise.all(
    queues.flatMap(({ queue }) =>
      taskKinds.map(async ([task, taskQueueType]): Promise<QueueBacklog> => {
        const { stats } = await client.withDeadline(Date.now() + ANSWER_WITHIN_MS, () =>
          client.workflowService.describeTaskQueue({
            namespace: client.options.namespace,
            taskQueue: { name: queue },
            taskQueueType,
            reportStats: true,
          }),
        );
        return {
          queue,
          task,
          waiting: Number(stats?.approximateBacklogCount ?? 0),
          oldestSeconds: Number(stats?.approximateBacklogAge?.seconds ?? 0),
        };
      }),
    ),
  );
  return { polled: Object.fromEntries(queues.map(({ queue, polled }) => [queue, polled])), backlogs };
}
