import { checkEffectiveDate, checkMinimumTerm, planByDate } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type DomainError } from '../errors';
import { chineseNumeral } from '../regulation/chinese-numeral';
import { groundOfFailedRounds, type Ground } from '../regulation/grounds';
import { err, ok, type Result } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { FollowUpResult, NoticeCommandOf } from './commands';
import { openActions } from './content';
import type { NoticeDecision, NoticeEvent } from './events';
import { awaitsCall, isOpen } from './reply';
import type { NoticeIn } from './state';

type Tracking = NoticeIn<'tracking'>;

/** The tracker records a round with exactly the options that the tracking sheet gives it (seed 002). */
export function recordFollowUp(
  state: Tracking,
  command: NoticeCommandOf<'RecordFollowUp'>,
  context: DecisionContext,
): NoticeDecision {
  const { round, result } = command;
  const { number } = state.round;
  if (round !== number) {
    return refuse('followUp.otherRound', [
      { field: 'round', message: `本案目前是第${chineseNumeral(number)}次追蹤。` },
    ]);
  }
  switch (result.kind) {
    case 'complete':
      return complete(state, result);
    case 'extend':
      if (result.reason.trim() === '') return missingText('reason');
      return nextRound(state, result, result.to, context);
    case 'other':
      if (result.text.trim() === '') return missingText('text');
      return nextRound(state, result, result.nextDate, context);
    case 'suspend':
      return suspend(state, result, context);
  }
}

const missingText = (field: string): Result<never, DomainError> =>
  refuse('followUp.textMissing', [{ field: `result.${field}`, message: '請填寫說明。' }]);

const recorded = (state: Tracking, result: FollowUpResult): NoticeEvent & { type: 'FollowUpRecorded' } => ({
  type: 'FollowUpRecorded',
  round: state.round.number,
  result,
  trackerId: state.content.trackerId,
});

function complete(state: Tracking, result: FollowUpResult): NoticeDecision {
  const open = openActions(state.content, state.accepted);
  if (open.length > 0) {
    return refuse(
      'followUp.notAllAccepted',
      open.map((item) => ({ field: 'items', message: `第 ${item} 項尚未認可。` })),
    );
  }
  return ok([recorded(state, result), { type: 'NoticeClosed', outcome: 'completed' }]);
}

function nextRound(
  state: Tracking,
  result: FollowUpResult,
  date: CivilDate,
  context: DecisionContext,
): NoticeDecision {
  if (state.round.number === 3) return refuse('followUp.notInThirdRound');
  // The next round begins without a reply: one that waits would be lost unread, late or not. An e-mail that
  // nobody has confirmed does not count yet (seed 002, item 5).
  const { reply } = state.round;
  if (isOpen(reply) && !awaitsCall(reply)) return refuse('followUp.replyUnassessed');
  const later =
    compareDates(date, state.round.plan.date) > 0 && compareDates(date, civilDateAt(context.at)) > 0;
  const field = result.kind === 'extend' ? 'result.to' : 'result.nextDate';
  if (!later) {
    return refuse('followUp.dateNotLater', [{ field, message: '請另訂較晚的日期。' }]);
  }
  const term = checkMinimumTerm(state.policy, context.at, date, field);
  if (!term.ok) return term;
  const plan = planByDate(context.calendar, state.policy, context.at, date);
  if (!plan.ok) return plan;
  return ok([{ ...recorded(state, result), nextPlan: plan.value }]);
}

function suspend(
  state: Tracking,
  result: Extract<FollowUpResult, { kind: 'suspend' }>,
  context: DecisionContext,
): NoticeDecision {
  const { round } = state;
  if (round.number === 1 && (result.seriousReason ?? '').trim() === '') {
    return refuse('followUp.seriousReasonMissing', [
      { field: 'result.seriousReason', message: '請說明事態嚴重的理由。' },
    ]);
  }
  if (round.number > 1 && context.at < round.plan.instant) return refuse('followUp.deadlineNotPassed');
  // In time once, in time for the round: a later version that corrects it takes nothing away.
  if (round.repliedInTime && isOpen(round.reply)) {
    return refuse('followUp.replyUnassessed');
  }
  // Answered early and not accepted, it may be answered again until the date that was given.
  if (context.at < (round.supplement?.dueAt ?? 0)) return refuse('reply.supplementAwaited');
  const decided = decideUpon(state, result.ground, result, context);
  return decided.ok ? ok([recorded(state, result), ...decided.value]) : err(withinResult(decided.error));
}

/** The fields as this command names them. */
const withinResult = (error: DomainError): DomainError =>
  error.fields === undefined
    ? error
    : {
        ...error,
        fields: error.fields.map(({ field, message }) => ({ field: `result.${field}`, message })),
      };

/** Adopts the proposal that followed from the third round: the officer confirms 「無正當理由」. */
export function decideSuspension(
  state: NoticeIn<'proposed'>,
  command: NoticeCommandOf<'DecideSuspension'>,
  context: DecisionContext,
): NoticeDecision {
  return decideUpon(state, state.ground, command, context);
}

function decideUpon(
  state: Tracking | NoticeIn<'proposed'>,
  ground: Ground,
  terms: {
    readonly effectiveDate: CivilDate;
    readonly noJustifiableReason?: boolean;
    readonly nonWorkingDayReason?: string;
  },
  context: DecisionContext,
): NoticeDecision {
  // 點13-2(四) is about exchange centres; only the management layer can use it.
  if (ground === 4 && context.actor.role !== 'bureau') return refuse('followUp.groundReserved');
  if (ground === groundOfFailedRounds && terms.noJustifiableReason !== true) {
    return refuse('suspension.justifiable', [
      { field: 'noJustifiableReason', message: '請確認改善對象無正當理由。' },
    ]);
  }
  const { effectiveDate, nonWorkingDayReason } = terms;
  const date = checkEffectiveDate(
    context.calendar,
    state.policy,
    context.at,
    effectiveDate,
    nonWorkingDayReason,
  );
  if (!date.ok) return date;
  return ok([
    {
      type: 'SuspensionDecidedUpon',
      suspensionId: `${state.noticeId}-${state.suspensionsDecided + 1}`,
      ground,
      effectiveDate,
      ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
    },
  ]);
}
