import type { Decision, Recorded } from '../case/case-core';
import type { RoundPlan } from '../case/clocks';
import type { DeliveryProof, NonArrival } from '../case/delivery';
import type { Policy } from '../policy/policy';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { FollowUpResult } from './commands';
import type { NoticeContent } from './content';
import type { ItemAssessment, ReplyChannel, ReplyForm } from './reply';

interface NoticeEventMap {
  NoticeSubmitted: {
    readonly noticeId: string;
    readonly caseNumber: string;
    readonly content: NoticeContent;
    readonly approvalDueAt: Instant;
  };
  ApprovalEscalated: { readonly nextAt: Instant };
  NoticeReturned: { readonly reason: string };
  /** Pins the policy, the regulation's edition and the calendar version in force. */
  NoticeIssued: {
    readonly policy: Policy;
    readonly edition: string;
    readonly calendarVersion: string;
    readonly plan: RoundPlan;
  };
  NoticeDelivered: { readonly proof: DeliveryProof };
  NoticeNotArrived: { readonly why: NonArrival };
  ReminderIssued: { readonly round: number; readonly workingDays: number };
  ReplyReceived: {
    readonly round: number;
    readonly version: number;
    readonly channel: ReplyChannel;
    readonly form: ReplyForm;
    readonly receivedAt: Instant;
    readonly late: boolean;
    readonly callDueAt?: Instant;
    readonly assessmentDueAt: Instant;
  };
  TelephoneCallDue: { readonly round: number };
  ReplyConfirmedByTelephone: { readonly round: number; readonly withPerson: string };
  AssessmentOverdue: { readonly round: number; readonly nextAt: Instant };
  ReplyAssessed: {
    readonly round: number;
    readonly items: readonly ItemAssessment[];
    readonly silentAt?: Instant;
  };
  DeadlinePassed: { readonly round: number; readonly silentAt: Instant };
  FollowUpOverdue: { readonly round: number; readonly nextAt: Instant };
  /** The system could not compute a date (calendar not covered); a person has to help. */
  PolicyActionDeferred: { readonly round: number; readonly until: Instant };
  FollowUpRecorded: {
    readonly round: number;
    readonly result: FollowUpResult;
    readonly trackerId: string;
    readonly nextPlan?: RoundPlan;
  };
  /** Round three failed by policy: a proposal that people decide upon. */
  SuspensionProposed: { readonly round: number; readonly ground: Ground; readonly trackerId: string };
  /** A person decided to suspend; the suspension's own case needs a second person. */
  SuspensionDecidedUpon: {
    readonly suspensionId: string;
    readonly ground: Ground;
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
  };
  SuspensionRefusedForNotice: { readonly suspensionId: string; readonly silentAt?: Instant };
  ServiceSuspendedForNotice: { readonly suspensionId: string };
  NoticeWithdrawn: { readonly reason: string };
  NoticeClosed: { readonly outcome: 'completed' | 'restored' | 'withdrawn' };
}

export type NoticeEventType = keyof NoticeEventMap;
export type NoticeEvent = {
  [T in NoticeEventType]: { readonly type: T } & NoticeEventMap[T];
}[NoticeEventType];
export type RecordedNoticeEvent = Recorded<NoticeEvent>;
export type NoticeDecision = Decision<NoticeEvent>;

/** Every event of a notice; the compiler finds one that is missing. */
export const noticeEventTypes: Readonly<Record<NoticeEventType, true>> = {
  NoticeSubmitted: true,
  ApprovalEscalated: true,
  NoticeReturned: true,
  NoticeIssued: true,
  NoticeDelivered: true,
  NoticeNotArrived: true,
  ReminderIssued: true,
  ReplyReceived: true,
  TelephoneCallDue: true,
  ReplyConfirmedByTelephone: true,
  AssessmentOverdue: true,
  ReplyAssessed: true,
  DeadlinePassed: true,
  FollowUpOverdue: true,
  PolicyActionDeferred: true,
  FollowUpRecorded: true,
  SuspensionProposed: true,
  SuspensionDecidedUpon: true,
  SuspensionRefusedForNotice: true,
  ServiceSuspendedForNotice: true,
  NoticeWithdrawn: true,
  NoticeClosed: true,
};
