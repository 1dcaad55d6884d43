import { temporal } from '@temporalio/proto';
import { DefaultLogger, Runtime, Worker, type WorkflowBundle } from '@temporalio/worker';
import { DeterminismViolationError } from '@temporalio/workflow';
import {
  calendarKeeperWorkflowType,
  dispatchWorkflowType,
  handOverWorkflowType,
  noticeWorkflowType,
  suspensionWorkflowType,
} from '@xiangaitong/contracts';
import { scripts } from './case-scripts.fixture';
import { notPlayed, typesOf } from './case-types.fixture';
import { pathOf, readHistories, type History, type KeptHistory } from './history-file.fixture';
import { unscriptedPaths } from './unscripted-paths.fixture';
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

/** Which attributes the events of a history have: what kinds of events it holds. */
const partsOf = ({ history }: KeptHistory): Set<string> =>
  new Set(history.events?.flatMap((event) => Object.keys(event)));

const typeOf = ({ history }: KeptHistory): string | undefined =>
  history.events?.[0]?.workflowExecutionStartedEventAttributes?.workflowType?.name ?? undefined;

/** An activity that every workflow type has carried out in one of its histories. */
const activities = [
  [noticeWorkflowType, 'seed-002.notice', 'startSuspension'],
  [suspensionWorkflowType, 'seed-002.suspension', 'actuate'],
  [dispatchWorkflowType, 'seed-002.lane-ordinary', 'dispatchBatch'],
  [handOverWorkflowType, 'tracker-disabled.hand-overs', 'handOverCase'],
  [calendarKeeperWorkflowType, 'calendar-extended.calendar-keeper', 'extendCase'],
] as const;

describe('the histories that are kept', () => {
  // `npm run histories` makes them, or `npm run histories -- NAME` those of one path.
  it('are there for every script of docs/cases, and for each path beside them', () => {
    const played = new Set(kept.map(pathOf));
    const paths = [...scripts, ...Object.keys(unscriptedPaths)];
    expect([...played].filter((path) => !paths.includes(path))).toEqual([]);
    expect(paths.filter((path) => !played.has(path))).toEqual([]);
  });

  it.each(['notice', 'suspension'] as const)('lead to every command and event of a %s', (kind) => {
    const played = (what: 'commands' | 'events'): Set<string> =>
      new Set(
        kept
          .filter(({ workflowId }) => workflowId.startsWith(`${kind}/`))
          .flatMap(({ register }) => register?.[what] ?? []),
      );
    const missing = (what: 'commands' | 'events'): string[] =>
      typesOf[kind][what].filter((type) => !played(what).has(type));
    expect({ commands: missing('commands'), events: missing('events') }).toEqual(notPlayed[kind]);
  });

  it('are of every workflow, and hold what the engine may do to one', () => {
    expect(new Set(kept.map(typeOf))).toEqual(new Set(activities.map(([type]) => type)));
    expect([...partsOf(named('seed-002.notice'))]).toEqual(
      expect.arrayContaining([
        'workflowExecutionUpdateAcceptedEventAttributes',
        'timerFiredEventAttributes',
        'markerRecordedEventAttributes',
        'upsertWorkflowSearchAttributesEventAttributes',
        'workflowExecutionCompletedEventAttributes',
      ]),
    );
    for (const poked of ['seed-002.lane-ordinary', 'told-that-it-is-behind.notice'])
      expect(partsOf(named(poked))).toContain('workflowExecutionSignaledEventAttributes');
    const shortRuns = kept.filter((history) => pathOf(history) === 'continued-as-new');
    for (const type of [noticeWorkflowType, suspensionWorkflowType]) {
      const runs = shortRuns.filter((run) => typeOf(run) === type);
      const goesOn = runs.filter((run) => partsOf(run).has('workflowExecutionContinuedAsNewEventAttributes'));
      expect(runs.length).toBeGreaterThan(1);
      expect(goesOn).toHaveLength(runs.length - 1);
    }
    expect(resumeOf(named('resumed-from-register.notice'))).toEqual({ from: 'register' });
  });
});

describe('a replay', () => {
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

  it('of every history goes through on the workflows as they are now', async () => {
    // All by one worker: each on its own would bring up a worker of its own.
    const histories = kept.map(({ workflowId, history }) => ({ workflowId, history }));
    const failed: string[] = [];
    let replayed = 0;
    for await (const { error } of Worker.runReplayHistories({ workflowBundle }, histories)) {
      // One after another, in their order.
      const { name } = kept[replayed] ?? { name: 'none' };
      if (error !== undefined) failed.push(`${name}: ${error.message}`);
      replayed += 1;
    }
    expect(failed).toEqual([]);
    expect(replayed).toBe(kept.length);
  });

  it.each(activities)(
    'of a %s with an activity of another name fails: %s, %s',
    async (_type, name, activity) => {
      const renamed = tampered(name, (events) => {
        const scheduled = events.find(
          ({ activityTaskScheduledEventAttributes: attributes }) =>
            attributes?.activityType?.name === activity,
        )?.activityTaskScheduledEventAttributes;
        if (scheduled?.activityType == null) throw new Error(`${name} has no ${activity}`);
        scheduled.activityType.name = 'cutTheLine';
        return events;
      });
      await expect(replay(renamed)).rejects.toThrow(DeterminismViolationError);
    },
  );

  it.each(['seed-002.notice', 'seed-002.suspension', 'seed-002.lane-ordinary'])(
    'of %s without one of its timers fails',
    async (name) => {
      await expect(replay(tampered(name, withoutATimer))).rejects.toThrow(DeterminismViolationError);
    },
  );

  it('with another recorded answer fails: the case goes another way', async () => {
    const stale = tampered('seed-002.notice', (events) => {
      const marker = events.findLast((event) => event.markerRecordedEventAttributes != null);
      const [payload] = marker?.markerRecordedEventAttributes?.details?.['result']?.payloads ?? [];
      if (payload === undefined) throw new Error('The notice has recorded nothing');
      payload.data = Buffer.from('{"kind":"stale"}');
      return events;
    });
    await expect(replay(stale)).rejects.toThrow(DeterminismViolationError);
  });
});

/** What a run was given to begin with. */
function resumeOf({ history }: KeptHistory): unknown {
  const [payload] = history.events?.[0]?.workflowExecutionStartedEventAttributes?.input?.payloads ?? [];
  const input: { resume?: unknown } = JSON.parse(Buffer.from(payload?.data ?? []).toString('utf8'));
  return input.resume;
}

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
