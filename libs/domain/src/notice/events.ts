import type { CalendarEventMap } from '../case/calendar-adoption';
import type { Decision, Recorded } from '../case/case-core';
import type { RoundPlan } from '../case/clocks';
import type { DeliveryProof, HeardNonArrival } from '../case/delivery';
import type { DissolutionEventMap } from '../case/dissolution';
import type { SuspensionReport } from '../case/effect';
import type { Policy } from '../policy/policy';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { FollowUpResult } from './commands';
import type { NoticeContent } from './content';
import type { ItemAssessment, ReplyChannel, ReplyForm } from './reply';

export type NoticeOutcome = 'completed' | 'restored' | 'withdrawn' | 'dissolved';

interface NoticeEventMap extends DissolutionEventMap, CalendarEventMap {
  NoticeSubmitted: {
    readonly noticeId: string;
    readonly caseNumber: string;
    readonly content: NoticeContent;
    readonly approvalDueAt: Instant;
  };
  ApprovalEscalated: { readonly nextAt: Instant };
  NoticeReturned: { readonly reason: string; readonly amendBy: Instant };
  /** A returned notice lies with its drafter; the second time its supervisor hears of it. */
  AmendmentOverdue: { readonly nextAt: Instant; readonly escalated: boolean };
  /** Pins the policy, the regulation's edition and the calendar version in force. */
  NoticeIssued: {
    readonly policy: Policy;
    readonly edition: string;
    readonly calendarVersion: string;
    readonly plan: RoundPlan;
  };
  NoticeDelivered: { readonly proof: DeliveryProof };
  NoticeNotArrived: { readonly why: HeardNonArrival; readonly serveBy: Instant };
  /** The notice has still not been delivered or served. */
  ServiceOverdue: { readonly nextAt: Instant };
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
  /** The officer called and reached nobody: the reply is assessed on its content. */
  ReplyLeftUnconfirmed: { readonly round: number; readonly remark: string };
  SupplementRequested: {
    readonly round: number;
    readonly missing: string;
    readonly date: CivilDate;
    readonly dueAt: Instant;
  };
  /** The date of the 補正 is over; after the deadline, silence counts from there. */
  SupplementMissed: { readonly round: number; readonly silentAt?: Instant };
  /** The tracker is reminded; from the second time on the supervisor hears of it. */
  AssessmentOverdue: { readonly round: number; readonly nextAt: Instant; readonly escalated: boolean };
  ReplyAssessed: {
    readonly round: number;
    readonly items: readonly ItemAssessment[];
    /** The reply came by e-mail or portal and was never confirmed by telephone. */
    readonly unconfirmed?: true;
    readonly silentAt?: Instant;
  };
  ActionReopened: {
    readonly round: number;
    readonly item: number;
    readonly reason: string;
    readonly silentAt?: Instant;
  };
  ExtensionRequested: { readonly round: number; readonly reason: string; readonly until?: CivilDate };
  ExtensionDenied: { readonly round: number; readonly reason: string };
  DeadlinePassed: { readonly round: number; readonly silentAt: Instant };
  /** The tracker is reminded; from the second time in a round on the supervisor hears of it. */
  FollowUpOverdue: { readonly round: number; readonly nextAt: Instant; readonly escalated: boolean };
  /**
   * The system could not compute a date (calendar not covered), and a person has to help; or, `recounted`, the silence
   * ends later by the calendar that the case has adopted since; or, `afterOutage`, it ended while the system was away,
   * and people get a working day to enter what had come in time.
   */
  PolicyActionDeferred: {
    readonly round: number;
    readonly until: Instant;
    readonly recounted?: true;
    readonly afterOutage?: true;
  };
  FollowUpRecorded: {
    readonly round: number;
    readonly result: FollowUpResult;
    readonly trackerId: string;
    readonly nextPlan?: RoundPlan;
  };
  /** An officer has put the deadline off after the calendar changed; the round is open until then. */
  DeadlineMoved: { readonly round: number; readonly earlierDate: CivilDate; readonly plan: RoundPlan };
  /** Round three failed by policy: a proposal that people decide upon. */
  SuspensionProposed: {
    readonly round: number;
    readonly ground: Ground;
    readonly trackerId: string;
    readonly decideBy: Instant;
  };
  ProposalOverdue: { readonly nextAt: Instant; readonly escalated: boolean };
  /** The third round is open again: a reply that came in time was entered only now, or its deadline was put off. */
  ProposalSetAside: { readonly round: number; readonly cause?: 'deadlineMoved' };
  /** Cured after the third round; no follow-up, of which there are three. `reply`: the version that it is about. */
  CureAccepted: {
    readonly round: number;
    readonly items: readonly ItemAssessment[];
    readonly remark: string;
    readonly reply?: number;
  };
  /** A person decided to suspend; the suspension's own case needs a second person. */
  SuspensionDecidedUpon: {
    readonly suspensionId: string;
    readonly ground: Ground;
    readonly effectiveDate: CivilDate;
    readonly nonWorkingDayReason?: string;
  };
  /** `cancelled` when it was called off before its date. */
  SuspensionRefusedForNotice: {
    readonly suspensionId: string;
    readonly silentAt: Instant;
    readonly cancelled?: true;
  };
  ServiceSuspendedForNotice: { readonly suspensionId: string };
  /** A reply that had come in time when people decided was entered only now: the suspension is called off. */
  SuspensionSetAside: { readonly round: number; readonly suspensionId: string };
  NoticeWithdrawn: { readonly reason: string };
  /** Once a suspension is decided upon, a second officer has to agree. */
  WithdrawalRequested: { readonly reason: string; readonly approvalDueAt: Instant };
  WithdrawalEscalated: { readonly nextAt: Instant };
  /** The suspension is called off; the notice ends when it has been. */
  WithdrawalApproved: { readonly reason: string; readonly requestedBy: string };
  WithdrawalRefused: { readonly reason: string };
  /** The suspension was executed first, or came to nothing before anybody agreed. */
  WithdrawalLapsed: { readonly suspension: SuspensionReport };
  TrackerReassigned: { readonly from: string; readonly trackerId: string; readonly reason: string };
  NoticeClosed: { readonly outcome: NoticeOutcome };
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
  AmendmentOverdue: true,
  NoticeIssued: true,
  NoticeDelivered: true,
  NoticeNotArrived: true,
  ServiceOverdue: true,
  ReminderIssued: true,
  ReplyReceived: true,
  TelephoneCallDue: true,
  ReplyConfirmedByTelephone: true,
  ReplyLeftUnconfirmed: true,
  SupplementRequested: true,
  SupplementMissed: true,
  AssessmentOverdue: true,
  ReplyAssessed: true,
  ActionReopened: true,
  ExtensionRequested: true,
  ExtensionDenied: true,
  DeadlinePassed: true,
  FollowUpOverdue: true,
  PolicyActionDeferred: true,
  FollowUpRecorded: true,
  DeadlineMoved: true,
  CalendarAdopted: true,
  SuspensionProposed: true,
  ProposalOverdue: true,
  ProposalSetAside: true,
  CureAccepted: true,
  SuspensionDecidedUpon: true,
  SuspensionRefusedForNotice: true,
  ServiceSuspendedForNotice: true,
  SuspensionSetAside: true,
  NoticeWithdrawn: true,
  WithdrawalRequested: true,
  WithdrawalEscalated: true,
  WithdrawalApproved: true,
  WithdrawalRefused: true,
  WithdrawalLapsed: true,
  TrackerReassigned: true,
  DissolutionReported: true,
  DissolutionEscalated: true,
  DissolutionApproved: true,
  DissolutionRefused: true,
  DissolutionLapsed: true,
  NoticeClosed: true,
};
