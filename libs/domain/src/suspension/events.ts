import type { PersonId } from '../case/actor';
import type { CalendarEventMap } from '../case/calendar-adoption';
import type { Decision, Recorded } from '../case/case-core';
import type { DeliveryProof, HeardNonArrival } from '../case/delivery';
import type { DissolutionEventMap } from '../case/dissolution';
import type { RecallCause } from '../case/effect';
import type { Policy } from '../policy/policy';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { Change } from './change';
import type { EmergencyOrder, SuspensionDecision } from './decision';

/** How a suspension ends. */
export type SuspensionEnd = 'refused' | 'cancelled' | 'restored' | 'dissolved';

/** A clock that has run out, for the n-th time. */
interface Overdue {
  readonly times: number;
  readonly nextAt: Instant;
}

/** What a suspension runs under to its end; the edition of the regulation is that of its ground. */
interface PinnedRules {
  readonly policy: Policy;
  readonly edition: string;
  readonly calendarVersion: string;
}

interface SuspensionEventMap extends DissolutionEventMap, CalendarEventMap {
  /** Pins the policy, the regulation's edition and the calendar version in force, as an emergency's order does. */
  SuspensionDecided: { readonly decision: SuspensionDecision; readonly approvalDueAt: Instant } & PinnedRules;
  SuspensionApprovalEscalated: { readonly nextAt: Instant };
  /** The effective date came before the second person did; a new date is needed. */
  SuspensionApprovalLapsed: object;
  SuspensionApproved: object;
  SuspensionRefused: { readonly reason: string };
  /** The written notice has reached the organisation: only now may the suspension be executed. */
  SuspensionNotified: { readonly proof: DeliveryProof };
  SuspensionNoticeNotArrived: { readonly why: HeardNonArrival };
  /** The effective instant came and the notice had not been delivered: nothing is cut. */
  SuspensionNotExecuted: { readonly dueAt: Instant };
  EffectiveDateOverdue: Overdue;
  EffectiveDateSet: {
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
    readonly approvalDueAt: Instant;
  };
  SuspensionChangeRequested: { readonly change: Change; readonly approvalDueAt: Instant };
  ChangeApprovalEscalated: { readonly nextAt: Instant };
  SuspensionChangeRefused: { readonly reason: string };
  SuspensionCancelled: { readonly reason: string; readonly requestedBy: PersonId };
  SuspensionPostponed: {
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
    readonly reason: string;
    readonly requestedBy: PersonId;
  };
  SuspensionRecalled: { readonly cause: RecallCause; readonly reason: string };
  /** 點13-3: calls for the execution by itself. */
  EmergencySuspensionOrdered: {
    readonly order: EmergencyOrder;
    readonly ratificationDueAt: Instant;
  } & PinnedRules;
  RatificationOverdue: { readonly nextAt: Instant };
  EmergencyRatified: object;
  RatificationRefused: { readonly reason: string };
  SuspensionExecutionOrdered: object;
  /** The service is on although it was cut: nobody is told that it is off. */
  ActuationFailed: { readonly attempt: number; readonly retryAt: Instant };
  SuspensionExecutionRetried: { readonly attempt: number };
  ServiceSuspended: { readonly cureDueAt: Instant };
  CureOverdue: Overdue;
  CureSubmitted: {
    readonly version: number;
    readonly statement: string;
    readonly fillerPersonId: PersonId;
    readonly assessmentDueAt: Instant;
  };
  CureAssessmentOverdue: Overdue;
  CureAssessed: {
    readonly version: number;
    readonly accepted: boolean;
    readonly remark: string;
    readonly cureDueAt: Instant;
  };
  /** `urgent` when it was not a cure that led to it, but a ratification that was refused. */
  ConfirmationRequested: {
    readonly request: number;
    readonly answerDueAt: Instant;
    readonly urgent: boolean;
  };
  ConfirmationOverdue: Overdue & { readonly request: number };
  /** Asked for the same once more; `times` of this request. */
  ConfirmationRequestedAgain: {
    readonly request: number;
    readonly times: number;
    readonly answerDueAt: Instant;
  };
  /** `letter`: by which the authority refused, as an officer recorded it; absent when it did so itself. */
  RestorationRefused: {
    readonly request: number;
    readonly reason: string;
    readonly cureDueAt: Instant;
    readonly letter?: { readonly reference: string; readonly date: CivilDate };
  };
  ConfirmationLetterRecorded: {
    readonly request: number;
    readonly reference: string;
    readonly date: CivilDate;
    readonly personId: PersonId;
    readonly approvalDueAt: Instant;
  };
  ConfirmationLetterEscalated: { readonly nextAt: Instant };
  ConfirmationLetterRefused: { readonly reason: string };
  /**
   * 點13-3: the authority's confirmation, without which nothing is restored. `recordedBy` is the officer who
   * recorded its letter; absent when the authority itself confirmed.
   */
  RestorationConfirmed: {
    readonly request: number;
    readonly reference: string;
    readonly recordedBy?: PersonId;
  };
  ConfirmationWithdrawn: { readonly request: number; readonly reason: string; readonly cureDueAt: Instant };
  RestorationOrdered: object;
  /** `serviceOn` is false while another suspension of the organisation holds. */
  ServiceRestored: { readonly serviceOn: boolean };
  /** Another one has it in hand; `from` is absent where nobody had. */
  TrackerReassigned: { readonly from?: PersonId; readonly trackerId: PersonId; readonly reason: string };
  SuspensionClosed: { readonly outcome: SuspensionEnd };
}

