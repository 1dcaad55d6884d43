import { CorruptStreamError } from '../errors';
import type { Instant } from '../time/taipei';
import type { RoundPlan } from '../case/clocks';
import { noticeEventTypes, type RecordedNoticeEvent } from './events';
import type { FollowUp, NoticeIn, NoticePhase, NoticeState, Round, RoundNumber } from './state';

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
      return { ...inPhase(state, event, 'awaitingApproval'), phase: 'returned', reason: event.reason };
    case 'NoticeIssued':
      return issued(inPhase(state, event, 'awaitingApproval'), event);
    case 'NoticeDelivered':
      return { ...onceIssued(state, event), delivered: true };
    case 'NoticeNotArrived':
      return onceIssued(state, event);
    case 'ReminderIssued':
      return inRound(state, event, (round) => ({ ...round, remindersLeft: after(round, event.at) }));
    case 'ReplyReceived':
    case 'TelephoneCallDue':
    case 'ReplyConfirmedByTelephone':
    case 'AssessmentOverdue':
    case 'ReplyAssessed':
      return replied(inItsRound(state, event), event);
    case 'DeadlinePassed':
      return inRound(state, event, (round) => ({
        ...round,
        deadlinePassed: true,
        remindersLeft: [],
        silentAt: event.silentAt,
      }));
    case 'FollowUpOverdue':
      return inRound(state, event, (round) => ({ ...round, silentAt: event.nextAt }));
    case 'PolicyActionDeferred':
      return inRound(state, event, (round) => ({ ...round, silentAt: event.until }));
    case 'FollowUpRecorded':
      return followedUp(inItsRound(state, event), event);
    case 'SuspensionProposed':
      return proposed(inItsRound(state, event), event);
    case 'SuspensionDecidedUpon':
      return decidedUpon(state, event);
    case 'SuspensionRefusedForNotice':
      return refusedSuspension(inItsSuspension(state, event), event);
    case 'ServiceSuspendedForNotice':
      return { ...inItsSuspension(state, event), executed: true };
    case 'NoticeWithdrawn':
      return closing(state, event, 'withdrawn');
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

/** Issued and open. */
function onceIssued(
  state: NoticeState,
  event: RecordedNoticeEvent,
): NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'> {
  if (state.phase === 'tracking' || state.phase === 'proposed' || state.phase === 'suspending') return state;
  throw new CorruptStreamError(state.phase, event.type);
}

type Outcome = NoticeIn<'closed'>['outcome'];

const closesFrom: Readonly<Record<Outcome, readonly NoticePhase[]>> = {
  completed: ['tracking'],
  withdrawn: ['awaitingApproval', 'returned', 'tracking', 'proposed'],
  restored: ['suspending'],
};

function closing(
  state: NoticeState,
  event: RecordedNoticeEvent,
  outcome: Outcome,
): Exclude<NoticeState, { phase: 'absent' }> {
  if (state.phase === 'absent' || !closesFrom[outcome].includes(state.phase))
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
  event: EventOf<'SuspensionRefusedForNotice' | 'ServiceSuspendedForNotice'>,
): NoticeIn<'suspending'> {
  const suspending = inPhase(state, event, 'suspending');
  if (event.suspensionId !== suspending.suspensionId) throw new CorruptStreamError(state.phase, event.type);
  return suspending;
}

function inRound(state: NoticeState, event: RoundEvent, change: (round: Round) => Round): NoticeState {
  const tracking = inItsRound(state, event);
  return { ...tracking, round: change(tracking.round) };
}

const after = (round: Round, at: Instant): Round['remindersLeft'] =>
  round.remindersLeft.filter((reminder) => reminder.at > at);

const openRound = (number: RoundNumber, plan: RoundPlan): Round => ({
  number,
  plan,
  remindersLeft: plan.reminders,
  repliedInTime: false,
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
    approvalDueAt: event.approvalDueAt,
  };
}

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
    followUps: [],
    suspensionsDecided: 0,
    accepted: [],
    round: openRound(1, event.plan),
  };
}

