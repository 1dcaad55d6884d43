import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type FieldProblem } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import { actionNumbers } from './content';
import type { NoticeDecision } from './events';
import { awaitsCall, replyProblems } from './reply';
import type { NoticeIn } from './state';

/** The respondent answers; replaceable until assessed (seed 002 part B). */
export function submitReply(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'SubmitReply'>,
  context: DecisionContext,
): NoticeDecision {
  const { round, policy } = state;
  if (command.receivedAt > context.at) return refuse('reply.receivedInFuture');
  if (command.receivedAt < state.issuedAt) return refuse('reply.receivedBeforeIssue');
  const problems = replyProblems(state.content, state.accepted, command.form);
  if (problems.length > 0) return refuse('reply.incomplete', problems);
  const { calendar, at } = context;
  return ok([
    {
      type: 'ReplyReceived',
      round: round.number,
      version: (round.reply?.version ?? 0) + 1,
      channel: command.channel,
      form: command.form,
      receivedAt: command.receivedAt,
      late: command.receivedAt >= round.plan.instant,
      ...(command.channel === 'email'
        ? { callDueAt: remindingClock(calendar, at, policy.telephoneCallWorkingDays) }
        : {}),
      assessmentDueAt: remindingClock(calendar, at, policy.assessmentWorkingDays),
    },
  ]);
}

/** 電話確認: an officer records with whom the e-mail reply was confirmed. */
export function confirmByTelephone(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'RecordTelephoneConfirmation'>,
): NoticeDecision {
  const { number, reply } = state.round;
  if (reply === undefined) return refuse('reply.none');
  if (!awaitsCall(reply)) return refuse('reply.telephoneNotNeeded');
  return ok([{ type: 'ReplyConfirmedByTelephone', round: number, withPerson: command.withPerson }]);
}

/** 查核: every action that is still open is accepted or not. */
export function assessReply(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'AssessReply'>,
  context: DecisionContext,
): NoticeDecision {
  const { number, plan, reply } = state.round;
  if (reply === undefined) return refuse('reply.none');
  if (reply.assessment !== undefined) return refuse('reply.alreadyAssessed');
  if (awaitsCall(reply)) return refuse('reply.telephoneOpen');
  const problems = assessmentProblems(state, command);
  if (problems.length > 0) return refuse('reply.assessmentIncomplete', problems);
  const { calendar, at } = context;
  if (at < plan.instant) return ok([{ type: 'ReplyAssessed', round: number, items: command.items }]);
  // The tracker's silence is counted anew from the assessment: the respondent does not pay for its time.
  const silentAt = remindingClock(calendar, at, state.policy.trackerSilenceWorkingDays);
  return ok([{ type: 'ReplyAssessed', round: number, items: command.items, silentAt }]);
}

function assessmentProblems(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'AssessReply'>,
): FieldProblem[] {
  const open = actionNumbers(state.content).filter((item) => !state.accepted.includes(item));
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
