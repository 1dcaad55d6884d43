import type { PersonId } from '../case/actor';
import { dissolving } from '../case/dissolution';
import { CorruptStreamError } from '../errors';
import { suspensionEventTypes, type RecordedSuspensionEvent } from './events';
import { changing } from './evolve-change';
import { confirming } from './evolve-confirmation';
import { isEmergency } from './decision';
import {
  broken,
  inPhase,
  isDissolvable,
  isUndone,
  ordered,
  undone,
  withoutPostponement,
  type EventOf,
} from './in-phase';
import type { RatifiableState, SuspensionIn, SuspensionState } from './state';

/** Folds one event. @throws CorruptStreamError when it cannot follow from this phase. */
export function evolve(state: SuspensionState, event: RecordedSuspensionEvent): SuspensionState {
  if (!Object.hasOwn(suspensionEventTypes, event.type)) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'SuspensionDecided':
      inPhase(state, event, 'absent');
      return {
        phase: 'awaitingApproval',
        decision: event.decision,
        postponed: false,
        told: {},
        approvalDueAt: event.approvalDueAt,
        lapsed: false,
      };
    case 'SuspensionApprovalEscalated':
      return { ...inPhase(state, event, 'awaitingApproval'), approvalDueAt: event.nextAt };
    case 'SuspensionApprovalLapsed':
      return lapsed(inPhase(state, event, 'awaitingApproval'));
    case 'SuspensionApproved': {
      const before = inPhase(state, event, 'awaitingApproval');
      const told = { ...before.told, respondent: before.decision.effectiveDate };
      return { ...undone(before), phase: 'notifying', told, sentAt: event.at };
    }
    case 'SuspensionRefused':
      return inPhase(state, event, 'awaitingApproval');
    case 'SuspensionNotified': {
      const before = inPhase(state, event, 'notifying');
      const told = { ...before.told, bureau: before.decision.effectiveDate };
      return { ...undone(before), phase: 'notified', told };
    }
    case 'SuspensionNoticeNotArrived':
      return inPhase(state, event, 'notifying');
    case 'SuspensionNotExecuted': {
      const before = undone(withoutPostponement(inPhase(state, event, 'notifying')));
      return { ...before, phase: 'notExecuted', dueAt: event.dueAt, reminders: 0 };
    }
    case 'EffectiveDateOverdue':
      return { ...inPhase(state, event, 'notExecuted'), dueAt: event.nextAt, reminders: event.times };
    case 'EffectiveDateSet':
      return dated(state, event);
    case 'SuspensionChangeRequested':
    case 'ChangeApprovalEscalated':
    case 'SuspensionChangeRefused':
    case 'SuspensionCancelled':
    case 'SuspensionPostponed':
      return changing(state, event);
    case 'SuspensionRecalled':
      return isUndone(state) ? state : broken(state, event);
    case 'DissolutionReported':
    case 'DissolutionEscalated':
    case 'DissolutionRefused':
    case 'DissolutionLapsed':
      return dissolved(state, event);
    case 'DissolutionApproved':
      return isDissolvable(state) && state.dissolution !== undefined ? state : broken(state, event);
    case 'EmergencySuspensionOrdered':
      inPhase(state, event, 'absent');
      return {
        phase: 'executing',
        decision: event.order,
        ratification: { outcome: 'pending', dueAt: event.ratificationDueAt },
        failures: 0,
      };
    case 'RatificationOverdue':
      return { ...ratifying(state, event), ratification: { outcome: 'pending', dueAt: event.nextAt } };
    case 'EmergencyRatified':
      return { ...ratifying(state, event), ratification: { outcome: 'ratified' } };
    case 'RatificationRefused':
      return { ...ratifying(state, event), ratification: { outcome: 'refused', reason: event.reason } };
    case 'SuspensionExecutionOrdered': {
      const { decision, dissolution } = inPhase(state, event, 'notified');
      const kept = dissolution === undefined ? { decision } : { decision, dissolution };
      return { ...kept, phase: 'executing', failures: 0 };
    }
    case 'ActuationFailed':
      return { ...inPhase(state, event, 'executing'), failures: event.attempt, retryAt: event.retryAt };
    case 'SuspensionExecutionRetried':
      return retried(inPhase(state, event, 'executing'));
    case 'ServiceSuspended': {
      const before = inPhase(state, event, 'executing');
      const waiting = { dueAt: event.cureDueAt, reminders: 0 };
      return { ...ordered(before), phase: 'inForce', cures: 0, requests: 0, ...waiting };
    }
    case 'CureOverdue':
    case 'CureSubmitted':
    case 'CureAssessmentOverdue':
    case 'CureAssessed':
    case 'ConfirmationRequested':
    case 'ConfirmationOverdue':
    case 'ConfirmationRequestedAgain':
    case 'RestorationRefused':
    case 'ConfirmationLetterRecorded':
    case 'ConfirmationLetterEscalated':
    case 'ConfirmationLetterRefused':
    case 'RestorationConfirmed':
    case 'ConfirmationWithdrawn':
    case 'RestorationOrdered':
      return confirming(state, event);
    case 'ServiceRestored': {
      const before = inPhase(state, event, 'restoring');
      if (before.ratification?.outcome !== 'pending') return before;
      return { ...ordered(before), phase: 'unratified' };
    }
    case 'CalendarAdopted':
      return state.phase === 'absent' || state.phase === 'closed' ? broken(state, event) : state;
    case 'TrackerReassigned':
      return handedOver(state, event.trackerId) ?? broken(state, event);
    case 'SuspensionClosed':
      return closed(state, event);
  }
}

