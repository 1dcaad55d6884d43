import { afterWorkingDays, planByTerm, remindingClock } from '../case/clocks';
import type { DecisionContext, Wake } from '../case/case-core';
import { escalateDissolution } from '../case/dissolution';
import type { Policy } from '../policy/policy';
import { groundOfFailedRounds } from '../regulation/grounds';
import { ok } from '../result';
import { MS_PER_DAY, type Instant } from '../time/taipei';
import { formatRocLong } from '../time/roc-date';
import { openActions } from './content';
import type { NoticeDecision } from './events';
import { awaitsCall, claimsAllDone, isOpen } from './reply';
import type { NoticeIn, NoticeState, Round } from './state';

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
    case 'returned':
      return [{ at: state.amendBy, act: (context) => remindOfAmendment(state, context) }];
    case 'proposed':
      return [
        { at: state.decideBy, act: (context) => remindOfProposal(state, context) },
        ...callDue(state),
        ...serviceDue(state),
        ...dissolutionDue(state),
      ];
    case 'tracking':
      return [
        ...deadlineDue(state),
        ...reminderDue(state),
        ...replyDue(state),
        ...silenceDue(state),
        ...serviceDue(state),
        ...dissolutionDue(state),
      ];
    case 'suspending':
      return [...withdrawalDue(state), ...serviceDue(state), ...dissolutionDue(state)];
    case 'absent':
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

/** Nothing waits silently: first the one who has to act is reminded, then those above, again and again. */
function remindOfAmendment({ reminded }: NoticeIn<'returned'>, context: DecisionContext): NoticeDecision {
  const nextAt = remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays);
  return ok([{ type: 'AmendmentOverdue', nextAt, escalated: reminded }]);
}

function remindOfProposal(
  { reminded, policy }: NoticeIn<'proposed'>,
  context: DecisionContext,
): NoticeDecision {
  const nextAt = remindingClock(context.calendar, context.at, policy.approvalWorkingDays);
  return ok([{ type: 'ProposalOverdue', nextAt, escalated: reminded }]);
}

/** What waits for a second person is asked of those above, again and again. */
function withdrawalDue({ withdrawal, policy }: NoticeIn<'suspending'>): Due[] {
  if (withdrawal === undefined) return [];
  const act = ({ calendar, at }: DecisionContext): NoticeDecision =>
    ok([{ type: 'WithdrawalEscalated', nextAt: remindingClock(calendar, at, policy.approvalWorkingDays) }]);
  return [{ at: withdrawal.approvalDueAt, act }];
}

/** What has not arrived is asked after until it is delivered or served. */
function serviceDue({
  serveBy,
  policy,
}: NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>): Due[] {
  if (serveBy === undefined) return [];
  const act = ({ calendar, at }: DecisionContext): NoticeDecision =>
    ok([{ type: 'ServiceOverdue', nextAt: remindingClock(calendar, at, policy.approvalWorkingDays) }]);
  return [{ at: serveBy, act }];
}

function dissolutionDue({
  dissolution,
  policy,
}: NoticeIn<'tracking'> | NoticeIn<'proposed'> | NoticeIn<'suspending'>): Due[] {
  if (dissolution === undefined) return [];
  const act = (context: DecisionContext): NoticeDecision => ok([escalateDissolution({ ...context, policy })]);
  return [{ at: dissolution.approvalDueAt, act }];
}

function deadlineDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  return round.deadlinePassed
    ? []
    : [{ at: round.plan.instant, act: (context) => passDeadline(state, context) }];
}

function passDeadline({ round, policy }: NoticeIn<'tracking'>, context: DecisionContext): NoticeDecision {
  const from = Math.max(round.plan.instant, round.supplement?.dueAt ?? 0);
  const silentAt = silenceFrom(from, round, policy, context);
  return ok([{ type: 'DeadlinePassed', round: round.number, silentAt }]);
}

/** When the tracker's silence after this instant becomes a result. */
function silenceFrom(from: Instant, round: Round, policy: Policy, context: DecisionContext): Instant {
  const silent = afterWorkingDays(context.calendar, from - 1, policy.trackerSilenceWorkingDays);
  const counted = silent.ok ? silent.value : context.at + MS_PER_DAY;
  // Woken late after an outage, replies that came in time may still wait to be entered: people get a
  // working day for that before silence counts. An assessment may have started the silence anew already.
  const grace = remindingClock(context.calendar, context.at - 1, 1);
  return Math.max(counted, grace, round.silentAt ?? counted);
}

function reminderDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  const claimed = isOpen(round.reply) && claimsAllDone(round.reply);
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
  if (!isOpen(reply)) return [];
  // Returned for 補正, it is the respondent who owes something, until that date.
  if (reply.supplement !== undefined) {
    const { dueAt } = reply.supplement;
    const act = (context: DecisionContext): NoticeDecision =>
      ok([
        {
          type: 'SupplementMissed',
          round: round.number,
          ...(round.deadlinePassed ? { silentAt: silenceFrom(dueAt, round, policy, context) } : {}),
        },
      ]);
    return [{ at: dueAt, act }];
  }
  const overdue: Due = {
    at: reply.assessmentDueAt,
    act: (context) => {
      const nextAt = remindingClock(context.calendar, context.at, policy.assessmentWorkingDays);
      const escalated = reply.assessmentReminded === true;
      return ok([{ type: 'AssessmentOverdue', round: round.number, nextAt, escalated }]);
    },
  };
  return [overdue, ...callDue({ round })];
}

function callDue({ round: { number, reply } }: { readonly round: Round }): Due[] {
  if (reply?.callDueAt === undefined || reply.calledOut === true || !awaitsCall(reply)) return [];
  return [{ at: reply.callDueAt, act: () => ok([{ type: 'TelephoneCallDue', round: number }]) }];
}

/** Before the deadline nobody is late; a reply that nobody has assessed holds back automatic failure, whenever it came. */
function silenceDue(state: NoticeIn<'tracking'>): Due[] {
  const { round } = state;
  if (!round.deadlinePassed || round.silentAt === undefined) return [];
  if (isOpen(round.reply)) return [];
  return [{ at: round.silentAt, act: (context) => actOnSilence(state, context) }];
}

/** Nothing is left to do, or to be reminded of, but to record the follow-up. */
const allAccepted = ({ content, accepted }: NoticeIn<'tracking'>): boolean =>
  openActions(content, accepted).length === 0;

/** A whole working day late: while the system was away, nobody could enter what had come in time either. */
const wasAway = (dueAt: Instant, { at, calendar, tolerance = 0 }: DecisionContext): boolean =>
  at >= remindingClock(calendar, dueAt - 1, 1) && at > dueAt + tolerance;

function actOnSilence(state: NoticeIn<'tracking'>, context: DecisionContext): NoticeDecision {
  const { round, policy, content, serveBy } = state;
  // Who is known not to have the notice is not failed for silence: people decide.
  if (policy.onSilence === 'manual' || allAccepted(state) || serveBy !== undefined) {
    const next = afterWorkingDays(context.calendar, context.at, policy.trackerSilenceWorkingDays);
    if (!next.ok) return deferred(round.number, context);
    const escalated = round.followUpReminded === true;
    return ok([{ type: 'FollowUpOverdue', round: round.number, nextAt: next.value, escalated }]);
  }
  // Where the calendar had ended, the silence could not be counted when it began: it is counted now.
  const returned = round.supplement?.dueAt ?? 0;
  const from = Math.max(round.plan.instant, returned, (round.reply?.assessment?.at ?? -1) + 1) - 1;
  const silent = afterWorkingDays(context.calendar, from, policy.trackerSilenceWorkingDays);
  if (!silent.ok) return deferred(round.number, context);
  if (silent.value > context.at)
    return ok([{ type: 'PolicyActionDeferred', round: round.number, until: silent.value, recounted: true }]);
  if (wasAway(round.silentAt ?? context.at, context)) {
    const until = remindingClock(context.calendar, context.at - 1, 1);
    return ok([{ type: 'PolicyActionDeferred', round: round.number, until, afterOutage: true }]);
  }
  if (round.number === 3) {
    return ok([
      {
        type: 'SuspensionProposed',
        round: 3,
        ground: groundOfFailedRounds,
        trackerId: content.trackerId,
        decideBy: remindingClock(context.calendar, context.at, policy.approvalWorkingDays),
      },
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
