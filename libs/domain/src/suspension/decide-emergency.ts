import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type DomainError } from '../errors';
import { regulationInForce } from '../regulation/grounds';
import { ok, type Result } from '../result';
import { compareDates } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionEvent, SuspensionOutcome } from './events';
import { inCharge, isBlank, isOwnDecision, missing, notAnOfficer, notSecond } from './second-person';
import type { RatifiableState, SuspensionIn } from './state';

/** 點13-3: the authority notifies, and service is cut at once, before any notice and any second person. */
export function orderEmergency(
  _state: SuspensionIn<'absent'>,
  { order }: SuspensionCommandOf<'OrderEmergencySuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { actor, calendar, policy, at } = context;
  if (!isOwnDecision(actor, order)) return refuse('case.fourEyes');
  const wrong = order.source === 'authority' ? notTheAuthority(context) : wrongLetter(order, context);
  if (wrong !== undefined) return wrong;
  if (isBlank(order.reference)) {
    return refuse('suspension.orderIncomplete', [{ field: 'reference', message: '請填寫來文文號。' }]);
  }
  if (isBlank(order.reason)) return missing('reason');
  return ok([
    {
      type: 'EmergencySuspensionOrdered',
      order: { ...order, ...inCharge(actor, order), effectiveDate: civilDateAt(at) },
      ratificationDueAt: remindingClock(calendar, at, policy.approvalWorkingDays),
      policy,
      edition: regulationInForce,
      calendarVersion: calendar.version,
    },
  ]);
}

type Refusal = Result<never, DomainError>;

const notTheAuthority = ({ actor }: DecisionContext): Refusal | undefined =>
  actor.role === 'authority' ? undefined : refuse('suspension.authorityOrders');

function wrongLetter(
  { letterDate }: SuspensionCommandOf<'OrderEmergencySuspension'>['order'],
  context: DecisionContext,
): Refusal | undefined {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  if (letterDate === undefined) {
    return refuse('suspension.orderIncomplete', [{ field: 'letterDate', message: '請填寫來文日期。' }]);
  }
  return compareDates(letterDate, civilDateAt(context.at)) > 0
    ? refuse('suspension.letterInFuture', [{ field: 'letterDate', message: '來文日期不能晚於今天。' }])
    : undefined;
}

/** Ratified afterwards, by another person than the one who had it cut. */
export function ratify(
  state: RatifiableState,
  _command: SuspensionCommandOf<'RatifyEmergency'>,
  context: DecisionContext,
): SuspensionOutcome {
  const not = notToRatify(state, context);
  return not ?? ok([{ type: 'EmergencyRatified' }, ...closing(state)]);
}

/**
 * Restores nothing: service comes back through the authority's confirmation only. Where the authority has
 * not been asked yet, it is asked now, without waiting for a cure.
 */
export function refuseRatification(
  state: RatifiableState,
  command: SuspensionCommandOf<'RefuseRatification'>,
  context: DecisionContext,
): SuspensionOutcome {
  const not = notToRatify(state, context);
  if (not !== undefined) return not;
  if (state.phase === 'executing') return refuse('suspension.inExecution');
  if (isBlank(command.reason)) return missing('reason');
  const refused = { type: 'RatificationRefused', reason: command.reason } as const;
  if (state.phase !== 'inForce' && state.phase !== 'assessing') return ok([refused, ...closing(state)]);
  const answerDueAt = remindingClock(context.calendar, context.at, context.policy.authorityWorkingDays);
  const request = state.requests + 1;
  return ok([refused, { type: 'ConfirmationRequested', request, answerDueAt, urgent: true }]);
}

function notToRatify(state: RatifiableState, context: DecisionContext): Refusal | undefined {
  if (state.ratification === undefined) return refuse('suspension.notEmergency');
  if (state.ratification.outcome !== 'pending') return refuse('suspension.alreadyRatified');
  return notSecond(context, state.decision.decidedBy, state.decision.decidedFor);
}

/** Service is back already: the second person's word was all that was missing. */
const closing = (state: RatifiableState): readonly SuspensionEvent[] =>
  state.phase === 'unratified' ? [{ type: 'SuspensionClosed', outcome: 'restored' }] : [];