function handedOver(state: SuspensionState, trackerId: PersonId): SuspensionState | undefined {
  if (state.phase === 'absent' || state.phase === 'closed') return undefined;
  return isUndone(state)
    ? { ...state, decision: { ...state.decision, trackerId } }
    : { ...state, decision: { ...state.decision, trackerId } };
}

function dissolved(
  state: SuspensionState,
  event: EventOf<'DissolutionReported' | 'DissolutionEscalated' | 'DissolutionRefused' | 'DissolutionLapsed'>,
): SuspensionState {
  // It lapses as restoration begins, too; nothing is reported then.
  const mayLapse = event.type === 'DissolutionLapsed' && state.phase === 'confirmed';
  if (!isDissolvable(state) && !mayLapse) return broken(state, event);
  const { dissolution, ...open } = state;
  const next = dissolving(dissolution, event);
  return next === undefined ? broken(state, event) : { ...open, ...next };
}

const lapsed = (state: SuspensionIn<'awaitingApproval'>): SuspensionState => ({
  ...undone(withoutPostponement(state)),
  phase: 'awaitingApproval',
  approvalDueAt: state.approvalDueAt,
  lapsed: true,
});

/** A new date after a lapse needs approval again: the second person saw the old one. */
function dated(state: SuspensionState, event: EventOf<'EffectiveDateSet'>): SuspensionState {
  if (state.phase !== 'awaitingApproval' && state.phase !== 'notExecuted') return broken(state, event);
  const before = undone(withoutPostponement(state));
  const { nonWorkingDayReason: _old, decidedFor: _before, ...rest } = before.decision;
  const decision = {
    ...rest,
    effectiveDate: event.effectiveDate,
    decidedBy: event.by.personId,
    ...(event.by.onBehalfOf === undefined ? {} : { decidedFor: event.by.onBehalfOf }),
    ...(event.nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason: event.nonWorkingDayReason }),
  };
  return {
    ...before,
    phase: 'awaitingApproval',
    decision,
    approvalDueAt: event.approvalDueAt,
    lapsed: false,
  };
}

function retried(state: SuspensionIn<'executing'>): SuspensionState {
  const { retryAt: _now, ...rest } = state;
  return rest;
}

const ratifiable: readonly string[] = [
  'executing',
  'inForce',
  'assessing',
  'awaitingConfirmation',
  'confirmed',
  'restoring',
  'unratified',
] satisfies readonly RatifiableState['phase'][];

const isRatifiable = (state: SuspensionState): state is RatifiableState => ratifiable.includes(state.phase);

function ratifying(state: SuspensionState, event: RecordedSuspensionEvent): RatifiableState {
  if (!isRatifiable(state) || state.ratification?.outcome !== 'pending') return broken(state, event);
  return state;
}

/** Refused before it was notified, cancelled by two officers or by its notice, ended by 裁撤, or restored and, in an emergency, spoken upon. */
function closed(state: SuspensionState, event: EventOf<'SuspensionClosed'>): SuspensionState {
  const { outcome } = event;
  const may = {
    refused: state.phase === 'awaitingApproval',
    cancelled: isUndone(state),
    dissolved: isDissolvable(state) && state.dissolution !== undefined,
    restored: state.phase === 'restoring' || state.phase === 'unratified',
  }[outcome];
  if (!may || state.phase === 'absent') return broken(state, event);
  const { decision } = state;
  const unspoken = isEmergency(decision) && isRatifiable(state) && state.ratification?.outcome === 'pending';
  return unspoken ? broken(state, event) : { phase: 'closed', decision, outcome };
}
