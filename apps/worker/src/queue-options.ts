import type { WorkerOptions } from '@temporalio/worker';
import { casesTaskQueue, emergenciesTaskQueue, laneTaskQueues } from '@xiangaitong/contracts';
import type { Lane } from '@xiangaitong/domain';
import type { Activities, Urgency } from './activities.module';

/** Cases in memory; one that is not is replayed from its history when it wakes. */
const CACHED_CASES = 2_000;
const CASE_ACTIVITIES_AT_ONCE = 40;
/** Emergencies are few; what counts is that none of these is ever taken by anything else. */
const CACHED_EMERGENCIES = 200;
const EMERGENCY_ACTIVITIES_AT_ONCE = 10;

/** A lane has one workflow, whose history is short: nothing is gained by waiting for a worker that may be dead. */
const LANE_STICKY_TIMEOUT = '5s';
/** A lane's heartbeats reach the engine as they are made: else it would hear one of them in its whole timeout. */
const LANE_BEAT = '2s';

type QueueOptions = Pick<
  WorkerOptions,
  | 'activities'
  | 'maxCachedWorkflows'
  | 'maxConcurrentActivityTaskExecutions'
  | 'maxConcurrentLocalActivityExecutions'
  | 'maxHeartbeatThrottleInterval'
  | 'stickyQueueScheduleToStartTimeout'
  | 'workflowThreadPoolSize'
>;

/** How each task queue is worked on: each by a Temporal worker of its own, so that none waits for another. */
export function queueOptions({
  ordinary,
  emergency,
}: Record<Urgency, Activities>): ReadonlyMap<string, QueueOptions> {
  const casesOf = ({ cases }: Activities, cached: number, atOnce: number): QueueOptions => ({
    activities: { ...cases },
    maxCachedWorkflows: cached,
    maxConcurrentActivityTaskExecutions: atOnce,
    maxConcurrentLocalActivityExecutions: atOnce,
  });
  const laneOf = (lane: Lane, { dispatch }: Activities): [string, QueueOptions] => [
    laneTaskQueues[lane],
    {
      activities: { ...dispatch },
      stickyQueueScheduleToStartTimeout: LANE_STICKY_TIMEOUT,
      maxHeartbeatThrottleInterval: LANE_BEAT,
      maxCachedWorkflows: 2,
      workflowThreadPoolSize: 1,
    },
  ];
  return new Map([
    [casesTaskQueue, casesOf(ordinary, CACHED_CASES, CASE_ACTIVITIES_AT_ONCE)],
    [emergenciesTaskQueue, casesOf(emergency, CACHED_EMERGENCIES, EMERGENCY_ACTIVITIES_AT_ONCE)],
    laneOf('ordinary', ordinary),
    laneOf('suspension', ordinary),
    laneOf('emergency', emergency),
  ]);
}
