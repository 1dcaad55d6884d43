import { CorruptStreamError } from '../errors';
import type { RecordedSuspensionEvent, SuspensionEventType } from './events';
import type {
  DissolvableState,
  RatifiableState,
  SuspensionIn,
  SuspensionPhase,
  SuspensionState,
  Undone,
  UndoneState,
} from './state';

export type EventOf<T extends SuspensionEventType> = Extract<RecordedSuspensionEvent, { type: T }>;

/** @throws CorruptStreamError always */
export function broken(state: SuspensionState, event: RecordedSuspensionEvent): never {
  throw new CorruptStreamError(state.phase, event.type);
}

/** The state, if it is in this phase. @throws CorruptStreamError */
export function inPhase<P extends SuspensionPhase>(
  state: SuspensionState,
  event: RecordedSuspensionEvent,
  phase: P,
): SuspensionIn<P> {
  return isIn(state, phase) ? state : broken(state, event);
}

export const isIn = <P extends SuspensionPhase>(
  state: SuspensionState,
  phase: P,
): state is SuspensionIn<P> & SuspensionState => state.phase === phase;

export const isUndone = (state: SuspensionState): state is UndoneState =>
  state.phase === 'awaitingApproval' ||
  state.phase === 'notifying' ||
  state.phase === 'notified' ||
  state.phase === 'notExecuted';

export const isDissolvable = (state: SuspensionState): state is DissolvableState =>
  isUndone(state) ||
  state.phase === 'inForce' ||
  state.phase === 'assessing' ||
  state.phase === 'awaitingConfirmation';

/** What every phase before execution keeps. */
export const undone = ({ decision, change, postponed, told, dissolution }: UndoneState): Undone => ({
  decision,
  postponed,
  told,
  ...(dissolution === undefined ? {} : { dissolution }),
  ...(change === undefined ? {} : { change }),
});

/** What every phase from the order on keeps. */
export const ordered = ({ decision, ratification, dissolution }: RatifiableState) => ({
  decision,
  ...(dissolution === undefined ? {} : { dissolution }),
  ...(ratification === undefined ? {} : { ratification }),
});

/** What every phase keeps while service is off. */
export const cured = (
  state: SuspensionIn<'inForce' | 'assessing' | 'awaitingConfirmation' | 'confirmed' | 'restoring'>,
) => ({ ...ordered(state), cures: state.cures, requests: state.requests });

/** A date that has come can no longer be put off: the request falls with it, one to cancel does not. */
export const withoutPostponement = (state: UndoneState): UndoneState =>
  state.change?.change.kind === 'postpone' ? withoutChange(state) : state;

export function withoutChange(state: UndoneState): UndoneState {
  const { change: _settled, ...kept } = undone(state);
  switch (state.phase) {
    case 'awaitingApproval':
      return { ...kept, phase: state.phase, approvalDueAt: state.approvalDueAt, lapsed: state.lapsed };
    case 'notifying':
      return { ...kept, phase: state.phase, sentAt: state.sentAt };
    case 'notified':
      return { ...kept, phase: state.phase };
    case 'notExecuted':
      return { ...kept, phase: state.phase, dueAt: state.dueAt, reminders: state.reminders };
  }
}
