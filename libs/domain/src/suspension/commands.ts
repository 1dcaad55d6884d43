import type { PersonId } from '../case/actor';
import type { CalendarCommandMap } from '../case/calendar-adoption';
import type { DeliveryProof, HeardNonArrival } from '../case/delivery';
import type { RecallCause } from '../case/effect';
import type { CivilDate } from '../time/civil-date';
import type { EmergencyOrderDraft, SuspensionDecision } from './decision';

interface SuspensionCommandMap extends CalendarCommandMap {
  /**
   * Opens the case with what was decided. What follows from a notice was checked there; one that stands
   * alone is checked here, ground (十一) with 「無正當理由」 confirmed.
   */
  DecideSuspension: { readonly decision: SuspensionDecision; readonly noJustifiableReason?: boolean };
  ApproveSuspension: object;
  RefuseSuspension: { readonly reason: string };
  /** `effectiveDate` is the one that the letter names: a letter of an earlier date says nothing about this one. */
  RecordDelivery: { readonly proof: DeliveryProof; readonly effectiveDate?: CivilDate };
  RecordNonArrival: { readonly why: HeardNonArrival; readonly effectiveDate?: CivilDate };
  /** A new date after one on which the notice had not arrived, or that passed before approval. */
  SetEffectiveDate: { readonly effectiveDate: CivilDate; readonly nonWorkingDayReason?: string };
  /** Cured before the date: asks a second officer to let it go, or to put it off, once. */
  CancelSuspension: { readonly reason: string };
  PostponeSuspension: {
    readonly effectiveDate: CivilDate;
    readonly reason: string;
    readonly nonWorkingDayReason?: string;
  };
  ApproveChange: object;
  RefuseChange: { readonly reason: string };
  /** Its notice calls it off, withdrawn by two officers or answered in time after all; by the system only. */
  RecallSuspension: { readonly cause: RecallCause; readonly reason: string };
  /** 裁撤: the organisation is no more; a supervisor has to agree, and service stays off. */
  CloseForDissolution: { readonly reason: string };
  ApproveDissolution: object;
  RefuseDissolution: { readonly reason: string };
  /** 點13-3: cut at once. */
  OrderEmergencySuspension: { readonly order: EmergencyOrderDraft };
  RatifyEmergency: object;
  RefuseRatification: { readonly reason: string };
  /** The actuator has brought the service to the ordered state; `serviceOn` is what really holds now. */
  RecordActuation: { readonly desired: 'off' | 'on'; readonly serviceOn: boolean };
  SubmitCure: { readonly statement: string; readonly fillerPersonId: PersonId };
  AssessCure: { readonly accepted: boolean; readonly remark: string };
  /** The cybersecurity authority confirms that the incident is handled (點13-3). */
  ConfirmRestoration: { readonly reference: string };
  RefuseRestoration: { readonly reason: string };
  /** The authority's confirmation came by letter: one officer records it, a second one approves. */
  RecordConfirmationLetter: {
    readonly reference: string;
    readonly date: CivilDate;
    readonly personId: PersonId;
  };
  ApproveConfirmationLetter: object;
  RefuseConfirmationLetter: { readonly reason: string };
  /** The authority's refusal came by letter: one officer records it, since service stays off. */
  RecordRefusalLetter: {
    readonly reference: string;
    readonly date: CivilDate;
    readonly reason: string;
  };
  /** The authority has not answered in time: it is asked once more, and its clock starts anew. */
  RequestConfirmationAgain: object;
  /** The authority takes its confirmation back, until restoration has begun. */
  WithdrawConfirmation: { readonly reason: string };
  /** `from`: only while that person has it in hand. */
  ReassignTracker: { readonly trackerId: PersonId; readonly reason: string; readonly from?: PersonId };
  Wake: object;
}

export type SuspensionCommandType = keyof SuspensionCommandMap;
export type SuspensionCommandOf<T extends SuspensionCommandType> = {
  readonly type: T;
} & SuspensionCommandMap[T];
/** Everything that can be asked of a suspension. */
export type SuspensionCommand = {
  [T in SuspensionCommandType]: SuspensionCommandOf<T>;
}[SuspensionCommandType];
