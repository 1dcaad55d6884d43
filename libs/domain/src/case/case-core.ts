import type { WorkCalendar } from '../calendar/working-calendar';
import { CorruptStreamError, type DomainError } from '../errors';
import type { Policy } from '../policy/policy';
import { ok, type Result } from '../result';
import type { Instant } from '../time/taipei';
import type { Actor, OrganisationId } from './actor';
import type { Effect, EffectDraft } from './effect';

export type CaseKind = 'notice' | 'suspension';

/** What a decision may look at besides the case: who asks, the business time, and the rules in force. */
export interface DecisionContext {
  /** Business time, epoch milliseconds. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly calendar: WorkCalendar;
  /** In force now; once issued, a notice keeps the one it was issued under. */
  readonly policy: Policy;
  /**
   * How late something may be done without anybody having been away, business milliseconds: on a training clock, on
   * which days are seconds, every machine is late by days. Absent on a clock that runs as people's do.
   */
  readonly tolerance?: number;
}

/** An event as it is kept: stamped with the business time and the person. */
export type Recorded<E> = E & { readonly at: Instant; readonly by: Actor };

export type Decision<E> = Result<readonly E[], DomainError>;

/** What the register's list shows of a case; derived, never decided upon. */
export interface CaseSummary {
  readonly phase: string;
  readonly tenant: OrganisationId;
  readonly caseNumber: string;
  readonly respondentId: OrganisationId;
  /** The name at issue. */
  readonly respondentName: string;
  readonly round?: number;
  readonly deadlineAt?: Instant;
  readonly nextWakeAt?: Instant;
  readonly trackerId?: string;
  readonly noticeId?: string;
  readonly closed: boolean;
}

/**
 * The whole behaviour of one kind of case, as pure functions. The workflow drives it, the
 * register folds it again, tests play it a hundred thousand times a second.
 */
export interface CaseCore<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  readonly kind: CaseKind;
  readonly initial: S;
  /** What a command leads to, or why it is refused. Never throws. */
  decide(state: S, command: C | Wake, context: DecisionContext): Decision<E>;
  /** @throws CorruptStreamError when the event cannot follow from the state. */
  evolve(state: S, event: Recorded<E>): S;
  /** Business instant of the next thing to do unasked; undefined when only people can move the case. */
  nextWake(state: S): Instant | undefined;
  /** What the world has to be told or made to do because this event happened. */
  effectsOf(before: S, event: Recorded<E>, after: S): readonly EffectDraft[];
  summaryOf(state: S): CaseSummary | undefined;
  isClosed(state: S): boolean;
  /** True for an event of this kind of case. */
  owns(event: { readonly type: string }): event is Recorded<E>;
}

/** Time has passed: do the earliest thing that is due. Only the case's own workflow says so. */
export interface Wake {
  readonly type: 'Wake';
}

/** What one decided command changes, ready to be recorded in one transaction. */
export interface Transition<S, E> {
  readonly state: S;
  readonly events: readonly Recorded<E>[];
  readonly effects: readonly Effect[];
}

/**
 * Decides a command and works out all that follows from it. Effects carry identifiers made of
 * case, sequence number and position, so that doing one twice can be seen.
 */
export function transition<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  at: { readonly caseId: string; readonly seq: number; readonly state: S },
  command: C | Wake,
  context: DecisionContext,
): Result<Transition<S, E>, DomainError> {
  const decision = core.decide(at.state, command, context);
  if (!decision.ok) return decision;
  let state = at.state;
  const events: Recorded<E>[] = [];
  const effects: Effect[] = [];
  for (const [index, decided] of decision.value.entries()) {
    const event = { ...decided, at: context.at, by: context.actor };
    const after = core.evolve(state, event);
    const seq = at.seq + index + 1;
    for (const [position, draft] of core.effectsOf(state, event, after).entries()) {
      effects.push({ ...draft, id: `${core.kind}/${at.caseId}/${seq}/${position + 1}` });
    }
    state = after;
    events.push(event);
  }
  return ok({ state, events, effects });
}

/** Folds a recorded stream into the state it leads to. @throws CorruptStreamError */
export function fold<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  events: readonly Recorded<E>[],
): S {
  return events.reduce<S>((state, event) => core.evolve(state, event), core.initial);
}

/** A recorded stream as one of this kind of case. @throws CorruptStreamError for an event of another kind */
export function ownEvents<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  events: readonly { readonly type: string }[],
): readonly Recorded<E>[] {
  return events.map((event) => {
    if (!core.owns(event)) throw new CorruptStreamError(`of a ${core.kind}`, event.type);
    return event;
  });
}
