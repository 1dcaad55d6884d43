import type { DecisionContext } from '../case/case-core';
import { refuse } from '../errors';
import { ok } from '../result';
import { compareDates } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import { isOpen } from './reply';
import type { NoticeIn } from './state';

/** 申請展期: the tracker is asked; the deadline stays where it is until a follow-up extends it. */
export function requestExtension(
  { round }: NoticeIn<'tracking'>,
  command: NoticeCommandOf<'RequestExtension'>,
  context: DecisionContext,
): NoticeDecision {
  const { reason, until } = command;
  // The third follow-up has no extension on the tracking sheet (seed 002).
  if (round.number === 3) return refuse('extension.notInThirdRound');
  if (isOpen(round.reply)) return refuse('extension.replyWaits');
  if (round.extension !== undefined) return refuse('extension.pending');
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請說明申請展期的理由。' }]);
  }
  if (until === undefined) return ok([{ type: 'ExtensionRequested', round: round.number, reason }]);
  const later = compareDates(until, round.plan.date) > 0 && compareDates(until, civilDateAt(context.at)) > 0;
  if (!later) {
    return refuse('extension.notLater', [{ field: 'until', message: '請填寫晚於目前期限的日期。' }]);
  }
  return ok([{ type: 'ExtensionRequested', round: round.number, reason, until }]);
}

/** 不予展期, with a reason that the respondent is told. */
export function denyExtension(
  { round }: NoticeIn<'tracking'>,
  { reason }: NoticeCommandOf<'DenyExtension'>,
): NoticeDecision {
  if (round.extension === undefined) return refuse('extension.none');
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請說明不予展期的理由。' }]);
  }
  return ok([{ type: 'ExtensionDenied', round: round.number, reason }]);
}
