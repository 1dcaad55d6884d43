import type { Lane, SuspensionCommand, SuspensionEvent } from '@xiangaitong/domain';

/** Cases and their activities. */
export const casesTaskQueue = 'cases';

/** Suspensions by 點13-3 and their activities: cut off at once, whatever falls due for other cases. */
export const emergenciesTaskQueue = 'emergencies';

/** The queues on which cases of all kinds run, and no other workflow elsewhere: each costs a worker a thread. */
export const caseTaskQueues: readonly string[] = [casesTaskQueue, emergenciesTaskQueue];

/** Where the lanes' own workflows run, which only say when to look: nothing there waits for a storm of cases. */
export const laneWorkflowTaskQueue = emergenciesTaskQueue;

/** Sending has queues of its own, so that a storm of letters delays neither cases nor letters of another lane. */
export const laneTaskQueues: Record<Lane, string> = {
  ordinary: 'dispatch-ordinary',
  suspension: 'dispatch-suspension',
  emergency: 'dispatch-emergency',
};

export const lanes: readonly Lane[] = ['ordinary', 'suspension', 'emergency'];

/** Every queue of the product; somebody has to poll each. */
export const taskQueues: readonly string[] = [
  ...caseTaskQueues,
  ...lanes.map((lane) => laneTaskQueues[lane]),
];

const emergencyOpenings: readonly string[] = [
  'OrderEmergencySuspension' satisfies SuspensionCommand['type'],
  'EmergencySuspensionOrdered' satisfies SuspensionEvent['type'],
];

/**
 * The queue of a case, by what it begins with: its first command or, of one that is in the register, its first
 * event. It keeps it for life: a run that continues as new stays where it is.
 */
export const taskQueueOfCase = (opening: { readonly type: string }): string =>
  emergencyOpenings.includes(opening.type) ? emergenciesTaskQueue : casesTaskQueue;
