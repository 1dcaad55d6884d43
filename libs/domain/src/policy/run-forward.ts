import type { RoundPlan } from '../case/clocks';
import { transition, type CaseCore, type Recorded, type Transition, type Wake } from '../case/case-core';
import { systemActor } from '../case/actor';
import type { Effect, LetterEffect, OpenTaskEffect } from '../case/effect';
import type { WorkCalendar } from '../calendar/working-calendar';
import type { NoticeCommand } from '../notice/commands';
import type { NoticeEvent, RecordedNoticeEvent } from '../notice/events';
import { noticeCore } from '../notice/notice-core';
import type { NoticeState } from '../notice/state';
import type { SuspensionCommand } from '../suspension/commands';
import type { RecordedSuspensionEvent, SuspensionEvent } from '../suspension/events';
import type { SuspensionState } from '../suspension/state';
import { suspensionCore } from '../suspension/suspension-core';
import { civilDateAt, type Instant } from '../time/taipei';
import { compareDates } from '../time/civil-date';
import type { Policy } from './policy';
import { noticeToCome, reminding, suspensionToCome, type ToCome } from './to-come';

/** By what a case is run forward. */
export interface ForwardRules {
  /** In force for what is not pinned to the case; a notice keeps the one in its state. */
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}

/** From where, and how far. */
export interface ForwardStart<S> {
  readonly caseId: string;
  readonly tenant: string;
  readonly state: S;
  /** Business time; what has fallen due before is done at once. */
  readonly at: Instant;
  /** Nothing later is looked at; as far as the case goes by itself, when absent. */
  readonly until?: Instant;
}

/**
 * Why a run ends:
 * - `atRest`: nothing falls due by itself, or nothing but reminding again and again, and each of that has come once;
 * - `horizon`: what falls due next is beyond `until`;
 * - `notCovered`: what comes next needs a day that the calendar does not have;
 * - `tooLong`: it had more to do than a case can have.
 */
export type ForwardEnd = 'atRest' | 'horizon' | 'notCovered' | 'tooLong';

type At<T> = T & { readonly at: Instant };

/** What would happen to a case if nobody did anything from now on. */
export interface Forward<S, E> {
  readonly state: S;
  readonly events: readonly Recorded<E>[];
  readonly letters: readonly At<LetterEffect>[];
  readonly tasks: readonly At<OpenTaskEffect>[];
  /** The deadlines of the rounds that begin, in order. */
  readonly deadlines: readonly At<{ readonly round: number; readonly plan: RoundPlan }>[];
  /** How far it comes towards a suspension. */
  readonly suspensions: readonly At<{ readonly kind: SuspensionStep }>[];
  readonly end: ForwardEnd;
  /** The last instant that was looked at. */
  readonly endedAt: Instant;
}

/**
 * `proposed`: people are asked to decide; `dateNeeded`: its date has come without approval or without arrival, and
 * people are asked for another; `executed`: service goes off.
 */
export type SuspensionStep = 'proposed' | 'dateNeeded' | 'executed';

/** One kind of case, and what a run has to know of it beside its core. */
interface ForwardKind<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  readonly core: CaseCore<S, C, E>;
  readonly toCome: (state: S) => ToCome;
  /** What the system itself answers to an effect, when all goes as ordered. */
  readonly answer: (effect: Effect) => C | undefined;
  readonly deadline: (event: Recorded<E>) => { readonly round: number; readonly plan: RoundPlan } | undefined;
  readonly suspension: (event: Recorded<E>) => SuspensionStep | undefined;
}

/** Far more than the three rounds with all their reminders, and short of for ever. */
const MAX_WAKES = 1_000;

const DEFERRED = 'PolicyActionDeferred';

/** @see Forward */
export const runNoticeForward = (
  start: ForwardStart<NoticeState>,
  rules: ForwardRules,
): Forward<NoticeState, NoticeEvent> => runForward(noticeKind, start, rules);

/** As `runNoticeForward`; what is ordered of the service is taken as done at once. */
export const runSuspensionForward = (
  start: ForwardStart<SuspensionState>,
  rules: ForwardRules,
): Forward<SuspensionState, SuspensionEvent> => runForward(suspensionKind, start, rules);

const noticeKind: ForwardKind<NoticeState, NoticeCommand, NoticeEvent> = {
  core: noticeCore,
  toCome: noticeToCome,
  answer: () => undefined,
  deadline: (event: RecordedNoticeEvent) =>
    event.type === 'FollowUpRecorded' && event.nextPlan !== undefined
      ? { round: event.round + 1, plan: event.nextPlan }
      : undefined,
  suspension: ({ type }) => (type === 'SuspensionProposed' ? 'proposed' : undefined),
};

