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
 * What no kept history leads to. A script or a path that does makes a list shorter; none may become longer.
 */
export const notPlayed: Readonly<Record<CaseKind, Types>> = {
  notice: {
    commands: ['RefuseWithdrawal'],
    events: [
      'AmendmentOverdue',
      'PolicyActionDeferred',
      'ProposalSetAside',
      'WithdrawalEscalated',
      'WithdrawalRefused',
      'DissolutionEscalated',
      'DissolutionLapsed',
    ],
  },
  suspension: {
    commands: ['RefuseDissolution', 'ExtendCalendar'],
    events: [
      'ChangeApprovalEscalated',
      'CalendarAdopted',
      'DissolutionEscalated',
      'DissolutionRefused',
      'DissolutionLapsed',
      'ActuationFailed',
      'SuspensionExecutionRetried',
      'CureAssessmentOverdue',
      'ConfirmationLetterEscalated',
    ],
  },
};
