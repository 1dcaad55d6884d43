import { afterWorkingDays, planByTerm, remindingClock } from '../case/clocks';
import type { DecisionContext, Wake } from '../case/case-core';
import { groundOfFailedRounds } from '../regulation/grounds';
import { ok } from '../result';
import { MS_PER_DAY, type Instant } from '../time/taipei';
import { formatRocLong } from '../time/roc-date';
import { actionNumbers } from './content';
import type { NoticeDecision } from './events';
import { awaitsCall, claimsAllDone } from './reply';
import type { NoticeIn, NoticeState } from './state';

/** Something that happens by itself at a business instant. */
interface Due {
  readonly at: Instant;
  readonly act: (context: DecisionContext) => NoticeDecision;
}

/** The earliest instant at which the notice moves by itself. */
export const nextWake = (state: NoticeState): Instant | undefined => earliest(dueOf(state))?.at;

/** Does the earliest thing that is due; nothing when woken early. */
export function wake(state: NoticeState, _wake: Wake, context: DecisionContext): NoticeDecision {
  const due = earliest(dueOf(state));
  return due === undefined || due.at > context.at ? ok([]) : due.act(context);
}

const earliest = (dues: readonly Due[]): Due | undefined =>
  dues.reduce<Due | undefined>(
    (first, due) => (first === undefined || due.at < first.at ? due : first),
    undefined,
  );

function dueOf(state: NoticeState): readonly Due[] {
  switch (state.phase) {
    case 'awaitingApproval':
      return [{ at: state.approvalDueAt, act: (context) => escalateApproval(context) }];
    case 'tracking':
      return [...deadlineDue(state), ...reminderDue(state), ...replyDue(state), ...silenceDue(state)];
    case 'absent':
    case 'returned':
    case 'proposed':
    case 'suspending':
    case 'closed':
      return [];
  }
}

/** A calendar that ends too early decides nothing: the action waits a day, and a person is asked to extend it. */
const deferred = (round: number, context: DecisionContext): NoticeDecision =>
  ok([{ type: 'PolicyActionDeferred', round, until: context.at + MS_PER_DAY }]);

function escalateApproval(context: DecisionContext): NoticeDecision {
  const nextAt = remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays);
  return ok([{ type: 'ApprovalEscalated', nextAt }]);
}

function deadlineDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  return round.deadlinePassed
    ? []
    : [{ at: round.plan.instant, act: (context) => passDeadline(state, context) }];
}

function passDeadline({ round, policy }: NoticeIn<'tracking'>, context: DecisionContext): NoticeDecision {
  const silent = afterWorkingDays(context.calendar, round.plan.instant - 1, policy.trackerSilenceWorkingDays);
  const counted = silent.ok ? silent.value : context.at + MS_PER_DAY;
  // Woken late after an outage, replies that came in time may still wait to be entered: people get a
  // working day for that before silence counts. An assessment may have started the silence anew already.
  const grace = remindingClock(context.calendar, context.at - 1, 1);
  const silentAt = Math.max(counted, grace, round.silentAt ?? counted);
  return ok([{ type: 'DeadlinePassed', round: round.number, silentAt }]);
}

function reminderDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  const claimed =
    round.reply !== undefined && round.reply.assessment === undefined && claimsAllDone(round.reply);
  const [next] = round.remindersLeft;
  if (next === undefined || claimed || allAccepted(state) || round.deadlinePassed) return [];
  const act = (context: DecisionContext): NoticeDecision => {
    // No one is reminded of a day that has gone by.
    if (context.at >= round.plan.instant) return passDeadline(state, context);
    // After an outage one reminder says it, not three.
    const latest = round.remindersLeft.filter((reminder) => reminder.at <= context.at).at(-1) ?? next;
    return ok([{ type: 'ReminderIssued', round: round.number, workingDays: latest.workingDays }]);
  };
  return [{ at: next.at, act }];
}

function replyDue({ round, policy }: NoticeIn<'tracking'>): Due[] {
  const { reply } = round;
  if (reply === undefined || reply.assessment !== undefined) return [];
  const overdue: Due = {
    at: reply.assessmentDueAt,
    act: (context) => {
      const nextAt = remindingClock(context.calendar, context.at, policy.assessmentWorkingDays);
      return ok([{ type: 'AssessmentOverdue', round: round.number, nextAt }]);
    },
  };
  if (reply.callDueAt === undefined || reply.calledOut === true || !awaitsCall(reply)) return [overdue];
  return [
    overdue,
    { at: reply.callDueAt, act: () => ok([{ type: 'TelephoneCallDue', round: round.number }]) },
  ];
}

/** Before the deadline nobody is late; a reply that nobody has assessed holds back automatic failure, whenever it came. */
function silenceDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  if (!round.deadlinePassed || round.silentAt === undefined) return [];
  if (round.reply !== undefined && round.reply.assessment === undefined) return [];
  return [{ at: round.silentAt, act: (context) => actOnSilence(state, context) }];
}

/** Nothing is left to do, or to be reminded of, but to record the follow-up. */
const allAccepted = ({ content, accepted }: NoticeIn<'tracking'>): boolean =>
  actionNumbers(content).every((item) => accepted.includes(item));

function actOnSilence(state: NoticeIn<'tracking'>, context: DecisionContext): NoticeDecision {
  const { round, policy, content } = state;
  if (policy.onSilence === 'manual' || allAccepted(state)) {
    const next = afterWorkingDays(context.calendar, context.at, policy.trackerSilenceWorkingDays);
    if (!next.ok) return deferred(round.number, context);
    return ok([{ type: 'FollowUpOverdue', round: round.number, nextAt: next.value }]);
  }
  // Where the calendar had ended, the silence could not be counted when it began: it is counted now.
  const from = Math.max(round.plan.instant - 1, round.reply?.assessment?.at ?? 0);
  const silent = afterWorkingDays(context.calendar, from, policy.trackerSilenceWorkingDays);
  if (!silent.ok) return deferred(round.number, context);
  if (silent.value > context.at)
    return ok([{ type: 'PolicyActionDeferred', round: round.number, until: silent.value }]);
  if (round.number === 3) {
    return ok([
      { type: 'SuspensionProposed', round: 3, ground: groundOfFailedRounds, trackerId: content.trackerId },
    ]);
  }
  const plan = planByTerm(context.calendar, policy, context.at, policy.extensionDays);
  if (!plan.ok) return deferred(round.number, context);
  return ok([
    {
      type: 'FollowUpRecorded',
      round: round.number,
      trackerId: content.trackerId,
      result: {
        kind: 'extend',
        to: plan.value.date,
        reason: `追蹤人員逾期未登錄，依處理政策視為尚未完成，再給予改善期限至${formatRocLong(plan.value.date)}。`,
      },
      nextPlan: plan.value,
    },
  ]);
}
