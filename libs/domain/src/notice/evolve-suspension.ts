import { CorruptStreamError } from '../errors';
import type { RecordedNoticeEvent } from './events';
import type { FollowUp, NoticeIn, NoticeState } from './state';

type EventOf<T extends RecordedNoticeEvent['type']> = Extract<RecordedNoticeEvent, { type: T }>;

/** True for what the pinned policy did: printed 系統 beside the tracker. */
export const bySystem = (event: RecordedNoticeEvent): boolean => event.by.role === 'system';

/** The third round failed by policy: people decide. */
export function proposed(state: NoticeIn<'tracking'>, event: EventOf<'SuspensionProposed'>): NoticeState {
  const followUp: FollowUp = {
    round: state.round.number,
    result: { kind: 'proposed', ground: event.ground },
    trackerId: event.trackerId,
    at: event.at,
    bySystem: bySystem(event),
  };
  return {
    ...state,
    phase: 'proposed',
    ground: event.ground,
    decideBy: event.decideBy,
    reminded: false,
    followUps: [...state.followUps, followUp],
  };
}

/** The third round is open again, as if nobody had given it up. */
export function setAside(
  { ground: _ground, decideBy: _by, reminded: _reminded, ...issuedPart }: NoticeIn<'proposed'>,
  event: EventOf<'ProposalSetAside'>,
): NoticeState {
  const { number } = issuedPart.round;
  if (event.round !== number) throw new CorruptStreamError(`proposed (round ${number})`, event.type);
  const followUps = issuedPart.followUps.filter((followUp) => followUp.round !== number);
  return { ...issuedPart, phase: 'tracking', followUps };
}

/** @throws CorruptStreamError outside the rounds */
export function decidedUpon(state: NoticeState, event: EventOf<'SuspensionDecidedUpon'>): NoticeState {
  if (state.phase !== 'tracking' && state.phase !== 'proposed')
    throw new CorruptStreamError(state.phase, event.type);
  const { suspensionId, ground, effectiveDate, nonWorkingDayReason } = event;
  return {
    ...withoutProposal(state),
    phase: 'suspending',
    suspensionId,
    ground,
    effectiveDate,
    ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
    decidedBy: event.by.personId,
    decidedAt: event.at,
    ...(event.by.onBehalfOf === undefined ? {} : { decidedFor: event.by.onBehalfOf }),
    executed: false,
    suspensionsDecided: state.suspensionsDecided + 1,
  };
}

function withoutProposal(
  state: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
): Omit<NoticeIn<'tracking'>, 'phase'> {
  if (state.phase === 'tracking') return state;
  const { ground: _ground, decideBy: _by, reminded: _reminded, ...issuedPart } = state;
  return issuedPart;
}

/** Rounds one and two open again, and the third for a reply in time; otherwise people decide anew after it. */
export function refusedSuspension(
  state: NoticeIn<'suspending'>,
  event: EventOf<'SuspensionRefusedForNotice'>,
): NoticeState {
  const {
    suspensionId: _id,
    effectiveDate: _date,
    nonWorkingDayReason: _reason,
    decidedBy: _by,
    decidedAt: _at,
    decidedFor: _for,
    executed: _done,
    withdrawal: _withdrawal,
    recall,
    ...issuedPart
  } = state;
  if (state.round.number === 3 && recall === undefined) {
    const { ground } = state;
    return { ...issuedPart, phase: 'proposed', ground, decideBy: event.silentAt, reminded: false };
  }
  const { ground: _ground, ...tracking } = issuedPart;
  return {
    ...tracking,
    phase: 'tracking',
    followUps: state.followUps.filter((followUp) => followUp.round !== state.round.number),
    round: { ...state.round, silentAt: event.silentAt },
  };
}

/** The service is off: what was to call the suspension off came too late. */
export function executed({ recall: _late, ...state }: NoticeIn<'suspending'>): NoticeState {
  return { ...state, executed: true };
}

/** What would have been withdrawn goes on: a withdrawal that was asked for ends with the suspension. */
export const setSuspensionAside = ({
  withdrawal: _ended,
  ...state
}: NoticeIn<'suspending'>): NoticeState => ({
  ...state,
  recall: { cause: 'repliedInTime' },
});

/** Two officers take the notice back, or one asks for it. @throws CorruptStreamError */
export function withdrawing(
  state: NoticeIn<'suspending'>,
  event: EventOf<
    | 'WithdrawalRequested'
    | 'WithdrawalEscalated'
    | 'WithdrawalApproved'
    | 'WithdrawalRefused'
    | 'WithdrawalLapsed'
  >,
): NoticeState {
  const { withdrawal, ...rest } = state;
  if (event.type === 'WithdrawalRequested') {
    if (withdrawal !== undefined) throw new CorruptStreamError(state.phase, event.type);
    const { reason, approvalDueAt, by } = event;
    const forWhom = by.onBehalfOf === undefined ? {} : { requestedFor: by.onBehalfOf };
    return { ...rest, withdrawal: { reason, approvalDueAt, requestedBy: by.personId, ...forWhom } };
  }
  if (event.type === 'WithdrawalLapsed') {
    // A reply that had come in time still calls the suspension off.
    const { recall, ...lapsed } = rest;
    return recall?.cause === 'repliedInTime' ? rest : lapsed;
  }
  if (withdrawal === undefined) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'WithdrawalEscalated':
      return { ...rest, withdrawal: { ...withdrawal, approvalDueAt: event.nextAt } };
    case 'WithdrawalApproved':
      return { ...rest, recall: { cause: 'withdrawn', reason: event.reason } };
    case 'WithdrawalRefused':
      return rest;
  }
}
