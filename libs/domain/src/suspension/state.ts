import type { PersonId } from '../case/actor';
import type { Dissolution } from '../case/dissolution';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { RequestedChange } from './change';
import type { SuspensionDecision, SuspensionOrigin } from './decision';
import type { SuspensionEnd } from './events';

/** Not executed yet: it may still be cancelled, or postponed once. */
export interface Undone {
  /** As decided; its date follows every change. */
  readonly decision: SuspensionDecision;
  readonly change?: RequestedChange;
  readonly postponed: boolean;
  /** Who has last been told of which date, and has to hear of what becomes of it. */
  readonly told: { readonly respondent?: CivilDate; readonly bureau?: CivilDate };
  readonly dissolution?: Dissolution;
}

/** The second person's word on an emergency, which comes after its execution (點13-3). */
export type Ratification =
  | { readonly outcome: 'pending'; readonly dueAt: Instant }
  | { readonly outcome: 'ratified' }
  | { readonly outcome: 'refused'; readonly reason: string };

interface Ordered {
  readonly decision: SuspensionOrigin;
  /** Present for an emergency. */
  readonly ratification?: Ratification;
  readonly dissolution?: Dissolution;
}

interface Cured extends Ordered {
  /** How many cures were submitted, and how many times the authority was asked. */
  readonly cures: number;
  readonly requests: number;
}

/** Somebody has to do something: when they are reminded next, and how often they were. */
interface Waiting {
  readonly dueAt: Instant;
  readonly reminders: number;
}

/** The authority's letter as one officer recorded it; a second one compares it. */
export interface ConfirmationLetter {
  readonly reference: string;
  readonly date: CivilDate;
  /** Who of the authority confirmed. */
  readonly personId: PersonId;
  readonly recordedBy: PersonId;
  /** Whom the officer who recorded it stood in for. */
  readonly recordedFor?: PersonId;
  readonly approvalDueAt: Instant;
}

export interface SuspensionStates {
  absent: { readonly phase: 'absent' };
  awaitingApproval: Undone & {
    readonly phase: 'awaitingApproval';
    readonly approvalDueAt: Instant;
    /** The date has passed meanwhile; approval needs a new one. */
    readonly lapsed: boolean;
  };
  /** Approved; the written notice is on its way. */
  notifying: Undone & {
    readonly phase: 'notifying';
    /** When the notice of this date was sent: nothing that arrived before says anything about it. */
    readonly sentAt: Instant;
  };
  /** The written notice has reached the organisation; waits for the effective instant. */
  notified: Undone & { readonly phase: 'notified' };
  /** The date came without delivery: a person sets a new one. */
  notExecuted: Undone & Waiting & { readonly phase: 'notExecuted' };
  executing: Ordered & {
    readonly phase: 'executing';
    /** How often the service was found on after it had been cut. */
    readonly failures: number;
    /** When it is cut again; absent while an attempt is under way. */
    readonly retryAt?: Instant;
  };
  /** Service is off; a cure is awaited. */
  inForce: Cured & Waiting & { readonly phase: 'inForce' };
  /** A cure lies before the centre. */
  assessing: Cured & Waiting & { readonly phase: 'assessing' };
  /** The authority was asked. */
  awaitingConfirmation: Cured & {
    readonly phase: 'awaitingConfirmation';
    readonly askedAt: Instant;
    readonly answerDueAt: Instant;
    /** How often it was reminded since it was asked last, and how often it was asked again. */
    readonly reminders: number;
    readonly repeats: number;
    readonly letter?: ConfirmationLetter;
  };
  /** The authority has confirmed and may still withdraw that, until restoration begins. */
  confirmed: Cured & {
    readonly phase: 'confirmed';
    readonly reference: string;
    readonly confirmedAt: Instant;
  };
  restoring: Cured & { readonly phase: 'restoring'; readonly reference: string };
  /** An emergency whose service is back, and on which the second person has still to say a word. */
  unratified: Ordered & { readonly phase: 'unratified' };
  closed: {
    readonly phase: 'closed';
    readonly decision: SuspensionOrigin;
    readonly outcome: SuspensionEnd;
  };
}

export type SuspensionPhase = keyof SuspensionStates;
export type SuspensionState = SuspensionStates[SuspensionPhase];
export type SuspensionIn<P extends SuspensionPhase> = SuspensionStates[P];

/** Decided or ordered, and not ended. */
export type OpenState = Exclude<SuspensionState, SuspensionIn<'absent' | 'closed'>>;

/** Before execution, from decision to the effective instant. */
export type UndoneState = SuspensionIn<'awaitingApproval' | 'notifying' | 'notified' | 'notExecuted'>;

/** Where 裁撤 may end it: before execution, or while service is off and nothing is under way. */
export type DissolvableState = UndoneState | SuspensionIn<'inForce' | 'assessing' | 'awaitingConfirmation'>;

/** From the order on until the end: where an emergency may still have to be ratified. */
export type RatifiableState = SuspensionIn<
  'executing' | 'inForce' | 'assessing' | 'awaitingConfirmation' | 'confirmed' | 'restoring' | 'unratified'
>;
