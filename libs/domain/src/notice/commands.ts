import type { PersonId } from '../case/actor';
import type { DeliveryProof, NonArrival } from '../case/delivery';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { NoticeContent } from './content';
import type { ItemAssessment, ReplyChannel, ReplyForm } from './reply';

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

interface NoticeCommandMap {
  SubmitNotice: { readonly noticeId: string; readonly caseNumber: string; readonly content: NoticeContent };
  ApproveNotice: object;
  ReturnNotice: { readonly reason: string };
  RecordDelivery: { readonly proof: DeliveryProof };
  RecordNonArrival: { readonly why: NonArrival };
  SubmitReply: { readonly channel: ReplyChannel; readonly form: ReplyForm; readonly receivedAt: Instant };
  RecordTelephoneConfirmation: { readonly withPerson: PersonId };
  AssessReply: { readonly items: readonly ItemAssessment[] };
  RecordFollowUp: { readonly result: FollowUpResult };
  /** Adopts the proposal that followed from the third round. */
  DecideSuspension: {
    readonly effectiveDate: CivilDate;
    readonly noJustifiableReason: boolean;
    readonly nonWorkingDayReason?: string;
  };
  RecordSuspensionOutcome: {
    readonly suspensionId: string;
    readonly outcome: 'refused' | 'executed' | 'restored';
  };
  WithdrawNotice: { readonly reason: string };
  Wake: object;
}

export type NoticeCommandType = keyof NoticeCommandMap;
export type NoticeCommandOf<T extends NoticeCommandType> = { readonly type: T } & NoticeCommandMap[T];
/** Everything that can be asked of a notice. */
export type NoticeCommand = { [T in NoticeCommandType]: NoticeCommandOf<T> }[NoticeCommandType];
