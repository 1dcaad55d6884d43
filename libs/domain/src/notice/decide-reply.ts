import { isInCharge } from '../case/actor';
import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type FieldProblem } from '../errors';
import { ok } from '../result';
import { formatRocDateTime } from '../time/roc-date';
import { civilDateAt } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import { openActions } from './content';
import type { NoticeDecision } from './events';
import { awaitsAssessment, awaitsCall, isUnconfirmed, needsCall, replyProblems } from './reply';
import { isLate } from './lateness';
import type { NoticeIn } from './state';

type Replied = NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>;

/**
 * The respondent answers (seed 002 part B). Replaceable until it is assessed; after that a further version
 * answers what the assessment, or a reopening, has left open: the letter about it asks for one.
 */
export function submitReply(
  state: Replied,
  command: NoticeCommandOf<'SubmitReply'>,
  context: DecisionContext,
): NoticeDecision {
  const { round, policy } = state;
  if (isSettled(state)) return refuse('reply.notReplaceable');
  if (command.receivedAt > context.at) return refuse('reply.receivedInFuture');
  if (command.receivedAt < state.issuedAt) return refuse('reply.receivedBeforeIssue');
  const problems = replyProblems(
    state.content,
    state.accepted,
    command.form,
    civilDateAt(command.receivedAt),
  );
  if (problems.length > 0) return refuse('reply.incomplete', problems);
  const { calendar, at } = context;
  // The centre's clocks run from the first version that waits: started anew by each one, they would never run out.
  const waiting = awaitsAssessment(round.reply) ? round.reply : undefined;
  const uncalled = waiting?.telephone === undefined ? waiting : undefined;
  return ok([
    {
      type: 'ReplyReceived',
      round: round.number,
      version: (round.reply?.version ?? 0) + 1,
      channel: command.channel,
      form: command.form,
      receivedAt: command.receivedAt,
      late: isLate(round, command.receivedAt),
      ...(needsCall(command.channel)
        ? { callDueAt: uncalled?.callDueAt ?? remindingClock(calendar, at, policy.telephoneCallWorkingDays) }
        : {}),
      assessmentDueAt: waiting?.assessmentDueAt ?? remindingClock(calendar, at, policy.assessmentWorkingDays),
    },
  ]);
}

/** Assessed, with nothing left to answer. */
const isSettled = ({ round, content, accepted }: Replied): boolean =>
  round.reply?.assessment !== undefined && openActions(content, accepted).length === 0;

/**
 * A reply that came in time and is entered only after the third round was given up, after an outage for
 * instance: the proposal rested on its absence. One that came too late sets nothing aside; a supervisor may
 * accept the cure that it tells of (`AcceptCure`).
 */
export function submitReplyAfterAll(
  state: NoticeIn<'proposed'>,
  command: NoticeCommandOf<'SubmitReply'>,
  context: DecisionContext,
): NoticeDecision {
  const received = submitReply(state, command, context);
  return received.ok && !isLate(state.round, command.receivedAt)
    ? ok([{ type: 'ProposalSetAside', round: state.round.number }, ...received.value])
    : received;
}

/**
 * A reply that had come in time when people decided to suspend, and that nobody had entered: had they known
 * of it they could not have decided so (`followUp.replyUnassessed`). The suspension is called off, and the
 * round goes on with the reply; what came after the decision, or too late, belongs to the suspension. It undoes what
 * two officers may have decided, so a supervisor enters it.
 */
export function submitReplyAfterDecision(
  state: NoticeIn<'suspending'>,
  command: NoticeCommandOf<'SubmitReply'>,
  context: DecisionContext,
): NoticeDecision {
  if (isLate(state.round, command.receivedAt) || command.receivedAt >= state.decidedAt) {
    return refuse('notice.suspensionDecided');
  }
  if (state.executed) return refuse('notice.suspensionExecuted');
  if (!isInCharge(context.actor)) return refuse('case.supervisorOnly');
  if (state.recall !== undefined) return refuse('notice.suspensionRecalled');
  const received = submitReply(state, command, context);
  if (!received.ok) return received;
  const { round, suspensionId } = state;
  return ok([{ type: 'SuspensionSetAside', round: round.number, suspensionId }, ...received.value]);
}

