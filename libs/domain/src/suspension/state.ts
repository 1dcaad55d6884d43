import type { Instant } from '../time/taipei';
import type { SuspensionDecision } from './decision';

interface Decided {
  /** As decided; its date follows every change. */
  readonly decision: SuspensionDecision;
}

interface Cured {
  /** How many cures were submitted, and how many times the authority was asked. */
  readonly cures: number;
  readonly requests: number;
}

export interface SuspensionStates {
  absent: { readonly phase: 'absent' };
  awaitingApproval: Decided & {
    readonly phase: 'awaitingApproval';
    readonly approvalDueAt: Instant;
    /** The date has passed meanwhile; approval needs a new one. */
    readonly lapsed: boolean;
  };
  /** Approved; the written notice is on its way. */
  notifying: Decided & { readonly phase: 'notifying' };
  /** The written notice has reached the organisation; waits for the effective instant. */
  notified: Decided & { readonly phase: 'notified' };
  /** The date came without delivery: a person sets a new one. */
  notExecuted: Decided & { readonly phase: 'notExecuted' };
  executing: Decided & { readonly phase: 'executing' };
  /** Service is off; a cure is awaited. */
  inForce: Decided & Cured & { readonly phase: 'inForce' };
  /** A cure lies before the centre. */
  assessing: Decided & Cured & { readonly phase: 'assessing' };
  /** The authority was asked. */
  awaitingConfirmation: Decided &
    Cured & { readonly phase: 'awaitingConfirmation'; readonly answerDueAt: Instant };
  restoring: Decided & Cured & { readonly phase: 'restoring'; readonly reference: string };
  closed: Decided & { readonly phase: 'closed'; readonly outcome: 'refused' | 'restored' };
}

export type SuspensionPhase = keyof SuspensionStates;
export type SuspensionState = SuspensionStates[SuspensionPhase];
export type SuspensionIn<P extends SuspensionPhase> = SuspensionStates[P];
