import type { Duration } from '@temporalio/common';
import type { WorkerOptions, WorkflowBundleOption } from '@temporalio/worker';
import { casesTaskQueue, emergenciesTaskQueue, laneTaskQueues } from '@xiangaitong/contracts';
import type { Lane } from '@xiangaitong/domain';
import type { Activities, Urgency } from './activities.module';

/**
 * Cases in memory, a third of a MiB each; one that is not is replayed from its short history when it wakes. Bounds the
 * worker's memory, however many cases are open (docs/scale.md).
 */
const CACHED_CASES = 250;
const CASE_ACTIVITIES_AT_ONCE = 40;
/** Emergencies are few; what counts is that none of these is ever taken by anything else. */
const CACHED_EMERGENCIES = 50;
const EMERGENCY_ACTIVITIES_AT_ONCE = 10;

/**
 * How long a case waits for the worker that has it at hand and may be dead. What waits longer in a storm is replayed
 * from its history, as most cases of a storm are anyway.
 */
const STICKY_TIMEOUT = '10s';
/** Emergencies know no storm. */
const EMERGENCY_STICKY_TIMEOUT = '5s';
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
  | 'workflowBundle'
>;

/**
 * How each task queue is worked on: each by a Temporal worker of its own, so that none waits for another. Only where
 * workflows run does one have the bundle, and a thread for it.
 */
export function queueOptions(
  { ordinary, emergency }: Record<Urgency, Activities>,
  workflowBundle: WorkflowBundleOption,
): ReadonlyMap<string, QueueOptions> {
  const casesOf = (
    { cases }: Activities,
    cached: number,
    atOnce: number,
    sticky: Duration,
  ): QueueOptions => ({
    workflowBundle,
    stickyQueueScheduleToStartTimeout: sticky,
    activities: { ...cases },
    maxCachedWorkflows: cached,
    maxConcurrentActivityTaskExecutions: atOnce,
    maxConcurrentLocalActivityExecutions: atOnce,
  });
  const laneOf = (lane: Lane, { dispatch }: Activities): [string, QueueOptions] => [
    laneTaskQueues[lane],
    { activities: { ...dispatch }, maxHeartbeatThrottleInterval: LANE_BEAT },
  ];
  return new Map([
    [casesTaskQueue, casesOf(ordinary, CACHED_CASES, CASE_ACTIVITIES_AT_ONCE, STICKY_TIMEOUT)],
    [
      emergenciesTaskQueue,
      casesOf(emergency, CACHED_EMERGENCIES, EMERGENCY_ACTIVITIES_AT_ONCE, EMERGENCY_STICKY_TIMEOUT),
    ],
    laneOf('ordinary', ordinary),
    laneOf('suspension', ordinary),
    laneOf('emergency', emergency),
  ]);
}
