import { lanes, type RecordInput, type RecordOutcome, type RegisterActivities } from '@xiangaitong/contracts';
import type { BusinessClock, BusinessNow, Lane } from '@xiangaitong/domain';
import { addFigureGauge, type MetricsRegistry } from '@xiangaitong/observability';
import type { AttemptOutcome } from '@xiangaitong/persistence';
import { Counter, Gauge, Histogram } from 'prom-client';

/** A recording takes milliseconds; four seconds is where the workflow turns to the patient way. */
const RECORDING_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 4, 30];
/** From "at once" to "after an outage of days". */
const LATENESS_SECONDS = [0.1, 0.5, 1, 5, 15, 60, 300, 3_600, 86_400];

/** How a case that was compared with the register at the start was found. */
const catchUpResults = ['told', 'noWorkflow', 'noAnswer'] as const;
type CatchUpResult = (typeof catchUpResults)[number];

const attemptKinds = ['accepted', 'rejected', 'deferred', 'notSent', 'ambiguous'] as const;
type AttemptKind = (typeof attemptKinds)[number];

/** What became of an attempt to send; a refusal for now counts apart from one for good. */
const attemptKind = (outcome: AttemptOutcome): AttemptKind =>
  outcome.kind === 'rejected' && !outcome.permanent ? 'deferred' : outcome.kind;

/** What the worker measures of its own work. Labels are kinds, lanes and outcomes: nothing that names a case. */
export class WorkerMeasures {
  private readonly recordings: Histogram<'kind' | 'outcome'>;
  private readonly lateness: Histogram<'kind'>;
  private readonly attempts: Counter<'lane' | 'outcome'>;
  private readonly catchUps: Counter<'result'>;
  private readonly withoutWorkflow: Gauge;
  /** When each recording began that has not ended, by `performance.now()`. */
  private readonly underWay = new Set<{ readonly from: number }>();

  constructor(registry: MetricsRegistry) {
    const registers = [registry];
    this.recordings = new Histogram({
      name: 'xiangaitong_recording_seconds',
      help: 'Time that an attempt to record a transition took, by how it ended',
      labelNames: ['kind', 'outcome'],
      buckets: RECORDING_SECONDS,
      registers,
    });
    this.lateness = new Histogram({
      name: 'xiangaitong_wake_lateness_seconds',
      help: 'Real seconds from the instant at which a case was to move by itself until that was recorded',
      labelNames: ['kind'],
      buckets: LATENESS_SECONDS,
      registers,
    });
    this.attempts = new Counter({
      name: 'xiangaitong_letter_attempts_total',
      help: 'Attempts to send a letter, by how they ended',
      labelNames: ['lane', 'outcome'],
      registers,
    });
    // From 0 on: the first of a kind would otherwise be no increase.
    for (const lane of lanes) for (const outcome of attemptKinds) this.attempts.inc({ lane, outcome }, 0);
    this.catchUps = new Counter({
      name: 'xiangaitong_catch_ups_total',
      help: 'Cases found at the start that were behind the register, had no workflow, or did not answer',
      labelNames: ['result'],
      registers,
    });
    for (const result of catchUpResults) this.catchUps.inc({ result }, 0);
    this.withoutWorkflow = new Gauge({
      name: 'xiangaitong_cases_without_workflow',
      help: 'Cases that this worker found without a workflow when it started, and that have none still',
      registers,
    });
    addFigureGauge(registry, {
      name: 'xiangaitong_oldest_recording_seconds',
      help: 'Seconds since the first of the recordings began that are under way; 0 where none is',
      figures: () => [{ value: this.oldestRecordingMs() / 1000 }],
    });
  }

  readonly attempt = (lane: Lane, outcome: AttemptOutcome): void =>
    this.attempts.inc({ lane, outcome: attemptKind(outcome) });

  catchUp(result: CatchUpResult): void {
    this.catchUps.inc({ result });
  }

  casesWithoutWorkflow(cases: number): void {
    this.withoutWorkflow.set(cases);
  }

  /**
   * Measures each recording. One that hangs is in no histogram: it shows by how long it has been under way. What fell
   * due by itself is late by the time from then until the register has it: after the engine's timer, the queue, the
   * workflow and every repetition. A repetition of one that was recorded already (`duplicate`) is not measured again.
   */
  watched(activities: RegisterActivities, clock: BusinessClock, now: BusinessNow): RegisterActivities {
    return {
      ...activities,
      record: async (input) => {
        const from = performance.now();
        const one = { from };
        this.underWay.add(one);
        const observe = (outcome: RecordOutcome['kind'] | 'failed'): void =>
          this.recordings.observe({ kind: input.caseKind, outcome }, (performance.now() - from) / 1000);
        try {
          const outcome = await activities.record(input);
          observe(outcome.kind);
          if (outcome.kind === 'recorded') this.observeLateness(input, now(), clock);
          return outcome;
        } catch (error) {
          observe('failed');
          throw error;
        } finally {
          this.underWay.delete(one);
        }
      },
    };
  }

  private oldestRecordingMs(): number {
    const [oldest] = this.underWay;
    return oldest === undefined ? 0 : performance.now() - oldest.from;
  }

  private observeLateness({ caseKind, dueAt }: RecordInput, now: number, { scale }: BusinessClock): void {
    if (dueAt === undefined) return;
    this.lateness.observe({ kind: caseKind }, Math.max(0, (now - dueAt) / scale / 1000));
  }
}
