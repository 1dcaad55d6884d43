import type { Lane } from '@xiangaitong/domain';

/** Cases and their activities. */
export const casesTaskQueue = 'cases';

/** Mail and emergencies have queues of their own, so that a storm of letters delays neither. */
export const laneTaskQueues: Record<Lane, string> = {
  ordinary: 'dispatch-ordinary',
  suspension: 'dispatch-suspension',
  emergency: 'dispatch-emergency',
};

export const lanes: readonly Lane[] = ['ordinary', 'suspension', 'emergency'];