const suspensionKind: ForwardKind<SuspensionState, SuspensionCommand, SuspensionEvent> = {
  core: suspensionCore,
  toCome: suspensionToCome,
  answer: (effect) =>
    effect.kind === 'actuate'
      ? { type: 'RecordActuation', desired: effect.desired, serviceOn: effect.desired === 'on' }
      : undefined,
  deadline: () => undefined,
  suspension: stepOfSuspension,
};

function stepOfSuspension({ type }: RecordedSuspensionEvent): SuspensionStep | undefined {
  if (type === 'SuspensionExecutionOrdered') return 'executed';
  return type === 'SuspensionNotExecuted' || type === 'SuspensionApprovalLapsed' ? 'dateNeeded' : undefined;
}

/** Does by Wake, as the system, whatever falls due, until the run ends; nobody else acts. */
function runForward<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  kind: ForwardKind<S, C, E>,
  start: ForwardStart<S>,
  rules: ForwardRules,
): Forward<S, E> {
  const run = new Run(kind, start, rules);
  for (let wakes = 0; wakes < MAX_WAKES; wakes += 1) {
    const due = run.due();
    if (due === undefined) return run.ended('atRest');
    if (due > (start.until ?? Infinity)) return run.ended('horizon', start.until);
    if (compareDates(civilDateAt(due), rules.calendar.lastDay) > 0) return run.ended('notCovered', due);
    const woken = run.decide({ type: 'Wake' }, due);
    // Put off, and not because the calendar that was adopted counts longer: it does not have the day.
    const [event] = woken.events;
    run.keep(woken);
    if (event?.type === DEFERRED && !('recounted' in event)) return run.ended('notCovered', due);
    for (const effect of woken.effects) {
      const answer = kind.answer(effect);
      if (answer !== undefined) run.keep(run.decide(answer, due));
    }
  }
  return run.ended('tooLong');
}

/** A run on its way. */
class Run<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  readonly events: Recorded<E>[] = [];
  private readonly effects: At<Effect>[] = [];
  /** The reminders that came since anything else did. */
  private readonly reminded = new Set<string>();
  private state: S;
  private now: Instant;

  constructor(
    private readonly kind: ForwardKind<S, C, E>,
    private readonly start: ForwardStart<S>,
    private readonly rules: ForwardRules,
  ) {
    this.state = start.state;
    this.now = start.at;
  }

  /** When it goes on; undefined when nothing is left but reminding of which each has come once. */
  due(): Instant | undefined {
    const due = this.kind.core.nextWake(this.state);
    const { steps, reminders } = this.kind.toCome(this.state);
    if (due === undefined || (!steps && reminders.every((type) => this.reminded.has(type)))) return undefined;
    return Math.max(due, this.now);
  }

  /** @throws TypeError when the system is refused, which it never is */
  decide(command: C | Wake, at: Instant): Transition<S, E> {
    const { caseId, tenant } = this.start;
    const from = { caseId, seq: this.events.length, state: this.state };
    // What fell due before is done at once because it is asked now, and not because anybody was away.
    const context = { ...this.rules, at, actor: systemActor(tenant), tolerance: Infinity };
    const decided = transition(this.kind.core, from, command, context);
    if (!decided.ok) throw new TypeError(`the system was refused: ${decided.error.code}`);
    this.now = at;
    return decided.value;
  }

  keep({ state, events, effects }: Transition<S, E>): void {
    this.state = state;
    for (const event of events) {
      this.events.push(event);
      if (Object.hasOwn(reminding, event.type)) this.reminded.add(event.type);
      else this.reminded.clear();
    }
    for (const effect of effects) this.effects.push({ ...effect, at: this.now });
  }

  ended(end: ForwardEnd, endedAt = this.now): Forward<S, E> {
    const { kind, state, events, effects } = this;
    return {
      state,
      events,
      letters: effects.filter((effect) => effect.kind === 'letter'),
      tasks: effects.filter((effect) => effect.kind === 'openTask'),
      deadlines: events.flatMap((event) => dated(event.at, kind.deadline(event))),
      suspensions: events.flatMap((event) => {
        const step = kind.suspension(event);
        return dated(event.at, step && { kind: step });
      }),
      end,
      endedAt,
    };
  }
}

const dated = <T extends object>(at: Instant, found: T | undefined): readonly At<T>[] =>
  found === undefined ? [] : [{ ...found, at }];