function replied(
  state: NoticeIn<'tracking'>,
  event: EventOf<
    'ReplyReceived' | 'TelephoneCallDue' | 'ReplyConfirmedByTelephone' | 'AssessmentOverdue' | 'ReplyAssessed'
  >,
): NoticeState {
  const { round } = state;
  if (event.type === 'ReplyReceived') {
    const { version, channel, form, receivedAt, late, callDueAt, assessmentDueAt } = event;
    const reply = { version, channel, form, receivedAt, late, assessmentDueAt };
    return {
      ...state,
      round: {
        ...round,
        repliedInTime: round.repliedInTime || !late,
        reply: callDueAt === undefined ? reply : { ...reply, callDueAt },
      },
    };
  }
  const { reply } = round;
  if (reply === undefined) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'TelephoneCallDue':
      return { ...state, round: { ...round, reply: { ...reply, calledOut: true } } };
    case 'ReplyConfirmedByTelephone': {
      const telephone = { at: event.at, withPerson: event.withPerson };
      return { ...state, round: { ...round, reply: { ...reply, telephone } } };
    }
    case 'AssessmentOverdue':
      return {
        ...state,
        round: { ...round, reply: { ...reply, assessmentDueAt: event.nextAt, assessmentEscalated: true } },
      };
    case 'ReplyAssessed': {
      const accepted = event.items.filter((item) => item.accepted).map((item) => item.item);
      return {
        ...state,
        accepted: [...state.accepted, ...accepted].sort((a, b) => a - b),
        round: {
          ...round,
          reply: { ...reply, assessment: { at: event.at, items: event.items } },
          // What fell due while the reply was believed is not sent late.
          remindersLeft: after(round, event.at),
          ...(event.silentAt === undefined ? {} : { silentAt: event.silentAt }),
        },
      };
    }
  }
}

const bySystem = (event: RecordedNoticeEvent): boolean => event.by.role === 'system';

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
  return { ...state, followUps, round: openRound(number === 1 ? 2 : 3, event.nextPlan) };
}

function proposed(state: NoticeIn<'tracking'>, event: EventOf<'SuspensionProposed'>): NoticeState {
  const followUp: FollowUp = {
    round: state.round.number,
    result: { kind: 'proposed', ground: event.ground },
    trackerId: event.trackerId,
    at: event.at,
    bySystem: bySystem(event),
  };
  return { ...state, phase: 'proposed', ground: event.ground, followUps: [...state.followUps, followUp] };
}

function decidedUpon(state: NoticeState, event: EventOf<'SuspensionDecidedUpon'>): NoticeState {
  if (state.phase !== 'tracking' && state.phase !== 'proposed')
    throw new CorruptStreamError(state.phase, event.type);
  const { suspensionId, ground, effectiveDate, nonWorkingDayReason } = event;
  return {
    ...state,
    phase: 'suspending',
    suspensionId,
    ground,
    effectiveDate,
    ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
    decidedBy: event.by.personId,
    executed: false,
    suspensionsDecided: state.suspensionsDecided + 1,
  };
}

/** Rounds one and two open again; after the third, people decide anew. */
function refusedSuspension(
  state: NoticeIn<'suspending'>,
  event: EventOf<'SuspensionRefusedForNotice'>,
): NoticeState {
  const {
    suspensionId: _id,
    effectiveDate: _date,
    nonWorkingDayReason: _reason,
    decidedBy: _by,
    executed: _done,
    ...issuedPart
  } = state;
  if (state.round.number === 3) return { ...issuedPart, phase: 'proposed', ground: state.ground };
  const { ground: _ground, ...tracking } = issuedPart;
  return {
    ...tracking,
    phase: 'tracking',
    followUps: state.followUps.filter((followUp) => followUp.round !== state.round.number),
    round: event.silentAt === undefined ? state.round : { ...state.round, silentAt: event.silentAt },
  };
}

function closed(state: NoticeState, event: EventOf<'NoticeClosed'>): NoticeState {
  const { noticeId, caseNumber, tenant, content, submittedBy } = closing(state, event, event.outcome);
  return { phase: 'closed', noticeId, caseNumber, tenant, content, submittedBy, outcome: event.outcome };
}
