import type { PersonId } from '../case/actor';
import type { Decision, Recorded } from '../case/case-core';
import type { DeliveryProof, NonArrival } from '../case/delivery';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { SuspensionDecision } from './decision';

interface SuspensionEventMap {
  SuspensionDecided: { readonly decision: SuspensionDecision; readonly approvalDueAt: Instant };
  SuspensionApprovalEscalated: { readonly nextAt: Instant };
  /** The effective date came before the second person did; a new date is needed. */
  SuspensionApprovalLapsed: object;
  SuspensionApproved: object;
  SuspensionRefused: { readonly reason: string };
  /** The written notice has reached the organisation: only now may the suspension be executed. */
  SuspensionNotified: { readonly proof: DeliveryProof };
  SuspensionNoticeNotArrived: { readonly why: NonArrival };
  /** The effective instant came and the notice had not been delivered: nothing is cut. */
  SuspensionNotExecuted: object;
  EffectiveDateSet: {
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
    readonly approvalDueAt: Instant;
  };
  SuspensionExecutionOrdered: object;
  ServiceSuspended: object;
  CureSubmitted: { readonly version: number; readonly statement: string; readonly fillerPersonId: PersonId };
  CureAssessed: { readonly version: number; readonly accepted: boolean; readonly remark: string };
  ConfirmationRequested: { readonly request: number; readonly answerDueAt: Instant };
  ConfirmationOverdue: { readonly request: number; readonly nextAt: Instant };
  RestorationRefused: { readonly request: number; readonly reason: string };
  /** 點13-3: the authority's confirmation, without which nothing is restored. */
  RestorationConfirmed: { readonly request: number; readonly reference: string };
  RestorationOrdered: object;
  /** `serviceOn` is false while another suspension of the organisation holds. */
  ServiceRestored: { readonly serviceOn: boolean };
  SuspensionClosed: { readonly outcome: 'refused' | 'restored' };
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
  EffectiveDateSet: true,
  SuspensionExecutionOrdered: true,
  ServiceSuspended: true,
  CureSubmitted: true,
  CureAssessed: true,
  ConfirmationRequested: true,
  ConfirmationOverdue: true,
  RestorationRefused: true,
  RestorationConfirmed: true,
  RestorationOrdered: true,
  ServiceRestored: true,
  SuspensionClosed: true,
};
