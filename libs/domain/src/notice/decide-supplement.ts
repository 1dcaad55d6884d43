import type { DecisionContext } from '../case/case-core';
import { refuse, type FieldProblem } from '../errors';
import { ok } from '../result';
import { addDays, compareDates } from '../time/civil-date';
import { formatRocLong } from '../time/roc-date';
import { civilDateAt, deadlineInstant } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import { awaitsCall } from './reply';
import type { NoticeIn } from './state';

/**
 * 補正: a reply goes back once a round, with what is missing and a date of its own; that date is included. Until then
 * nobody is failed, so it lies within the term that the policy gives by itself, or within the round's own.
 */
export function requestSupplement(
  state: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'RequestSupplement'>,
  context: DecisionContext,
): NoticeDecision {
  const { number, plan, reply, supplement } = state.round;
  if (reply === undefined) return refuse('reply.none');
  if (reply.assessment !== undefined) return refuse('reply.alreadyAssessed');
  if (awaitsCall(reply)) return refuse('reply.telephoneOpen');
  if (supplement !== undefined) return refuse('reply.supplementOnce');
  const { missing, date } = command;
  const problems: FieldProblem[] = [];
  if (missing.trim() === '') problems.push({ field: 'missing', message: '請說明應補正的內容。' });
  const today = civilDateAt(context.at);
  const term = addDays(today, Math.max(1, state.policy.extensionDays));
  const latest = compareDates(term, plan.date) > 0 ? term : plan.date;
  if (compareDates(date, today) <= 0) {
    problems.push({ field: 'date', message: '補正期限須晚於今天。' });
  } else if (compareDates(date, latest) > 0) {
    problems.push({ field: 'date', message: `補正期限最晚可訂為${formatRocLong(latest)}。` });
  }
  if (problems.length > 0) return refuse('reply.supplementIncomplete', problems);
  return ok([{ type: 'SupplementRequested', round: number, missing, date, dueAt: deadlineInstant(date) }]);
}
