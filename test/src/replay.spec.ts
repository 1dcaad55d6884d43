import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import { readHistories, type History, type KeptHistory } from './history-file.fixture';
import { bundleFromSource } from './workflow-bundle.fixture';

// Bundling the workflows comes before the first test.
jest.setTimeout(60_000);

// A replay that fails is what these tests are about: the engine need not write of it.
Runtime.install({
  logger: new DefaultLogger('ERROR'),
  telemetryOptions: { logging: { filter: 'OFF', forward: {} } },
});

const kept = readHistories();
type Event = NonNullable<History['events']>[number];

const named = (name: string): KeptHistory => {
  const found = kept.find((history) => history.name === name);
  if (found === undefined) throw new Error(`There is no history ${name}: npm run histories`);
  return found;
};

describe('histories of seed 002, made on the real server', () => {
  let workflowBundle: WorkflowBundle;

  beforeAll(async () => {
    workflowBundle = await bundleFromSource();
  });

  const replay = ({ workflowId, history }: KeptHistory): Promise<void> =>
    Worker.runReplayHistory({ workflowBundle }, history, workflowId);

  /** A copy with its events changed; the kept one stays as it is. */
  const tampered = (name: string, change: (events: Event[]) => Event[]): KeptHistory => {
    const whole = named(name);
    const copy = temporal.api.history.v1.History.decode(
      temporal.api.history.v1.History.encode(whole.history).finish(),
    );
    return { ...whole, history: { events: change(copy.events) } };
  };

  it('are there: the notice, its suspension, and both lanes that their letters left by', () => {
    expect(kept.map(({ name }) => name).sort()).toEqual([
      'seed-002-lane-ordinary',
      'seed-002-lane-suspension',
      'seed-002-notice',
      'seed-002-suspension',
    ]);
    const parts = (name: string): Set<string> =>
      new Set(named(name).history.events?.flatMap((event) => Object.keys(event)));
    expect([...parts('seed-002-notice')]).toEqual(
      expect.arrayContaining([
        'workflowExecutionUpdateAcceptedEventAttributes',
        'timerFiredEventAttributes',
        'markerRecordedEventAttributes',
        'workflowExecutionCompletedEventAttributes',
      ]),
    );
    expect(parts('seed-002-lane-ordinary')).toContain('workflowExecutionSignaledEventAttributes');
  });

  it.each(kept.map((history) => [history.name, history] as const))(
    '%s replays on the workflows as they are now',
    async (_name, history) => {
      await expect(replay(history)).resolves.toBeUndefined();
    },
  );

  it('with an activity of another name: not what the workflow does', async () => {
    const renamed = tampered('seed-002-suspension', (events) => {
      const scheduled = events.find(
        ({ activityTaskScheduledEventAttributes: attributes }) =>
          attributes?.activityType?.name === 'actuate',
      )?.activityTaskScheduledEventAttributes;
      if (scheduled?.activityType == null) throw new Error('The suspension has actuated nothing');
      scheduled.activityType.name = 'cutTheLine';
      return events;
    });
    await expect(replay(renamed)).rejects.toThrow(DeterminismViolationError);
  });

  it.each(['seed-002-notice', 'seed-002-suspension', 'seed-002-lane-ordinary'])(
    '%s without one of its timers: not what the workflow does',
    async (name) => {
      await expect(replay(tampered(name, withoutATimer))).rejects.toThrow(DeterminismViolationError);
    },
  );

  it('with another recorded answer: the case goes another way', async () => {
    const stale = tampered('seed-002-notice', (events) => {
      const marker = events.findLast((event) => event.markerRecordedEventAttributes != null);
      const [payload] = marker?.markerRecordedEventAttributes?.details?.['result']?.payloads ?? [];
      if (payload === undefined) throw new Error('The notice has recorded nothing');
      payload.data = Buffer.from('{"kind":"stale"}');
      return events;
    });
    await expect(replay(stale)).rejects.toThrow(DeterminismViolationError);
  });
});

/**
 * The history as it would be, had the workflow never set the first timer that fired, with ids and references
 * mended. (One that was set and cancelled leaves no trace that the engine would miss.)
 */
function withoutATimer(events: Event[]): Event[] {
  const started = events.find((event) => event.timerFiredEventAttributes != null)?.timerFiredEventAttributes
    ?.startedEventId;
  if (started == null) throw new Error('The workflow has waited for nothing');
  const left = events.filter(
    ({ eventId, timerFiredEventAttributes: fired }) =>
      ![eventId, fired?.startedEventId].some((id) => id?.toString() === started.toString()),
  );
  const ids = events.map(({ eventId }) => eventId);
  const renumbered = new Map(left.map(({ eventId }, index) => [eventId?.toString(), ids[index]]));
  const mend = (part: object): void => {
    for (const [key, value] of Object.entries(part)) {
      const id = /[eE]ventId$/.test(key) ? renumbered.get(String(value)) : undefined;
      if (id != null) Object.assign(part, { [key]: id });
    }
  };
  for (const event of left) {
    mend(event);
    for (const part of Object.values<unknown>({ ...event }))
      if (typeof part === 'object' && part !== null) mend(part);
  }
  return left;
}
