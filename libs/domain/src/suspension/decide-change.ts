import { checkEffectiveDate, remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse } from '../errors';
import { ok } from '../result';
import { compareDates } from '../time/civil-date';
import { startOfDay } from '../time/taipei';
import type { Change } from './change';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionOutcome } from './events';
import { isBlank, missing, notAnOfficer, notInCharge, notSecond } from './second-person';
import type { UndoneState } from './state';

/** Cured before the date: one officer asks, and until a second one has answered all goes on as it was. */
export function cancel(
  state: UndoneState,
  command: SuspensionCommandOf<'CancelSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  return request(state, { kind: 'cancel', reason: command.reason }, context);
}

/** Once, to a later day. The notice period has been kept by the first date; the new one may be tomorrow. */
export function postpone(
  state: UndoneState,
  command: SuspensionCommandOf<'PostponeSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { effectiveDate, reason, nonWorkingDayReason } = command;
  const { calendar, policy, at } = context;
  if (startOfDay(state.decision.effectiveDate) <= at) return refuse('suspension.effectivePast');
  if (state.postponed) return refuse('suspension.alreadyPostponed');
  if (compareDates(effectiveDate, state.decision.effectiveDate) <= 0) {
    return refuse('suspension.notLater', [{ field: 'effectiveDate', message: '請另訂較晚的日期。' }]);
  }
  const tomorrow = { ...policy, noticePeriodDays: 1 };
  const date = checkEffectiveDate(calendar, tomorrow, at, effectiveDate, nonWorkingDayReason);
  if (!date.ok) return date;
  const why = nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason };
  return request(state, { kind: 'postpone', reason, effectiveDate, ...why }, context);
}

function request(state: UndoneState, change: Change, context: DecisionContext): SuspensionOutcome {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  if (state.change !== undefined) return refuse('suspension.changePending');
  if (isBlank(change.reason)) return missing('reason');
  const approvalDueAt = remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays);
  return ok([{ type: 'SuspensionChangeRequested', change, approvalDueAt }]);
}

/** Racing with execution, the first that is recorded wins; a date that has come is not put off. */
export function approveChange(
  state: UndoneState,
  _command: SuspensionCommandOf<'ApproveChange'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (state.change === undefined) return refuse('suspension.noChangeRequested');
  const { change, requestedBy, requestedFor } = state.change;
  const not = notSecond(context, requestedBy, requestedFor);
  if (not !== undefined) return not;
  const below = notInCharge(context);
  if (below !== undefined) return below;
  if (change.kind === 'cancel') {
    return ok([
      { type: 'SuspensionCancelled', reason: change.reason, requestedBy },
      { type: 'SuspensionClosed', outcome: 'cancelled' },
    ]);
  }
  // Nothing is retroactive: neither the date that is put off nor the new one may have come.
  if (startOfDay(state.decision.effectiveDate) <= context.at) return refuse('suspension.effectivePast');
  const { kind: _postpone, ...terms } = change;
  return ok([{ type: 'SuspensionPostponed', ...terms, requestedBy }]);
}

export function refuseChange(
  state: UndoneState,
  command: SuspensionCommandOf<'RefuseChange'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (state.change === undefined) return refuse('suspension.noChangeRequested');
  const not = notSecond(context, state.change.requestedBy, state.change.requestedFor);
  if (not !== undefined) return not;
  if (isBlank(command.reason)) return missing('reason');
  return ok([{ type: 'SuspensionChangeRefused', reason: command.reason }]);
}
