import { CorruptStreamError } from '../errors';
import type { Instant } from '../time/taipei';
import type { RecordedNoticeEvent } from './events';
import { isOpen } from './reply';
import type { NoticeIn, NoticeState, Round } from './state';

type EventOf<T extends RecordedNoticeEvent['type']> = Extract<RecordedNoticeEvent, { type: T }>;

/** The reminders still to come after an instant. */
export const after = (round: Round, at: Instant): Round['remindersLeft'] =>
  round.remindersLeft.filter((reminder) => reminder.at > at);

/** The round with the reply that came, the earlier one replaced. */
export function received(round: Round, event: EventOf<'ReplyReceived'>): Round {
  const { version, channel, form, receivedAt, late, callDueAt, assessmentDueAt } = event;
  // Who has been reminded to assess the earlier version has been reminded.
  const reminded = isOpen(round.reply) && round.reply.assessmentDueAt === assessmentDueAt;
  const assessmentReminded = reminded && round.reply.assessmentReminded === true;
  const reply = {
    ...{ version, channel, form, receivedAt, late, assessmentDueAt },
    ...(assessmentReminded ? { assessmentReminded } : {}),
  };
  return {
    ...round,
    repliedInTime: round.repliedInTime || !late,
    firstReceivedAt: Math.min(receivedAt, round.firstReceivedAt ?? receivedAt),
    reply: callDueAt === undefined ? reply : { ...reply, callDueAt },
  };
}

/** What the telephone call makes of the reply. @throws CorruptStreamError when there is none in this round */
export function called(
  state: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
  event: EventOf<'TelephoneCallDue' | 'ReplyConfirmedByTelephone' | 'ReplyLeftUnconfirmed'>,
): NoticeState {
  const { round } = state;
  const { reply } = round;
  if (reply === undefined || event.round !== round.number)
    throw new CorruptStreamError(`${state.phase} (round ${round.number})`, event.type);
  switch (event.type) {
    case 'TelephoneCallDue':
      return { ...state, round: { ...round, reply: { ...reply, calledOut: true } } };
    case 'ReplyConfirmedByTelephone': {
      const telephone = { at: event.at, withPerson: event.withPerson };
      return { ...state, round: { ...round, reply: { ...reply, telephone } } };
    }
    case 'ReplyLeftUnconfirmed': {
      const unreachable = { at: event.at, remark: event.remark };
      return { ...state, round: { ...round, reply: { ...reply, unreachable } } };
    }
  }
}

/** What an event about the reply of this round makes of it. @throws CorruptStreamError when there is none */
export function replied(
  state: NoticeIn<'tracking'>,
  event: EventOf<'SupplementRequested' | 'SupplementMissed' | 'AssessmentOverdue' | 'ReplyAssessed'>,
): NoticeState {
  const { round } = state;
  const { reply } = round;
  if (reply === undefined) throw new CorruptStreamError(state.phase, event.type);
  switch (event.type) {
    case 'SupplementRequested': {
      const { dueAt } = event;
      return {
        ...state,
        round: {
          ...round,
          supplement: { dueAt, timely: !reply.late },
          reply: { ...reply, supplement: { dueAt, missed: false } },
        },
      };
    }
    case 'SupplementMissed': {
      if (reply.supplement === undefined) throw new CorruptStreamError(state.phase, event.type);
      const supplement = { ...reply.supplement, missed: true };
      return {
        ...state,
        round: {
          ...round,
          reply: { ...reply, supplement },
          remindersLeft: after(round, event.at),
          ...(event.silentAt === undefined ? {} : { silentAt: event.silentAt }),
        },
      };
    }
    case 'AssessmentOverdue':
      return {
        ...state,
        round: { ...round, reply: { ...reply, assessmentDueAt: event.nextAt, assessmentReminded: true } },
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

/** An action that was accepted is open again. @throws CorruptStreamError when it was not accepted */
export function reopened(state: NoticeIn<'tracking'>, event: EventOf<'ActionReopened'>): NoticeState {
  const { round, accepted } = state;
  if (!accepted.includes(event.item)) throw new CorruptStreamError(state.phase, event.type);
  return {
    ...state,
    accepted: accepted.filter((item) => item !== event.item),
    round: {
      ...round,
      actionsReopened: round.actionsReopened + 1,
      ...(event.silentAt === undefined ? {} : { silentAt: event.silentAt }),
    },
  };
}
