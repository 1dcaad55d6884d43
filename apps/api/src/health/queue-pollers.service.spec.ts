import type { TemporalConnection } from '../infrastructure/temporal-connection';
import { QueuePollers } from './queue-pollers.service';

interface Asked {
  readonly taskQueue: { readonly name: string };
  readonly taskQueueType: number;
}

/** The engine as far as it tells of pollers: `${queue}/${kind}` → seconds since the last poll began. */
function pollersSeen(seen: Record<string, number>) {
  const describeTaskQueue = jest.fn(async ({ taskQueue, taskQueueType }: Asked) => {
    const ago = seen[`${taskQueue.name}/${taskQueueType}`];
    const seconds =
      ago === undefined ? undefined : { toString: () => String(Math.floor(Date.now() / 1000) - ago) };
    return { pollers: seconds === undefined ? [] : [{ lastAccessTime: { seconds } }] };
  });
  const client = {
    options: { namespace: 'default' },
    withDeadline: (_until: number, ask: () => unknown) => ask(),
    workflowService: { describeTaskQueue },
  };
  return { pollers: new QueuePollers({ client } as unknown as TemporalConnection), describeTaskQueue };
}

const all = {
  'cases/1': 5,
  'cases/2': 5,
  'emergencies/1': 5,
  'emergencies/2': 5,
  'dispatch-ordinary/2': 60,
  'dispatch-suspension/2': 0,
  'dispatch-emergency/2': 30,
};

describe('the pollers of our queues', () => {
  it('are there when each kind of task is polled', async () => {
    const { pollers } = pollersSeen(all);
    expect(await pollers.check()).toEqual(
      ['cases', 'emergencies', 'dispatch-ordinary', 'dispatch-suspension', 'dispatch-emergency'].map(
        (queue) => ({ queue, polled: true }),
      ),
    );
  });

  it('are gone when they have been silent for longer than a poll lasts', async () => {
    const { pollers } = pollersSeen({ ...all, 'dispatch-emergency/2': 120 });
    expect((await pollers.check()).filter(({ polled }) => !polled)).toEqual([
      { queue: 'dispatch-emergency', polled: false },
    ]);
  });

  it('are not enough when cases have workflows polled and activities not', async () => {
    const { 'cases/2': _activities, ...rest } = all;
    const { pollers } = pollersSeen(rest);
    expect((await pollers.check())[0]).toEqual({ queue: 'cases', polled: false });
  });

  it('are asked after once a second at most', async () => {
    jest.useFakeTimers();
    try {
      const { pollers, describeTaskQueue } = pollersSeen(all);
      await Promise.all([pollers.check(), pollers.check()]);
      jest.advanceTimersByTime(999);
      await pollers.check();
      expect(describeTaskQueue).toHaveBeenCalledTimes(7);
      jest.advanceTimersByTime(1);
      await pollers.check();
      expect(describeTaskQueue).toHaveBeenCalledTimes(14);
    } finally {
      jest.useRealTimers();
    }
  });
});
