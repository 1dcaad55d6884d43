import { broken, cured, inPhase, type EventOf } from './in-phase';
import type { SuspensionIn, SuspensionState } from './state';

type ConfirmationEvent = EventOf<
  | 'CureOverdue'
  | 'CureSubmitted'
  | 'CureAssessmentOverdue'
  | 'CureAssessed'
  | 'ConfirmationRequested'
  | 'ConfirmationOverdue'
  | 'ConfirmationRequestedAgain'
  | 'RestorationRefused'
  | 'ConfirmationLetterRecorded'
  | 'ConfirmationLetterEscalated'
  | 'ConfirmationLetterRefused'
  | 'RestorationConfirmed'
  | 'ConfirmationWithdrawn'
  | 'RestorationOrdered'
>;

/** From the cure to the order to restore; each no leads back to the cure. @throws CorruptStreamError */
export function confirming(state: SuspensionState, event: ConfirmationEvent): SuspensionState {
  switch (event.type) {
    case 'CureOverdue':
      return { ...inPhase(state, event, 'inForce'), dueAt: event.nextAt, reminders: event.times };
    case 'CureSubmitted': {
      const { version: cures, assessmentDueAt: dueAt } = event;
      return { ...inPhase(state, event, 'inForce'), phase: 'assessing', cures, dueAt, reminders: 0 };
    }
    case 'CureAssessmentOverdue':
      return { ...inPhase(state, event, 'assessing'), dueAt: event.nextAt, reminders: event.times };
    case 'CureAssessed':
      return event.accepted
        ? inPhase(state, event, 'assessing')
        : waiting(inPhase(state, event, 'assessing'), event.cureDueAt);
    case 'ConfirmationRequested':
      return asked(state, event);
    case 'ConfirmationOverdue':
      return {
        ...inPhase(state, event, 'awaitingConfirmation'),
        answerDueAt: event.nextAt,
        reminders: event.times,
      };
    case 'ConfirmationRequestedAgain': {
      const { times: repeats, answerDueAt } = event;
      return { ...withoutLetter(state, event), repeats, answerDueAt, reminders: 0 };
    }
    case 'RestorationRefused':
      return waiting(inPhase(state, event, 'awaitingConfirmation'), event.cureDueAt);
    case 'ConfirmationLetterRecorded': {
      const { reference, date, personId, approvalDueAt } = event;
      const { personId: recordedBy, onBehalfOf } = event.by;
      const forWhom = onBehalfOf === undefined ? {} : { recordedFor: onBehalfOf };
      const letter = { reference, date, personId, recordedBy, ...forWhom, approvalDueAt };
      return { ...withoutLetter(state, event), letter };
    }
    case 'ConfirmationLetterEscalated': {
      const before = withLetter(state, event);
      return { ...before, letter: { ...before.letter, approvalDueAt: event.nextAt } };
    }
    case 'ConfirmationLetterRefused': {
      const { letter: _refused, ...before } = withLetter(state, event);
      return before;
    }
    case 'RestorationConfirmed': {
      const before = inPhase(state, event, 'awaitingConfirmation');
      const { reference, at: confirmedAt } = event;
      return { ...cured(before), phase: 'confirmed', reference, confirmedAt };
    }
    case 'ConfirmationWithdrawn':
      if (state.phase === 'confirmed') return waiting(state, event.cureDueAt);
      return waiting(withLetter(state, event), event.cureDueAt);
    case 'RestorationOrdered': {
      const before = inPhase(state, event, 'confirmed');
      return { ...cured(before), phase: 'restoring', reference: before.reference };
    }
  }
}

type Waiting = SuspensionIn<'inForce' | 'assessing' | 'awaitingConfirmation' | 'confirmed'>;

const waiting = (state: Waiting, dueAt: number): SuspensionIn<'inForce'> => ({
  ...cured(state),
  phase: 'inForce',
  dueAt,
  reminders: 0,
});

/** After a cure that was accepted, or because an emergency was not ratified. */
function asked(state: SuspensionState, event: EventOf<'ConfirmationRequested'>): SuspensionState {
  const urgent =
    (state.phase === 'inForce' || state.phase === 'assessing') && state.ratification?.outcome === 'refused';
  const before = urgent ? state : inPhase(state, event, 'assessing');
  return {
    ...cured(before),
    phase: 'awaitingConfirmation',
    requests: event.request,
    askedAt: event.at,
    answerDueAt: event.answerDueAt,
    reminders: 0,
    repeats: 0,
  };
}

function withoutLetter(
  state: SuspensionState,
  event: ConfirmationEvent,
): SuspensionIn<'awaitingConfirmation'> {
  const before = inPhase(state, event, 'awaitingConfirmation');
  return before.letter === undefined ? before : broken(state, event);
}

function withLetter(state: SuspensionState, event: ConfirmationEvent) {
  const before = inPhase(state, event, 'awaitingConfirmation');
  const { letter } = before;
  return letter === undefined ? broken(state, event) : { ...before, letter };
}
