import {
  addFigureGauge,
  type Figure,
  type KeptReading,
  type MetricsRegistry,
} from '@xiangaitong/observability';
import type { EngineFigures } from './queue-backlog';

/**
 * What the engine says of the queues that the workers poll. Unlike the register's figures these are not shown while it
 * is away: a backlog that nobody can see is not known to be what it was.
 */
export function addEngineMetrics(registry: MetricsRegistry, reading: KeptReading<EngineFigures>): void {
  const whileReachable = async (
    of: (figures: EngineFigures) => readonly Figure[],
  ): Promise<readonly Figure[]> => {
    const { value, reachable } = await reading.read();
    return value === undefined || !reachable ? [] : of(value);
  };
  addFigureGauge(registry, {
    name: 'xiangaitong_engine_reachable',
    help: '1 when the engine answered in time',
    figures: async () => [{ value: (await reading.read()).reachable ? 1 : 0 }],
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_task_queue_polled',
    help: '1 when a worker polls the queue for workflow tasks and for activities',
    labelNames: ['queue'],
    figures: () =>
      whileReachable(({ polled }) =>
        Object.entries(polled).map(([queue, is]) => ({ labels: { queue }, value: is ? 1 : 0 })),
      ),
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_task_queue_backlog',
    help: 'Tasks that wait for a worker, as the engine estimates; those kept for one worker are not among them',
    labelNames: ['queue', 'task'],
    figures: () =>
      whileReachable(({ backlogs }) =>
        backlogs.map(({ queue, task, waiting }) => ({ labels: { queue, task }, value: waiting })),
      ),
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_task_queue_backlog_age_seconds',
    help: 'Seconds since the oldest task that waits for a worker was created, as the engine estimates',
    labelNames: ['queue', 'task'],
    figures: () =>
      whileReachable(({ backlogs }) =>
        backlogs.map(({ queue, task, oldestSeconds }) => ({ labels: { queue, task }, value: oldestSeconds })),
      ),
  });
}
