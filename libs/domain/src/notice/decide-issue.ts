import { noShorter } from '../case/calendar-adoption';
import { afterWorkingDays, checkMinimumTerm, planByDate, remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { isSecond } from '../case/four-eyes';
import { refuse, type DomainError } from '../errors';
import { regulationInForce } from '../regulation/grounds';
import { ok, type Result } from '../result';
import type { CivilDate } from '../time/civil-date';
import { deadlineInstant } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import { problemsOf, type NoticeContent } from './content';
import type { NoticeDecision } from './events';
import type { NoticeIn } from './state';

/** 送核: checks the whole form and starts the clock of the approval. */
export function submit(
  state: NoticeIn<'absent'> | NoticeIn<'returned'>,
  command: NoticeCommandOf<'SubmitNotice'>,
  context: DecisionContext,
): NoticeDecision {
  const problems = problemsOf(command.content);
  if (problems.length > 0) return refuse('notice.incomplete', problems);
  const term = checkTerm(command.content, context);
  if (!term.ok) return term;
  const due = afterWorkingDays(context.calendar, context.at, context.policy.approvalWorkingDays);
  if (!due.ok) return due;
  // Submitted again, a case stays the one it is, whatever the command calls it.
  const { noticeId, caseNumber } = state.phase === 'returned' ? state : command;
  return ok([
    {
      type: 'NoticeSubmitted',
      noticeId,
      caseNumber,
      content: command.content,
      approvalDueAt: due.value,
    },
  ]);
}

/** 核准並發文, by a second person; pins the rules in force at this moment. */
export function approve(
  state: NoticeIn<'awaitingApproval'>,
  command: NoticeCommandOf<'ApproveNotice'>,
  context: DecisionContext,
): NoticeDecision {
  const { policy = context.policy } = command;
  const calendar = noShorter(command.calendar ?? context.calendar, context.calendar);
  if (!isSecond(context.actor, state.submittedBy, state.submittedFor)) return refuse('case.fourEyes');
  const term = checkTerm(state.content, { ...context, policy });
  if (!term.ok) return term;
  const plan = planByDate(calendar, policy, context.at, state.content.deadline);
  if (!plan.ok) return plan;
  const { version: calendarVersion } = calendar;
  const issued = {
    type: 'NoticeIssued',
    policy,
    edition: regulationInForce,
    calendarVersion,
    plan: plan.value,
  } as const;
  // Another version has come into force since it was submitted.
  const changed = calendarVersion !== context.calendar.version;
  return ok(changed ? [{ type: 'CalendarAdopted', calendar }, issued] : [issued]);
}

/** 退回, by a second person. */
export function returnToDrafter(
  state: NoticeIn<'awaitingApproval'>,
  command: NoticeCommandOf<'ReturnNotice'>,
  context: DecisionContext,
): NoticeDecision {
  if (!isSecond(context.actor, state.submittedBy, state.submittedFor)) return refuse('case.fourEyes');
  if (command.reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫退回理由。' }]);
  }
  const amendBy = remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays);
  return ok([{ type: 'NoticeReturned', reason: command.reason, amendBy }]);
}

function checkTerm(
  { deadline }: NoticeContent,
  { policy, at }: DecisionContext,
): Result<CivilDate, DomainError> {
  if (deadlineInstant(deadline) <= at) {
    return refuse('notice.deadlinePast', [{ field: 'deadline', message: '改善期限不得早於今天。' }]);
  }
  return checkMinimumTerm(policy, at, deadline, 'deadline');
}
