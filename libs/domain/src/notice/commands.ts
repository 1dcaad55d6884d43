import type { WorkCalendar } from '../calendar/working-calendar';
import type { PersonId } from '../case/actor';
import type { CalendarCommandMap } from '../case/calendar-adoption';
import type { DeliveryProof, HeardNonArrival } from '../case/delivery';
import type { SuspensionReport } from '../case/effect';
import type { Policy } from '../policy/policy';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { NoticeContent } from './content';
import type { ItemAssessment, ReplyChannel, ReplyForm } from './reply';

/** 第一、二、三次追蹤: there is no fourth. */
export type RoundNumber = 1 | 2 | 3;

/** The results that the tracking sheet (追蹤評估表) allows; the third round has only `complete` and `suspend`. */
export type FollowUpResult =
  | { readonly kind: 'complete' }
  | { readonly kind: 'extend'; readonly to: CivilDate; readonly reason: string }
  | {
      readonly kind: 'suspend';
      readonly ground: Ground;
      readonly effectiveDate: CivilDate;
      /** 事態嚴重: required in the first round. */
      readonly seriousReason?: string;
      readonly nonWorkingDayReason?: string;
      /** 無正當理由: required for ground (十一). */
      readonly noJustifiableReason?: boolean;
    }
  | { readonly kind: 'other'; readonly text: string; readonly nextDate: CivilDate };

interface NoticeCommandMap extends CalendarCommandMap {
  SubmitNotice: { readonly noticeId: string; readonly caseNumber: string; readonly content: NoticeContent };
  /** The rules in force at this moment, which the notice keeps; without them those under which it was submitted. */
  ApproveNotice: { readonly policy?: Policy; readonly calendar?: WorkCalendar };
  ReturnNotice: { readonly reason: string };
  /** `deadline` is the one that the letter names: one of an earlier date says nothing about the present one. */
  RecordDelivery: { readonly proof: DeliveryProof; readonly deadline?: CivilDate };
  RecordNonArrival: { readonly why: HeardNonArrival; readonly deadline?: CivilDate };
  SubmitReply: { readonly channel: ReplyChannel; readonly form: ReplyForm; readonly receivedAt: Instant };
  /** 電話確認, or the note that the officer called without reaching anybody (ADR 0011). */
  RecordTelephoneConfirmation:
    | { readonly outcome?: 'confirmed'; readonly withPerson: PersonId }
    | { readonly outcome: 'unreachable'; readonly remark: string };
  /** 補正: the reply goes back with what is missing and a date of its own, within the policy's term, once a round. */
  RequestSupplement: { readonly missing: string; readonly date: CivilDate };
  AssessReply: { readonly items: readonly ItemAssessment[] };
  /** An accepted action turns out not to be done after all. */
  ReopenAction: { readonly item: number; readonly reason: string };
  /** 申請展期: moves nothing by itself; granted by a follow-up that extends, which uses up the round. */
  RequestExtension: { readonly reason: string; readonly until?: CivilDate };
  DenyExtension: { readonly reason: string };
  /** `round`: the one that it is about. Sent twice, or after the system has acted, it uses up no other. */
  RecordFollowUp: { readonly round: RoundNumber; readonly result: FollowUpResult };
  /** Adopts the proposal that followed from the third round. */
  DecideSuspension: {
    readonly effectiveDate: CivilDate;
    readonly noJustifiableReason: boolean;
    readonly nonWorkingDayReason?: string;
  };
  /** The cure came after the third round, and no suspension is decided: every open action is accepted. */
  AcceptCure: { readonly items: readonly ItemAssessment[]; readonly remark: string };
  RecordSuspensionOutcome: {
    readonly suspensionId: string;
    readonly outcome: SuspensionReport;
  };
  /** 撤回: at once before a suspension is decided, afterwards asked of a second officer. */
  WithdrawNotice: { readonly reason: string };
  ApproveWithdrawal: object;
  RefuseWithdrawal: { readonly reason: string };
  /** `from`: only while that person tracks it. */
  ReassignTracker: { readonly trackerId: PersonId; readonly reason: string; readonly from?: PersonId };
  /** 裁撤: the organisation is no more; a supervisor has to agree. */
  CloseForDissolution: { readonly reason: string };
  ApproveDissolution: object;
  RefuseDissolution: { readonly reason: string };
  /**
   * A new version, or a closure of the respondent's county: an officer has chosen this case for it. Its deadline moves
   * to where that calendar has it, if that is later.
   */
  AdoptCalendar: { readonly calendar: WorkCalendar };
  Wake: object;
}

export type NoticeCommandType = keyof NoticeCommandMap;
export type NoticeCommandOf<T extends NoticeCommandType> = { readonly type: T } & NoticeCommandMap[T];
/** Everything that can be asked of a notice. */
export type NoticeCommand = { [T in NoticeCommandType]: NoticeCommandOf<T> }[NoticeCommandType];