export type SuspensionEventType = keyof SuspensionEventMap;
export type SuspensionEvent = {
  [T in SuspensionEventType]: { readonly type: T } & SuspensionEventMap[T];
}[SuspensionEventType];
export type RecordedSuspensionEvent = Recorded<SuspensionEvent>;
export type SuspensionOutcome = Decision<SuspensionEvent>;

/** Every event of a suspension; the compiler finds one that is missing. */
export const suspensionEventTypes: Readonly<Record<SuspensionEventType, true>> = {
  SuspensionDecided: true,
  SuspensionApprovalEscalated: true,
  SuspensionApprovalLapsed: true,
  SuspensionApproved: true,
  SuspensionRefused: true,
  SuspensionNotified: true,
  SuspensionNoticeNotArrived: true,
  SuspensionNotExecuted: true,
  EffectiveDateOverdue: true,
  EffectiveDateSet: true,
  SuspensionChangeRequested: true,
  ChangeApprovalEscalated: true,
  SuspensionChangeRefused: true,
  SuspensionCancelled: true,
  SuspensionPostponed: true,
  SuspensionRecalled: true,
  CalendarAdopted: true,
  DissolutionReported: true,
  DissolutionEscalated: true,
  DissolutionApproved: true,
  DissolutionRefused: true,
  DissolutionLapsed: true,
  EmergencySuspensionOrdered: true,
  RatificationOverdue: true,
  EmergencyRatified: true,
  RatificationRefused: true,
  SuspensionExecutionOrdered: true,
  ActuationFailed: true,
  SuspensionExecutionRetried: true,
  ServiceSuspended: true,
  CureOverdue: true,
  CureSubmitted: true,
  CureAssessmentOverdue: true,
  CureAssessed: true,
  ConfirmationRequested: true,
  ConfirmationOverdue: true,
  ConfirmationRequestedAgain: true,
  RestorationRefused: true,
  ConfirmationLetterRecorded: true,
  ConfirmationLetterEscalated: true,
  ConfirmationLetterRefused: true,
  RestorationConfirmed: true,
  ConfirmationWithdrawn: true,
  RestorationOrdered: true,
  ServiceRestored: true,
  TrackerReassigned: true,
  SuspensionClosed: true,
};
