import { broken, isUndone, undone, withoutChange, type EventOf } from './in-phase';
import type { SuspensionState } from './state';

type ChangeEvent = EventOf<
  | 'SuspensionChangeRequested'
  | 'ChangeApprovalEscalated'
  | 'SuspensionChangeRefused'
  | 'SuspensionCancelled'
  | 'SuspensionPostponed'
>;

/** Cancelling and postponing, before execution only. @throws CorruptStreamError */
export function changing(state: SuspensionState, event: ChangeEvent): SuspensionState {
  if (!isUndone(state)) return broken(state, event);
  const { change: requested } = state;
  if (event.type === 'SuspensionChangeRequested') {
    if (requested !== undefined) return broken(state, event);
    const { change, approvalDueAt } = event;
    const { personId: requestedBy, onBehalfOf } = event.by;
    const forWhom = onBehalfOf === undefined ? {} : { requestedFor: onBehalfOf };
    return { ...state, change: { change, requestedBy, ...forWhom, approvalDueAt } };
  }
  if (requested === undefined) return broken(state, event);
  switch (event.type) {
    case 'ChangeApprovalEscalated':
      return { ...state, change: { ...requested, approvalDueAt: event.nextAt } };
    case 'SuspensionChangeRefused':
      return withoutChange(state);
    case 'SuspensionCancelled':
      return requested.change.kind === 'cancel' ? state : broken(state, event);
    case 'SuspensionPostponed':
      return requested.change.kind === 'postpone' ? postponed(state, event) : broken(state, event);
  }
}

/** Once approved, the new date needs a written notice of its own, and nothing that arrived for the old one counts. */
function postponed(state: SuspensionState, event: EventOf<'SuspensionPostponed'>): SuspensionState {
  if (!isUndone(state) || state.phase === 'notExecuted') return broken(state, event);
  const { nonWorkingDayReason: _old, ...rest } = state.decision;
  const { effectiveDate, nonWorkingDayReason } = event;
  const decision = {
    ...rest,
    effectiveDate,
    ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
  };
  const before = undone(withoutChange(state));
  const bureau = before.told.bureau === undefined ? {} : { bureau: effectiveDate };
  if (state.phase === 'awaitingApproval') {
    const { phase, approvalDueAt, lapsed } = state;
    const told = { ...before.told, ...bureau };
    return { ...before, phase, decision, postponed: true, told, approvalDueAt, lapsed };
  }
  return {
    ...before,
    phase: 'notifying',
    decision,
    postponed: true,
    told: { respondent: effectiveDate, ...bureau },
    sentAt: event.at,
  };
}