/** 電話確認: an officer records with whom the e-mail reply was confirmed, or that nobody could be reached. */
export function confirmByTelephone(
  state: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
  command: NoticeCommandOf<'RecordTelephoneConfirmation'>,
  context: DecisionContext,
): NoticeDecision {
  const { number, reply } = state.round;
  if (reply === undefined) return refuse('reply.none');
  // Who calls back after all may still confirm, until the reply is assessed.
  const open = awaitsCall(reply) || (isUnconfirmed(reply) && reply.assessment === undefined);
  if (!open) return refuse('reply.telephoneNotNeeded');
  if (command.outcome === 'unreachable') return leaveUnconfirmed(state, command.remark, context);
  return ok([{ type: 'ReplyConfirmedByTelephone', round: number, withPerson: command.withPerson }]);
}

/** Nobody avoids a result by not answering the telephone: once the officer's own call was due, its failure is noted. */
function leaveUnconfirmed(
  { round: { number, reply } }: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
  remark: string,
  context: DecisionContext,
): NoticeDecision {
  const callDueAt = reply === undefined || !awaitsCall(reply) ? undefined : reply.callDueAt;
  if (callDueAt === undefined) return refuse('reply.telephoneNotNeeded');
  if (context.at < callDueAt) {
    return refuse('reply.callNotDue', [
      { field: 'remark', message: `${formatRocDateTime(callDueAt)}起才能登錄聯繫未果。` },
    ]);
  }
  if (remark.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'remark', message: '請說明去電的時間與情形。' }]);
  }
  return ok([{ type: 'ReplyLeftUnconfirmed', round: number, remark }]);
}

/** 查核: every action that is still open is accepted or not. */
export function assessReply(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'AssessReply'>,
  context: DecisionContext,
): NoticeDecision {
  const { number, plan, reply, supplement } = state.round;
  if (reply === undefined) return refuse('reply.none');
  if (reply.assessment !== undefined) return refuse('reply.alreadyAssessed');
  if (awaitsCall(reply)) return refuse('reply.telephoneOpen');
  const problems = assessmentProblems(state, command);
  if (problems.length > 0) return refuse('reply.assessmentIncomplete', problems);
  // The date of a 補正 is the respondent's: within it only what accepts everything can be said.
  const awaited = reply.supplement !== undefined && !reply.supplement.missed;
  if (awaited && !command.items.every((item) => item.accepted)) return refuse('reply.supplementAwaited');
  const { calendar, at } = context;
  const assessed = {
    type: 'ReplyAssessed' as const,
    round: number,
    items: command.items,
    ...(isUnconfirmed(reply) ? { unconfirmed: true as const } : {}),
  };
  if (at < plan.instant) return ok([assessed]);
  // The tracker's silence is counted anew from the assessment: the respondent does not pay for its time. Nor before the
  // date of a 補正 that was answered early: until then a further version is in time.
  const from = Math.max(at, (supplement?.dueAt ?? 0) - 1);
  const silentAt = remindingClock(calendar, from, state.policy.trackerSilenceWorkingDays);
  return ok([{ ...assessed, silentAt }]);
}

/** An accepted action carries over from round to round; opening it again needs a reason. */
export function reopenAction(
  state: NoticeIn<'tracking'>,
  { item, reason }: NoticeCommandOf<'ReopenAction'>,
  context: DecisionContext,
): NoticeDecision {
  if (!state.accepted.includes(item)) {
    return refuse('reply.itemNotAccepted', [
      { field: 'item', message: `第 ${item} 項未經認可，不需重新開啟。` },
    ]);
  }
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請說明重新開啟的理由。' }]);
  }
  const { number, plan } = state.round;
  const reopened = { type: 'ActionReopened' as const, round: number, item, reason };
  if (context.at < plan.instant) return ok([reopened]);
  // The respondent, told only now, may still answer: silence is counted anew.
  const silentAt = remindingClock(context.calendar, context.at, state.policy.trackerSilenceWorkingDays);
  return ok([{ ...reopened, silentAt }]);
}

/** Names the actions that are not assessed exactly once, and what nobody gave a reason for. */
export function assessmentProblems(
  state: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
  command: NoticeCommandOf<'AssessReply' | 'AcceptCure'>,
): FieldProblem[] {
  const open = openActions(state.content, state.accepted);
  const problems: FieldProblem[] = [];
  for (const item of open) {
    if (command.items.filter((assessed) => assessed.item === item).length !== 1) {
      problems.push({ field: 'items', message: `請就第 ${item} 項審查一次。` });
    }
  }
  for (const [index, assessed] of command.items.entries()) {
    if (!open.includes(assessed.item)) {
      problems.push({ field: `items.${index}.item`, message: `第 ${assessed.item} 項不需審查。` });
    } else if (!assessed.accepted && assessed.remark.trim() === '') {
      problems.push({
        field: `items.${index}.remark`,
        message: `請說明第 ${assessed.item} 項未認可的理由。`,
      });
    }
  }
  return problems;
}
