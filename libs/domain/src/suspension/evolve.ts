import { CorruptStreamError } from '../errors';
import { suspensionEventTypes, type RecordedSuspensionEvent } from './events';
import type { SuspensionIn, SuspensionPhase, SuspensionState } from './state';

/** Folds one event. @throws CorruptStreamError when it cannot follow from this phase. */
export function evolve(state: SuspensionState, event: RecordedSuspensionEvent): SuspensionState {
  if (!Object.hasOwn(suspensionEventTypes, event.type)) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'SuspensionDecided':
      inPhase(state, event, 'absent');
      return {
        phase: 'awaitingApproval',
        decision: event.decision,
        approvalDueAt: event.approvalDueAt,
        lapsed: false,
      };
    case 'SuspensionApprovalEscalated':
      return { ...inPhase(state, event, 'awaitingApproval'), approvalDueAt: event.nextAt };
    case 'SuspensionApprovalLapsed':
      return { ...inPhase(state, event, 'awaitingApproval'), lapsed: true };
    case 'SuspensionApproved':
      return { phase: 'notifying', decision: inPhase(state, event, 'awaitingApproval').decision };
    case 'SuspensionRefused':
      return inPhase(state, event, 'awaitingApproval');
    case 'SuspensionNotified':
      return { ...inPhase(state, event, 'notifying'), phase: 'notified' };
    case 'SuspensionNoticeNotArrived':
      return inPhase(state, event, 'notifying');
    case 'SuspensionNotExecuted':
      return { ...inPhase(state, event, 'notifying'), phase: 'notExecuted' };
    case 'EffectiveDateSet':
      return dated(state, event);
    case 'SuspensionExecutionOrdered':
      return { ...inPhase(state, event, 'notified'), phase: 'executing' };
    case 'ServiceSuspended':
      return { ...inPhase(state, event, 'executing'), phase: 'inForce', cures: 0, requests: 0 };
    case 'CureSubmitted':
      return { ...inPhase(state, event, 'inForce'), phase: 'assessing', cures: event.version };
    case 'CureAssessed':
      return event.accepted
        ? inPhase(state, event, 'assessing')
        : { ...inPhase(state, event, 'assessing'), phase: 'inForce' };
    case 'ConfirmationRequested':
      return {
        ...inPhase(state, event, 'assessing'),
        phase: 'awaitingConfirmation',
        requests: event.request,
        answerDueAt: event.answerDueAt,
      };
    case 'ConfirmationOverdue':
      return { ...inPhase(state, event, 'awaitingConfirmation'), answerDueAt: event.nextAt };
    case 'RestorationRefused': {
      const { decision, cures, requests } = inPhase(state, event, 'awaitingConfirmation');
      return { phase: 'inForce', decision, cures, requests };
    }
    case 'RestorationConfirmed': {
      const { decision, cures, requests } = inPhase(state, event, 'awaitingConfirmation');
      return { phase: 'restoring', decision, cures, requests, reference: event.reference };
    }
    case 'RestorationOrdered':
    case 'ServiceRestored':
      return inPhase(state, event, 'restoring');
    case 'SuspensionClosed':
      return closed(state, event);
  }
}

type EventOf<T extends RecordedSuspensionEvent['type']> = Extract<RecordedSuspensionEvent, { type: T }>;

function inPhase<P extends SuspensionPhase>(
  state: SuspensionState,
  event: RecordedSuspensionEvent,
  phase: P,
): SuspensionIn<P> {
  if (!isIn(state, phase)) throw new CorruptStreamError(state.phase, event.type);
  return state;
}

const isIn = <P extends SuspensionPhase>(
  state: SuspensionState,
  phase: P,
): state is SuspensionIn<P> & SuspensionState => state.phase === phase;

/** A new date after a lapse needs approval again: the second person saw the old one. */
function dated(state: SuspensionState, event: EventOf<'EffectiveDateSet'>): SuspensionState {
  if (state.phase !== 'awaitingApproval' && state.phase !== 'notExecuted') {
    throw new CorruptStreamError(state.phase, event.type);
  }
  const { nonWorkingDayReason: _old, ...rest } = state.decision;
  const decision = {
    ...rest,
    effectiveDate: event.effectiveDate,
    decidedBy: event.by.personId,
    ...(event.nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason: event.nonWorkingDayReason }),
  };
  return { phase: 'awaitingApproval', decision, approvalDueAt: event.approvalDueAt, lapsed: false };
}

function closed(state: SuspensionState, event: EventOf<'SuspensionClosed'>): SuspensionState {
  const from = event.outcome === 'refused' ? 'awaitingApproval' : 'restoring';
  return { phase: 'closed', decision: inPhase(state, event, from).decision, outcome: event.outcome };
}
