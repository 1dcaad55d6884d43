import type { NoticeEvent, NoticeEventType } from '../notice/events';
import type { NoticePhase } from '../notice/state';
import { happened, officersOnly, type Outsider, type Seen } from './seen';

type EventOf<T extends NoticeEventType> = Extract<NoticeEvent, { type: T }>;

/**
 * With which events a notice becomes known to whom: it is issued; the bureau hears of it when service ends for it, or
 * for good because the organisation is no more.
 */
export const noticeKnownBy: Readonly<Record<Outsider, readonly NoticeEventType[]>> = {
  respondent: ['NoticeIssued'],
  bureau: ['ServiceSuspendedForNotice', 'DissolutionApproved'],
  // Nothing of a notice is ever sent to the authority.
  authority: [],
};

/** What stands in the notice that is issued: the parts of its last submission that outsiders see with the issue. */
export const issuedContent: readonly `content.${keyof EventOf<'NoticeSubmitted'>['content']}`[] = [
  'content.reason',
  'content.items',
  'content.legalBases',
  'content.deadline',
  'content.confidential',
];

const plan = ['round', 'nextPlan.date', 'nextPlan.explanation'] as const;
const result = ['result.kind', 'result.to', 'result.text', 'result.nextDate'] as const;

/**
 * What of a notice's history each outsider sees, event by event; an event that is added has to be decided upon here.
 * Whatever people have only proposed, or not agreed upon by two, stays with the officers, and so do clocks that
 * remind them.
 */
export const noticeDisclosure: { readonly [T in NoticeEventType]: Seen<EventOf<T>> } = {
  NoticeSubmitted: officersOnly,
  ApprovalEscalated: officersOnly,
  NoticeReturned: officersOnly,
  AmendmentOverdue: officersOnly,
  NoticeIssued: {
    respondent: ['edition', 'plan.date', 'plan.explanation'],
    bureau: ['edition', 'plan.date', 'plan.explanation'],
  },
  NoticeDelivered: { respondent: ['proof'], bureau: ['proof'] },
  NoticeNotArrived: officersOnly,
  ServiceOverdue: officersOnly,
  ReminderIssued: { respondent: ['round', 'workingDays'] },
  ReplyReceived: {
    respondent: [
      'round',
      'version',
      'channel',
      'receivedAt',
      'late',
      'form.answers',
      'form.commonDate',
      'form.sealed',
    ],
    bureau: ['round', 'receivedAt', 'late'],
  },
  TelephoneCallDue: officersOnly,
  ReplyConfirmedByTelephone: { respondent: ['round'] },
  ReplyLeftUnconfirmed: officersOnly,
  SupplementRequested: { respondent: ['round', 'missing', 'date'] },
  SupplementMissed: { respondent: ['round'] },
  AssessmentOverdue: officersOnly,
  ReplyAssessed: { respondent: ['round', 'items'] },
  ActionReopened: { respondent: ['round', 'item', 'reason'] },
  ExtensionRequested: { respondent: ['round', 'reason', 'until'] },
  ExtensionDenied: { respondent: ['round', 'reason'] },
  DeadlinePassed: { respondent: ['round'], bureau: ['round'] },
  FollowUpOverdue: officersOnly,
  PolicyActionDeferred: officersOnly,
  // One that decides to suspend is left out (`isUndecided`): it takes a second person.
  FollowUpRecorded: { respondent: [...plan, ...result], bureau: [...plan, ...result] },
  DeadlineMoved: {
    respondent: ['round', 'earlierDate', 'plan.date', 'plan.explanation'],
    bureau: ['round', 'earlierDate', 'plan.date', 'plan.explanation'],
  },
  CalendarAdopted: officersOnly,
  SuspensionProposed: officersOnly,
  ProposalOverdue: officersOnly,
  ProposalSetAside: officersOnly,
  CureAccepted: { respondent: ['round', 'items', 'remark'], bureau: ['round'] },
  SuspensionDecidedUpon: officersOnly,
  SuspensionRefusedForNotice: officersOnly,
  ServiceSuspendedForNotice: { respondent: ['suspensionId'], bureau: ['suspensionId'] },
  SuspensionSetAside: officersOnly,
  NoticeWithdrawn: { respondent: ['reason'] },
  WithdrawalRequested: officersOnly,
  WithdrawalEscalated: officersOnly,
  WithdrawalApproved: officersOnly,
  WithdrawalRefused: officersOnly,
  WithdrawalLapsed: officersOnly,
  TrackerReassigned: officersOnly,
  DissolutionReported: officersOnly,
  DissolutionEscalated: officersOnly,
  DissolutionApproved: { respondent: happened, bureau: happened },
  DissolutionRefused: officersOnly,
  DissolutionLapsed: officersOnly,
  NoticeClosed: { respondent: ['outcome'], bureau: ['outcome'] },
};

/** Where outsiders see a notice stand: what is only proposed or decided by one person is tracking still. */
export const noticePhaseShown: Readonly<Record<NoticePhase, NoticePhase>> = {
  absent: 'absent',
  // Before the issue nobody outside sees it at all.
  awaitingApproval: 'awaitingApproval',
  returned: 'returned',
  tracking: 'tracking',
  proposed: 'tracking',
  suspending: 'tracking',
  closed: 'closed',
};
