import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type FieldProblem } from '../errors';
import { ok } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import type { NoticeIn } from './state';

/** The letter may still be on its way while people decide about a suspension. */
type Delivering = NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>;

/** The letter of an earlier round says nothing about the date of this one. */
const isOfAnotherDate = ({ round }: Delivering, deadline: CivilDate | undefined): boolean =>
  deadline !== undefined && deadline !== round.announced;

/** 送達: acknowledged by the recipient, or served on a day that an officer can prove. */
export function recordDelivery(
  state: Delivering,
  { proof, deadline }: NoticeCommandOf<'RecordDelivery'>,
  context: DecisionContext,
): NoticeDecision {
  if (isOfAnotherDate(state, deadline)) return refuse('notice.otherDeadline');
  if (state.delivered) return refuse('notice.alreadyDelivered');
  const problems: FieldProblem[] = [];
  if (proof.kind === 'served') {
    if (compareDates(proof.date, civilDateAt(context.at)) > 0) {
      problems.push({ field: 'proof.date', message: '送達日期不能晚於今天。' });
    }
    if (compareDates(proof.date, civilDateAt(state.announcedAt)) < 0) {
      problems.push({ field: 'proof.date', message: '送達日期不能早於這份通知的日期。' });
    }
    if (proof.proof.trim() === '') {
      problems.push({ field: 'proof.proof', message: '請說明送達的證明。' });
    }
  }
  return problems.length > 0
    ? refuse('notice.serviceUnproven', problems)
    : ok([{ type: 'NoticeDelivered', proof }]);
}

/** The tracker serves it another way, within a term; heard of twice, the term stays the first. */
export function recordNonArrival(
  state: Delivering,
  { why, deadline }: NoticeCommandOf<'RecordNonArrival'>,
  { calendar, at }: DecisionContext,
): NoticeDecision {
  if (state.delivered || isOfAnotherDate(state, deadline)) return ok([]);
  // The notice itself has to be acknowledged or served; of a later round's letter it is enough that a server took it.
  if (why === 'unknown' && state.round.number > 1) return ok([]);
  const serveBy = state.serveBy ?? remindingClock(calendar, at, state.policy.approvalWorkingDays);
  return ok([{ type: 'NoticeNotArrived', why, serveBy }]);
}
