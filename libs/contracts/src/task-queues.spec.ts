import { casesTaskQueue, emergenciesTaskQueue, taskQueueOfCase, taskQueues } from './task-queues';

describe('the queue of a case', () => {
  it.each(['OrderEmergencySuspension', 'EmergencySuspensionOrdered'])(
    'is that of emergencies when it begins with %s',
    (type) => {
      expect(taskQueueOfCase({ type })).toBe(emergenciesTaskQueue);
    },
  );

  it.each(['SubmitNotice', 'NoticeSubmitted', 'DecideSuspension', 'SuspensionDecided'])(
    'is the common one when it begins with %s',
    (type) => {
      expect(taskQueueOfCase({ type })).toBe(casesTaskQueue);
    },
  );

  it('is one that a worker is told to poll', () => {
    expect(taskQueues).toEqual(expect.arrayContaining([casesTaskQueue, emergenciesTaskQueue]));
    expect(new Set(taskQueues).size).toBe(taskQueues.length);
  });
});
