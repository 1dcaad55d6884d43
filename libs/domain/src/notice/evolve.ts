import { CorruptStreamError } from '../errors';
import type { RoundPlan } from '../case/clocks';
import { dissolving } from '../case/dissolution';
import type { RoundNumber } from './commands';
import { openActions } from './content';
import { putOff } from './evolve-deadline';
import { announcing, delivering } from './evolve-delivery';
import { noticeEventTypes, type NoticeOutcome, type RecordedNoticeEvent } from './events';
import { after, called, received, reopened, replied } from './evolve-reply';
import {
  bySystem,
  decidedUpon,
  executed,
  proposed,
  refusedSuspension,
  setAside,
  setSuspensionAside,
  withdrawing,
} from './evolve-suspension';
import type { FollowUp, NoticeIn, NoticePhase, NoticeState, Round } from './state';

type EventOf<T extends RecordedNoticeEvent['type']> = Extract<RecordedNoticeEvent, { type: T }>;

/** Folds one event. @throws CorruptStreamError when it cannot follow from this phase. */
export function evolve(state: NoticeState, event: RecordedNoticeEvent): NoticeState {
  if (!Object.hasOwn(noticeEventTypes, event.type)) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'NoticeSubmitted':
      return submitted(state, event);
    case 'ApprovalEscalated':
      return { ...inPhase(state, event, 'awaitingApproval'), approvalDueAt: event.nextAt };
    case 'NoticeReturned':
      return returned(inPhase(state, event, 'awaitingApproval'), event);
    case 'AmendmentOverdue':
      return { ...inPhase(state, event, 'returned'), amendBy: event.nextAt, reminded: true };
    case 'NoticeIssued':
      return issued(inPhase(state, event, 'awaitingApproval'), event);
    case 'NoticeDelivered':
    case 'NoticeNotArrived':
    case 'ServiceOverdue':
      return delivering(onceIssued(state, event), event);
    case 'ReminderIssued':
      return inRound(state, event, (round) => ({ ...round, remindersLeft: after(round, event.at) }));
    case 'ReplyReceived': {
      // One that had come in time may be entered while the suspension is being called off for it.
      const open = onceIssued(state, event);
      if (event.round !== open.round.number) throw new CorruptStreamError(state.phase, event.type);
      return { ...open, round: received(open.round, event) };
    }
    case 'TelephoneCallDue':
    case 'ReplyConfirmedByTelephone':
    case 'ReplyLeftUnconfirmed':
      return called(beforeSuspension(state, event), event);
    case 'SupplementRequested':
    case 'SupplementMissed':
    case 'AssessmentOverdue':
    case 'ReplyAssessed':
      return replied(inItsRound(state, event), event);
    case 'ActionReopened':
      return reopened(inItsRound(state, event), event);
    case 'ExtensionRequested':
      return inRound(state, event, (round) => ({
        ...round,
        extension: {
          reason: event.reason,
          ...(event.until === undefined ? {} : { until: event.until }),
        },
        extensionsRequested: round.extensionsRequested + 1,
      }));
    case 'ExtensionDenied':
      return inRound(state, event, ({ extension, ...round }) => {
        if (extension === undefined) throw new CorruptStreamError(state.phase, event.type);
        return round;
      });
    case 'DeadlinePassed':
      return inRound(state, event, (round) => ({
        ...round,
        deadlinePassed: true,
        remindersLeft: [],
        silentAt: event.silentAt,
      }));
    case 'FollowUpOverdue':
      return inRound(state, event, (round) => ({
        ...round,
        silentAt: event.nextAt,
        followUpReminded: true,
      }));
    case 'PolicyActionDeferred':
      return inRound(state, event, (round) => ({ ...round, silentAt: event.until }));
    case 'DeadlineMoved':
      return inRound(state, event, (round) => putOff(round, event));
    case 'CalendarAdopted':
      return onceSubmitted(state, event);
    case 'FollowUpRecorded':
      return followedUp(inItsRound(state, event), event);
    case 'SuspensionProposed':
      return proposed(inItsRound(state, event), event);
    case 'ProposalOverdue':
      return { ...inPhase(state, event, 'proposed'), decideBy: event.nextAt, reminded: true };
    case 'ProposalSetAside':
      return setAside(inPhase(state, event, 'proposed'), event);
    case 'CureAccepted': {
      const open = inPhase(state, event, 'proposed');
      const items = event.items.filter(({ accepted }) => accepted).map(({ item }) => item);
      return { ...open, accepted: [...open.accepted, ...items].sort((a, b) => a - b) };
    }
    case 'SuspensionDecidedUpon':
      return decidedUpon(state, event);
    case 'SuspensionRefusedForNotice':
      return refusedSuspension(inItsSuspension(state, event), event);
    case 'ServiceSuspendedForNotice':
      return executed(inItsSuspension(state, event));
    case 'SuspensionSetAside':
      return setSuspensionAside(inItsSuspension(state, event));
    case 'NoticeWithdrawn':
      return closing(state, event, 'withdrawn');
    case 'WithdrawalRequested':
    case 'WithdrawalEscalated':
    case 'WithdrawalApproved':
    case 'WithdrawalRefused':
    case 'WithdrawalLapsed':
      return withdrawing(inPhase(state, event, 'suspending'), event);
    case 'TrackerReassigned': {
      const { content, ...open } = onceSubmitted(state, event);
      return { ...open, content: { ...content, trackerId: event.trackerId } };
    }
    case 'DissolutionReported':
      return dissolved(beforeSuspension(state, event), event);
    case 'DissolutionEscalated':
    case 'DissolutionRefused':
    case 'DissolutionLapsed':
      return dissolved(onceIssued(state, event), event);
    case 'DissolutionApproved': {
      const open = beforeSuspension(state, event);
      if (open.dissolution === undefined) throw new CorruptStreamError(state.phase, event.type);
      return open;
    }
    case 'NoticeClosed':
      return closed(state, event);
  }
}

