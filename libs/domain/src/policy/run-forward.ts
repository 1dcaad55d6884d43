import type { RoundPlan } from '../case/clocks';
import {
  transition,
  type CaseCore,
  type DecisionContext,
  type Recorded,
  type Transition,
} from '../case/case-core';
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
  { caseId, tenant, state: from, at: began, until = Infinity }: ForwardStart<S>,
  { policy, calendar }: ForwardRules,
): Forward<S, E> {
  const { core } = kind;
  const actor = systemActor(tenant);
  const events: Recorded<E>[] = [];
  const effects: At<Effect>[] = [];
  const reminded = new Set<string>();
  let state = from;
  let now = began;

  const take = (command: C | { readonly type: 'Wake' }): Transition<S, E> => {
    const context: DecisionContext = { at: now, actor, calendar, policy };
    const result = transition(core, { caseId, seq: events.length, state }, command, context);
    if (!result.ok) throw new TypeError(`the system was refused: ${result.error.code}`);
    return result.value;
  };
  const keep = (taken: Transition<S, E>): void => {
    state = taken.state;
    for (const event of taken.events) {
      events.push(event);
      if (Object.hasOwn(reminding, event.type)) reminded.add(event.type);
      else reminded.clear();
    }
    for (const effect of taken.effects) effects.push({ ...effect, at: now });
  };
  const ended = (end: ForwardEnd, endedAt: Instant): Forward<S, E> => ({
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
  });

  for (let wakes = 0; wakes < MAX_WAKES; wakes += 1) {
    const due = core.nextWake(state);
    const { steps, reminders } = kind.toCome(state);
    if (due === undefined || (!steps && reminders.every((type) => reminded.has(type)))) {
      return ended('atRest', now);
    }
    const next = Math.max(due, now);
    if (next > until) return ended('horizon', until);
    if (compareDates(civilDateAt(next), calendar.lastDay) > 0) return ended('notCovered', next);
    now = next;
    const taken = take({ type: 'Wake' });
    // Put off a second time, it is not that it was counted anew: the calendar does not have the day.
    if (taken.events[0]?.type === DEFERRED && events.at(-1)?.type === DEFERRED) {
      return ended('notCovered', events.at(-1)?.at ?? now);
    }
    keep(taken);
    for (const effect of taken.effects) {
      const answer = kind.answer(effect);
      if (answer !== undefined) keep(take(answer));
    }
  }
  return ended('tooLong', now);
}

const dated = <T extends object>(at: Instant, found: T | undefined): readonly At<T>[] =>
  found === undefined ? [] : [{ ...found, at }];
