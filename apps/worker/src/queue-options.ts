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
 * A storm of timers outlasts the SDK's ten seconds, after which every history would be replayed. It is also how long a
 * case waits for a worker that was killed, so no longer than half a minute less the replay.
 */
const STICKY_TIMEOUT_MS = 20_000;
/** Emergencies and lanes know no storm, and wait no longer than a few replays take. */
const EMERGENCY_STICKY_TIMEOUT_MS = 5_000;
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
    { cases, dispatch }: Activities,
    cached: number,
    atOnce: number,
    stickyMs: number,
  ): QueueOptions => ({
    workflowBundle,
    stickyQueueScheduleToStartTimeout: stickyMs,
    // Sending as well: what a former release's worker asked of this queue for a lane would else be tried for ever.
    activities: { ...cases, ...dispatch },
    maxCachedWorkflows: cached,
    maxConcurrentActivityTaskExecutions: atOnce,
    maxConcurrentLocalActivityExecutions: atOnce,
  });
  const laneOf = (lane: Lane, { dispatch }: Activities): [string, QueueOptions] => [
    laneTaskQueues[lane],
    { activities: { ...dispatch }, maxHeartbeatThrottleInterval: LANE_BEAT },
  ];
  return new Map([
    [casesTaskQueue, casesOf(ordinary, CACHED_CASES, CASE_ACTIVITIES_AT_ONCE, STICKY_TIMEOUT_MS)],
    [
      emergenciesTaskQueue,
      casesOf(emergency, CACHED_EMERGENCIES, EMERGENCY_ACTIVITIES_AT_ONCE, EMERGENCY_STICKY_TIMEOUT_MS),
    ],
    laneOf('ordinary', ordinary),
    laneOf('suspension', ordinary),
    laneOf('emergency', emergency),
  ]);
}