function inPhase<P extends NoticePhase>(
  state: NoticeState,
  event: RecordedNoticeEvent,
  phase: P,
): NoticeIn<P> {
  if (!isIn(state, phase)) throw new CorruptStreamError(state.phase, event.type);
  return state;
}

const isIn = <P extends NoticePhase>(state: NoticeState, phase: P): state is NoticeIn<P> & NoticeState =>
  state.phase === phase;

/** Open, wherever it stands. */
function onceSubmitted(
  state: NoticeState,
  event: RecordedNoticeEvent,
): Exclude<NoticeState, { phase: 'absent' | 'closed' }> {
  if (state.phase !== 'absent' && state.phase !== 'closed') return state;
  throw new CorruptStreamError(state.phase, event.type);
}

/** Issued and open. */
function onceIssued(
  state: NoticeState,
  event: RecordedNoticeEvent,
): NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'> {
  if (state.phase === 'tracking' || state.phase === 'proposed' || state.phase === 'suspending') return state;
  throw new CorruptStreamError(state.phase, event.type);
}

function beforeSuspension(
  state: NoticeState,
  event: RecordedNoticeEvent,
): NoticeIn<'tracking'> | NoticeIn<'proposed'> {
  if (state.phase === 'tracking' || state.phase === 'proposed') return state;
  throw new CorruptStreamError(state.phase, event.type);
}

function dissolved(
  { dissolution, ...open }: NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>,
  event: EventOf<'DissolutionReported' | 'DissolutionEscalated' | 'DissolutionRefused' | 'DissolutionLapsed'>,
): NoticeState {
  const next = dissolving(dissolution, event);
  if (next === undefined) throw new CorruptStreamError(open.phase, event.type);
  return { ...open, ...next };
}

const closesFrom: Readonly<Record<NoticeOutcome, readonly NoticePhase[]>> = {
  completed: ['tracking', 'proposed'],
  withdrawn: ['awaitingApproval', 'returned', 'tracking', 'proposed', 'suspending'],
  restored: ['suspending'],
  dissolved: ['tracking', 'proposed', 'suspending'],
};

