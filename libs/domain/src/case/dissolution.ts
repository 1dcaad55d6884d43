import { refuse, type DomainError } from '../errors';
import { ok, type Result } from '../result';
import type { Instant } from '../time/taipei';
import { isInCharge, type Actor, type PersonId } from './actor';
import type { DecisionContext } from './case-core';
import { remindingClock } from './clocks';
import { isSecond } from './four-eyes';

/** 裁撤, reported by one person and not decided by another yet; the case goes on until then. */
export interface Dissolution {
  readonly reason: string;
  readonly reportedBy: PersonId;
  readonly reportedFor?: PersonId;
  readonly approvalDueAt: Instant;
}

/** What both kinds of case record of it; each adds how it ends. */
export interface DissolutionEventMap {
  DissolutionReported: { readonly reason: string; readonly approvalDueAt: Instant };
  DissolutionEscalated: { readonly nextAt: Instant };
  DissolutionApproved: object;
  DissolutionRefused: { readonly reason: string };
  /** The case ended otherwise, or service came back, before anybody had decided. */
  DissolutionLapsed: object;
}

type DissolutionEvent<T extends keyof DissolutionEventMap> = { readonly type: T } & DissolutionEventMap[T];

/** One person reports that the organisation is no more. */
export function reportDissolution(
  pending: Dissolution | undefined,
  reason: string,
  context: DecisionContext,
): Result<readonly [DissolutionEvent<'DissolutionReported'>], DomainError> {
  if (pending !== undefined) return refuse('case.dissolutionPending');
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫裁撤的依據。' }]);
  }
  return ok([{ type: 'DissolutionReported', reason, approvalDueAt: nextAt(context) }]);
}

/** A supervisor agrees, or in the bureau's own case one of its people; another person than the one who reported it. */
export function approveDissolution(
  pending: Dissolution | undefined,
  context: DecisionContext,
): Result<readonly [DissolutionEvent<'DissolutionApproved'>], DomainError> {
  return bars(pending, context) ?? ok([{ type: 'DissolutionApproved' }]);
}

/** One who might agree does not: the case goes on. */
export function refuseDissolution(
  pending: Dissolution | undefined,
  reason: string,
  context: DecisionContext,
): Result<readonly [DissolutionEvent<'DissolutionRefused'>], DomainError> {
  const barred = bars(pending, context);
  if (barred !== undefined) return barred;
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫不同意的理由。' }]);
  }
  return ok([{ type: 'DissolutionRefused', reason }]);
}

/**
 * What was reported and not decided ends with the event that leaves no room for it, and says so: nobody's
 * act just disappears.
 * @param ends whether it leaves none
 */
export function lapsingBefore<E extends { readonly type: string }>(
  pending: Dissolution | undefined,
  events: readonly E[],
  ends: (event: E) => boolean,
): readonly (E | DissolutionEvent<'DissolutionLapsed'>)[] {
  if (pending === undefined) return events;
  return events.flatMap((event) => (ends(event) ? [{ type: 'DissolutionLapsed' as const }, event] : [event]));
}

/** Nobody has decided in time: those above are asked. */
export const escalateDissolution = (context: DecisionContext): DissolutionEvent<'DissolutionEscalated'> => ({
  type: 'DissolutionEscalated',
  nextAt: nextAt(context),
});

const nextAt = ({ calendar, policy, at }: DecisionContext): Instant =>
  remindingClock(calendar, at, policy.approvalWorkingDays);

function bars(
  pending: Dissolution | undefined,
  { actor }: DecisionContext,
): Result<never, DomainError> | undefined {
  if (pending === undefined) return refuse('case.noDissolution');
  if (!isInCharge(actor)) return refuse('case.supervisorOnly');
  if (!isSecond(actor, pending.reportedBy, pending.reportedFor)) return refuse('case.fourEyes');
  return undefined;
}

/** What the events make of it; undefined when the event cannot follow. */
export function dissolving(
  pending: Dissolution | undefined,
  event:
    | (DissolutionEvent<'DissolutionReported'> & { readonly by: Actor })
    | DissolutionEvent<'DissolutionEscalated'>
    | DissolutionEvent<'DissolutionRefused'>
    | DissolutionEvent<'DissolutionLapsed'>,
): { readonly dissolution?: Dissolution } | undefined {
  if (event.type === 'DissolutionReported') {
    const { reason, approvalDueAt, by } = event;
    if (pending !== undefined) return undefined;
    const forWhom = by.onBehalfOf === undefined ? {} : { reportedFor: by.onBehalfOf };
    return { dissolution: { reason, approvalDueAt, reportedBy: by.personId, ...forWhom } };
  }
  if (pending === undefined) return undefined;
  return event.type === 'DissolutionEscalated'
    ? { dissolution: { ...pending, approvalDueAt: event.nextAt } }
    : {};
}
