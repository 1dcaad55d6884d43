import type { SuspensionEvent, SuspensionEventType } from '../suspension/events';
import type { SuspensionPhase } from '../suspension/state';
import { happened, officersOnly, type Outsider, type Seen } from './seen';

type EventOf<T extends SuspensionEventType> = Extract<SuspensionEvent, { type: T }>;

/**
 * With which events a suspension becomes known to whom: approved by a second person, or ordered at once by 點13-3;
 * reported to the bureau once the notice has arrived or service is off; the authority ordered it, or is asked. Where
 * the organisation is no more, it and the bureau hear of the end even if they had not heard of the case.
 */
export const suspensionKnownBy: Readonly<Record<Outsider, readonly SuspensionEventType[]>> = {
  respondent: ['SuspensionApproved', 'EmergencySuspensionOrdered', 'DissolutionApproved'],
  bureau: ['SuspensionNotified', 'ServiceSuspended', 'DissolutionApproved'],
  authority: ['EmergencySuspensionOrdered', 'ConfirmationRequested'],
};

/** What stands in the written notice: the parts of the decision that outsiders see with its approval. */
export const approvedContent: readonly `decision.${keyof EventOf<'SuspensionDecided'>['decision']}`[] = [
  'decision.ground',
  'decision.reason',
  'decision.seriousReason',
];

const everybody = { respondent: happened, bureau: happened, authority: happened } as const;
const order = ['order.reference', 'order.reason', 'order.effectiveDate', 'order.letterDate'] as const;

/** As `noticeDisclosure`, of a suspension. */
export const suspensionDisclosure: { readonly [T in SuspensionEventType]: Seen<EventOf<T>> } = {
  SuspensionDecided: officersOnly,
  SuspensionApprovalEscalated: officersOnly,
  SuspensionApprovalLapsed: officersOnly,
  SuspensionApproved: everybody,
  // Seen only where the suspension is known: of a new date for one that was not executed.
  SuspensionRefused: { respondent: ['reason'], bureau: ['reason'] },
  SuspensionNotified: { respondent: ['proof'], bureau: ['proof'], authority: happened },
  SuspensionNoticeNotArrived: officersOnly,
  SuspensionNotExecuted: { respondent: happened, bureau: happened },
  EffectiveDateOverdue: officersOnly,
  // The new date is told with its approval.
  EffectiveDateSet: officersOnly,
  SuspensionChangeRequested: officersOnly,
  ChangeApprovalEscalated: officersOnly,
  SuspensionChangeRefused: officersOnly,
  SuspensionCancelled: { respondent: ['reason'], bureau: ['reason'] },
  // Left out while the date itself waits for approval (`isUndecided`).
  SuspensionPostponed: { respondent: ['effectiveDate', 'reason'], bureau: ['effectiveDate', 'reason'] },
  SuspensionRecalled: { respondent: ['reason'], bureau: ['reason'] },
  CalendarAdopted: officersOnly,
  DissolutionReported: officersOnly,
  DissolutionEscalated: officersOnly,
  DissolutionApproved: everybody,
  DissolutionRefused: officersOnly,
  DissolutionLapsed: officersOnly,
  TrackerReassigned: officersOnly,
  EmergencySuspensionOrdered: { respondent: order, bureau: order, authority: [...order, 'order.source'] },
  RatificationOverdue: officersOnly,
  EmergencyRatified: officersOnly,
  RatificationRefused: { authority: ['reason'] },
  SuspensionExecutionOrdered: officersOnly,
  ActuationFailed: officersOnly,
  SuspensionExecutionRetried: officersOnly,
  ServiceSuspended: everybody,
  CureOverdue: officersOnly,
  CureSubmitted: { respondent: ['version', 'statement'], authority: ['version', 'statement'] },
  CureAssessmentOverdue: officersOnly,
  CureAssessed: {
    respondent: ['version', 'accepted', 'remark'],
    authority: ['version', 'accepted', 'remark'],
  },
  ConfirmationRequested: { respondent: ['request'], authority: ['request', 'answerDueAt', 'urgent'] },
  ConfirmationOverdue: { authority: ['request', 'times'] },
  ConfirmationRequestedAgain: { respondent: ['request'], authority: ['request', 'times', 'answerDueAt'] },
  RestorationRefused: { respondent: ['request', 'reason'], authority: ['request', 'reason'] },
  ConfirmationLetterRecorded: officersOnly,
  ConfirmationLetterEscalated: officersOnly,
  ConfirmationLetterRefused: officersOnly,
  RestorationConfirmed: {
    respondent: ['request', 'reference'],
    bureau: ['request', 'reference'],
    authority: ['request', 'reference'],
  },
  ConfirmationWithdrawn: { respondent: ['request', 'reason'], authority: ['request', 'reason'] },
  RestorationOrdered: everybody,
  ServiceRestored: { respondent: ['serviceOn'], bureau: ['serviceOn'], authority: ['serviceOn'] },
  SuspensionClosed: { respondent: ['outcome'], bureau: ['outcome'], authority: ['outcome'] },
};

/** Where outsiders see a suspension stand. */
export const suspensionPhaseShown: Readonly<Record<SuspensionPhase, SuspensionPhase>> = {
  absent: 'absent',
  // Known outside and waiting for approval again: it was not executed, and its new date is not agreed upon.
  awaitingApproval: 'notExecuted',
  notifying: 'notifying',
  notified: 'notified',
  notExecuted: 'notExecuted',
  executing: 'executing',
  inForce: 'inForce',
  assessing: 'assessing',
  awaitingConfirmation: 'awaitingConfirmation',
  confirmed: 'confirmed',
  restoring: 'restoring',
  // Service is back: what is missing is between the officers.
  unratified: 'closed',
  closed: 'closed',
};