function closing(
  state: NoticeState,
  event: RecordedNoticeEvent,
  outcome: NoticeOutcome,
): Exclude<NoticeState, { phase: 'absent' }> {
  if (state.phase === 'absent' || !closesFrom[outcome].includes(state.phase))
    throw new CorruptStreamError(state.phase, event.type);
  // Once a suspension is decided upon, nothing is withdrawn that two officers have not withdrawn.
  if (outcome === 'withdrawn' && state.phase === 'suspending' && state.recall?.cause !== 'withdrawn')
    throw new CorruptStreamError(state.phase, event.type);
  // After the third round no follow-up completes it, only a cure that was accepted.
  if (
    outcome === 'completed' &&
    state.phase === 'proposed' &&
    openActions(state.content, state.accepted).length > 0
  )
    throw new CorruptStreamError(state.phase, event.type);
  return state;
}

type RoundEvent = Extract<RecordedNoticeEvent, { round: number }>;

function inItsRound(state: NoticeState, event: RoundEvent): NoticeIn<'tracking'> {
  const tracking = inPhase(state, event, 'tracking');
  const { number } = tracking.round;
  if (event.round !== number) throw new CorruptStreamError(`tracking (round ${number})`, event.type);
  return tracking;
}

function inItsSuspension(
  state: NoticeState,
  event: EventOf<'SuspensionRefusedForNotice' | 'ServiceSuspendedForNotice' | 'SuspensionSetAside'>,
): NoticeIn<'suspending'> {
  const suspending = inPhase(state, event, 'suspending');
  if (event.suspensionId !== suspending.suspensionId) throw new CorruptStreamError(state.phase, event.type);
  return suspending;
}

function inRound(state: NoticeState, event: RoundEvent, change: (round: Round) => Round): NoticeState {
  const tracking = inItsRound(state, event);
  return { ...tracking, round: change(tracking.round) };
}

const openRound = (number: RoundNumber, plan: RoundPlan): Round => ({
  number,
  plan,
  announced: plan.date,
  remindersLeft: plan.reminders,
  repliedInTime: false,
  extensionsRequested: 0,
  actionsReopened: 0,
  deadlinePassed: false,
});

function submitted(state: NoticeState, event: EventOf<'NoticeSubmitted'>): NoticeState {
  if (state.phase !== 'absent' && state.phase !== 'returned')
    throw new CorruptStreamError(state.phase, event.type);
  return {
    phase: 'awaitingApproval',
    noticeId: event.noticeId,
    caseNumber: event.caseNumber,
    tenant: state.phase === 'returned' ? state.tenant : event.by.organisationId,
    content: event.content,
    submittedBy: event.by.personId,
    ...(event.by.onBehalfOf === undefined ? {} : { submittedFor: event.by.onBehalfOf }),
    approvalDueAt: event.approvalDueAt,
  };
}

const returned = (
  { approvalDueAt: _due, ...rest }: NoticeIn<'awaitingApproval'>,
  { reason, amendBy }: EventOf<'NoticeReturned'>,
): NoticeState => ({ ...rest, phase: 'returned', reason, amendBy, reminded: false });

function issued(state: NoticeIn<'awaitingApproval'>, event: EventOf<'NoticeIssued'>): NoticeState {
  const { noticeId, caseNumber, tenant, content, submittedBy } = state;
  return {
    phase: 'tracking',
    noticeId,
    caseNumber,
    tenant,
    content,
    submittedBy,
    policy: event.policy,
    edition: event.edition,
    issuedAt: event.at,
    delivered: false,
    announcedAt: event.at,
    followUps: [],
    suspensionsDecided: 0,
    accepted: [],
    round: openRound(1, event.plan),
  };
}

function followedUp(state: NoticeIn<'tracking'>, event: EventOf<'FollowUpRecorded'>): NoticeState {
  const { number } = state.round;
  const followUp: FollowUp = {
    round: number,
    result: event.result,
    trackerId: event.trackerId,
    at: event.at,
    bySystem: bySystem(event),
  };
  const followUps = [...state.followUps, followUp];
  if (event.nextPlan === undefined) return { ...state, followUps };
  if (number === 3) throw new CorruptStreamError('tracking (round 3)', event.type);
  return {
    ...announcing(state, event.at),
    followUps,
    round: openRound(number === 1 ? 2 : 3, event.nextPlan),
  };
}

function closed(state: NoticeState, event: EventOf<'NoticeClosed'>): NoticeState {
  const { noticeId, caseNumber, tenant, content, submittedBy } = closing(state, event, event.outcome);
  return { phase: 'closed', noticeId, caseNumber, tenant, content, submittedBy, outcome: event.outcome };
}
