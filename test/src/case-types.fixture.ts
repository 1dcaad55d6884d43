import {
  noticeEventTypes,
  noticeTable,
  suspensionEventTypes,
  suspensionTable,
  type CaseKind,
} from '@xiangaitong/domain';

type Types = Readonly<Record<'commands' | 'events', readonly string[]>>;

/** Every command and every event that a kind of case has. */
export const typesOf: Readonly<Record<CaseKind, Types>> = {
  notice: {
    commands: Object.keys(noticeTable.awaitingApproval),
    events: Object.keys(noticeEventTypes),
  },
  suspension: {
    commands: Object.keys(suspensionTable.awaitingApproval),
    events: Object.keys(suspensionEventTypes),
  },
};

/**
 * What no kept history leads to. A script or a path that does makes a list shorter; none may become longer. Much of it
 * is in the scripts of `notRecorded`.
 */
export const notPlayed: Readonly<Record<CaseKind, Types>> = {
  notice: {
    commands: ['RequestSupplement', 'ApproveWithdrawal', 'RefuseWithdrawal', 'AdoptCalendar'],
    events: [
      'AmendmentOverdue',
      'ReplyLeftUnconfirmed',
      'SupplementRequested',
      'SupplementMissed',
      'PolicyActionDeferred',
      'DeadlineMoved',
      'ProposalOverdue',
      'ProposalSetAside',
      'SuspensionSetAside',
      'WithdrawalRequested',
      'WithdrawalEscalated',
      'WithdrawalApproved',
      'WithdrawalRefused',
      'WithdrawalLapsed',
      'DissolutionEscalated',
      'DissolutionLapsed',
    ],
  },
  suspension: {
    commands: [
      'RefuseSuspension',
      'RecallSuspension',
      'CloseForDissolution',
      'ApproveDissolution',
      'RefuseDissolution',
      'ExtendCalendar',
    ],
    events: [
      'SuspensionRefused',
      'ChangeApprovalEscalated',
      'SuspensionRecalled',
      'CalendarAdopted',
      'DissolutionReported',
      'DissolutionEscalated',
      'DissolutionApproved',
      'DissolutionRefused',
      'DissolutionLapsed',
      'ActuationFailed',
      'SuspensionExecutionRetried',
      'CureAssessmentOverdue',
      'ConfirmationLetterEscalated',
    ],
  },
};

/** Scripts whose histories have not been recorded: `npm run histories -- NAME…` does, and then they go from here. */
export const notRecorded: readonly string[] = [
  'proposal-refused-then-withdrawn',
  'reply-found-after-decision',
  'serious-suspended-in-first-round',
  'several-suspensions',
  'standalone-by-paragraph-2',
  'substitute-takes-over',
  'successor-receives-letters',
  'supplement-answered-in-time',
  'supplement-missed',
  'suspended-then-dissolved',
  'suspension-refused-by-second-person',
  'telephone-unreachable',
  'typhoon-moves-deadline',
  'withdrawn-after-issue',
  'withdrawn-by-two-officers',
];
