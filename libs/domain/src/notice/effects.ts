import type { EffectDraft, LetterFacts, RecallCause, TaskKind } from '../case/effect';
import { chineseNumeral } from '../regulation/chinese-numeral';
import { formatRocLong } from '../time/roc-date';
import type { Instant } from '../time/taipei';
import type { FollowUpResult } from './commands';
import {
  answerableUntil,
  closeTasks,
  deadlineMoved,
  deadlineOf,
  everyTask,
  itemsOf,
  letter,
  task,
  trackerTask,
  wholeNotice,
  type Known,
} from './effect-drafts';
import type { RecordedNoticeEvent } from './events';
import { awaitsAssessment } from './reply';
import { startSuspension } from './start-suspension';
import type { NoticeState, Round } from './state';

/** What people are asked and told because this event happened. */
export function effectsOf(
  before: NoticeState,
  event: RecordedNoticeEvent,
  after: NoticeState,
): readonly EffectDraft[] {
  if (after.phase === 'absent') return [];
  switch (event.type) {
    case 'NoticeSubmitted':
      return [closeTasks('amendNotice'), task('approveNotice', 'supervisor', { dueAt: event.approvalDueAt })];
    case 'ApprovalEscalated':
      return [task('approveNotice', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'NoticeReturned':
      return [
        closeTasks('approveNotice'),
        task('amendNotice', 'drafter', { assigneeId: after.submittedBy, dueAt: event.amendBy }),
      ];
    case 'AmendmentOverdue':
      return [
        event.escalated
          ? task('amendNotice', 'supervisor', { dueAt: event.nextAt, urgent: true })
          : task('amendNotice', 'drafter', {
              assigneeId: after.submittedBy,
              dueAt: event.nextAt,
              urgent: true,
            }),
      ];
    case 'NoticeIssued':
      return [
        closeTasks('approveNotice'),
        letter(after, 'noticeIssued', 'notice', { deadline: event.plan.date, ...wholeNotice(after) }, true),
      ];
    case 'NoticeDelivered':
      return [closeTasks('serveNotice')];
    case 'NoticeNotArrived':
      return [trackerTask(after, 'serveNotice', { dueAt: event.serveBy, urgent: true })];
    case 'ServiceOverdue':
      return [task('serveNotice', 'supervisor', { dueAt: event.nextAt, urgent: true })];
    case 'ReminderIssued':
      return [
        letter(after, 'reminder', `round-${event.round}-reminder-${event.workingDays}`, {
          round: event.round,
          ...deadlineOf(after),
          ...itemsOf(after),
        }),
      ];
    case 'ReplyReceived':
      if (after.phase === 'suspending') return telephoneRequest(after, event);
      if (after.phase === 'proposed') {
        // It sets nothing aside; those who decide about the suspension have it before them.
        return [
          closeTasks('confirmByTelephone'),
          task('decideSuspension', 'supervisor', { dueAt: after.decideBy, urgent: true }),
          ...telephoneRequest(after, event),
        ];
      }
      return [
        // Who has the earlier version before them, the supervisor by now perhaps, has this one in its place.
        ...(isReplaced(before, event)
          ? [closeTasks('confirmByTelephone')]
          : [
              closeTasks('assessReply', 'confirmByTelephone'),
              trackerTask(after, 'assessReply', { dueAt: event.assessmentDueAt }),
            ]),
        ...telephoneRequest(after, event),
      ];
    case 'TelephoneCallDue':
      return [trackerTask(after, 'confirmByTelephone', {})];
    case 'ReplyConfirmedByTelephone':
    case 'ReplyLeftUnconfirmed':
      return [closeTasks('confirmByTelephone')];
    case 'SupplementRequested':
      return [
        closeTasks('assessReply'),
        letter(after, 'supplementRequested', `round-${event.round}-supplement`, {
          round: event.round,
          remark: event.missing,
          supplementDate: event.date,
          ...(roundOf(after).reply?.late === true ? { late: true } : {}),
        }),
      ];
    case 'SupplementMissed':
      // Before the deadline nobody is late: the respondent may still reply.
      return event.silentAt === undefined
        ? []
        : [trackerTask(after, 'recordFollowUp', { dueAt: event.silentAt })];
    case 'AssessmentOverdue':
      return [overdueTask(after, 'assessReply', event)];
    case 'ReplyAssessed':
      return [closeTasks('assessReply', 'confirmByTelephone'), ...assessmentLetter(after, event)];
    case 'ActionReopened':
      return [
        letter(after, 'actionReopened', `round-${event.round}-reopened-${roundOf(after).actionsReopened}`, {
          round: event.round,
          items: after.content.items.filter(({ number }) => number === event.item).map(({ text }) => text),
          remark: event.reason,
        }),
      ];
    case 'ExtensionRequested':
      return [trackerTask(after, 'decideExtension', {})];
    case 'ExtensionDenied':
      return [
        closeTasks('decideExtension'),
        letter(
          after,
          'extensionDenied',
          `round-${event.round}-extension-${roundOf(after).extensionsRequested}`,
          { round: event.round, remark: event.reason, ...deadlineOf(after) },
        ),
      ];
    case 'DeadlinePassed':
      return [trackerTask(after, 'recordFollowUp', { dueAt: event.silentAt })];
    case 'FollowUpOverdue':
      return [overdueTask(after, 'recordFollowUp', event)];
    case 'PolicyActionDeferred':
      return event.recounted === true || event.afterOutage === true
        ? []
        : [task('extendCalendar', 'centreAdministrator', { urgent: true })];
    case 'CalendarAdopted':
      return [closeTasks('extendCalendar')];
    case 'DeadlineMoved':
      return [closeTasks('recordFollowUp'), ...deadlineMoved(after, event)];
    case 'FollowUpRecorded':
      return [
        closeTasks(
          'recordFollowUp',
          'assessReply',
          'confirmByTelephone',
          'decideExtension',
          'extendCalendar',
        ),
        ...(event.result.kind === 'suspend'
          ? // The suspension's own written notice says it, once a second person has approved.
            []
          : [
              letter(
                after,
                'followUpResult',
                `follow-up-${event.round}`,
                {
                  round: event.round,
                  result: resultText(event.result),
                  ...(event.nextPlan === undefined ? {} : { deadline: event.nextPlan.date }),
                  ...extensionAnswered(before, event.round),
                },
                event.nextPlan !== undefined,
              ),
            ]),
      ];
    case 'SuspensionProposed':
      return [
        closeTasks('recordFollowUp', 'assessReply', 'confirmByTelephone', 'extendCalendar'),
        task('decideSuspension', 'supervisor', { dueAt: event.decideBy, urgent: true }),
      ];
    case 'ProposalOverdue':
      return [
        task('decideSuspension', event.escalated ? 'centreAdministrator' : 'supervisor', {
          dueAt: event.nextAt,
          urgent: true,
        }),
      ];
    case 'ProposalSetAside':
      return [closeTasks('decideSuspension'), trackerTask(after, 'recordFollowUp', {}), ...leftOpen(after)];
    case 'CureAccepted':
      return [letter(after, 'cureAccepted', 'cure-accepted', { remark: event.remark })];
    case 'SuspensionDecidedUpon':
      return [closeTasks('decideSuspension', 'recordFollowUp', 'confirmByTelephone'), startSuspension(after)];
    case 'SuspensionRefusedForNotice':
      return after.phase === 'proposed'
        ? [task('decideSuspension', 'supervisor', { dueAt: event.silentAt, urgent: true })]
        : [trackerTask(after, 'recordFollowUp', {}), ...leftOpen(after)];
    case 'ServiceSuspendedForNotice':
      return before.phase === 'suspending' && before.recall?.cause === 'repliedInTime'
        ? [task('reviewSuspension', 'supervisor', { urgent: true })]
        : [];
    case 'SuspensionSetAside':
      return [
        closeTasks('approveWithdrawal'),
        recallSuspension(after, 'repliedInTime', '改善對象於期限內已提出改善情形，撤銷中止服務之決定。'),
      ];
    case 'NoticeWithdrawn':
      return told(before) ? [letter(after, 'noticeWithdrawn', 'withdrawn', { reason: event.reason })] : [];
    case 'WithdrawalRequested':
      return [task('approveWithdrawal', 'supervisor', { dueAt: event.approvalDueAt, urgent: true })];
    case 'WithdrawalEscalated':
      return [task('approveWithdrawal', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'WithdrawalApproved':
      return [closeTasks('approveWithdrawal'), recallSuspension(after, 'withdrawn', event.reason)];
    case 'WithdrawalRefused':
    case 'WithdrawalLapsed':
      return [closeTasks('approveWithdrawal')];
    case 'TrackerReassigned':
      return [{ kind: 'reassignTasks', from: event.from, to: event.trackerId }];
    case 'DissolutionReported':
      return [task('approveDissolution', 'supervisor', { dueAt: event.approvalDueAt })];
    case 'DissolutionEscalated':
      return [task('approveDissolution', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'DissolutionApproved':
      return [
        letter(after, 'noticeDissolved', 'dissolved', {}),
        // It hears of every service that ends, and this one ends for good.
        { ...letter(after, 'noticeDissolved', 'dissolved', {}), recipient: { party: 'bureau' } },
        { kind: 'dissolve', organisationId: after.content.respondentId },
      ];
    case 'DissolutionRefused':
    case 'DissolutionLapsed':
      return [closeTasks('approveDissolution')];
    case 'NoticeClosed':
      return [closeTasks(...everyTask)];
  }
}

/** First the tracker is reminded, then the supervisor asked. */
const overdueTask = (
  state: Known,
  kind: TaskKind,
  { nextAt, escalated }: { readonly nextAt: Instant; readonly escalated: boolean },
): EffectDraft =>
  escalated
    ? task(kind, 'supervisor', { dueAt: nextAt, urgent: true })
    : trackerTask(state, kind, { dueAt: nextAt, urgent: true });

/** The respondent has heard of the notice, so it must hear of its end. */
const told = ({ phase }: NoticeState): boolean =>
  phase === 'tracking' || phase === 'proposed' || phase === 'suspending';

/** What was set aside by the suspension still waits: a reply that is not with the respondent, a request for time. */
function leftOpen(state: Known): readonly EffectDraft[] {
  const { reply, extension } = roundOf(state);
  return [
    ...(awaitsAssessment(reply) ? [trackerTask(state, 'assessReply', { dueAt: reply.assessmentDueAt })] : []),
    ...(extension === undefined ? [] : [trackerTask(state, 'decideExtension', {})]),
  ];
}

function roundOf(state: Known): Round {
  if (state.phase !== 'tracking') throw new TypeError('an event of a round belongs to a notice in one');
  return state.round;
}

/** A version that takes the place of one that waits to be assessed, within the time that was running. */
const isReplaced = (
  before: NoticeState,
  { assessmentDueAt }: Extract<RecordedNoticeEvent, { type: 'ReplyReceived' }>,
): boolean =>
  before.phase === 'tracking' &&
  awaitsAssessment(before.round.reply) &&
  before.round.reply.assessmentDueAt === assessmentDueAt;

/** Who is not done is told why; an assessment that accepts everything is followed by the follow-up's letter. */
function assessmentLetter(
  state: Known,
  { round, items }: Extract<RecordedNoticeEvent, { type: 'ReplyAssessed' }>,
): readonly EffectDraft[] {
  const rejected = items.filter(({ accepted }) => !accepted);
  if (rejected.length === 0) return [];
  return [
    letter(state, 'replyAssessed', `round-${round}-assessed-${roundOf(state).reply?.version ?? 0}`, {
      round,
      items: rejected.map(({ item, remark }) => `第 ${item} 項：${remark}`),
      ...answerableUntil(state),
    }),
  ];
}

/** A follow-up also answers a request for more time: granted or not, the round is used up. */
const extensionAnswered = (before: NoticeState, round: number): Partial<LetterFacts> =>
  before.phase === 'tracking' && before.round.extension !== undefined
    ? { remark: `貴機關（構）申請展期一案，併此核復，並計為第${chineseNumeral(round)}次追蹤。` }
    : {};

/** The result as the tracking sheet words it (seed 002). */
function resultText(result: Exclude<FollowUpResult, { kind: 'suspend' }>): string {
  switch (result.kind) {
    case 'complete':
      return '改善完成。';
    case 'extend':
      return `尚未完成，再給予改善期限至${formatRocLong(result.to)}。`;
    case 'other':
      return `其他：${result.text}`;
  }
}

function telephoneRequest(
  state: Known,
  { round, version, callDueAt }: Extract<RecordedNoticeEvent, { type: 'ReplyReceived' }>,
): readonly EffectDraft[] {
  if (callDueAt === undefined) return [];
  return [letter(state, 'telephoneRequest', `round-${round}-reply-${version}`, { round })];
}

function recallSuspension(state: Known, cause: RecallCause, reason: string): EffectDraft {
  if (state.phase !== 'suspending') throw new TypeError('only a suspension that was decided is called off');
  const { tenant, suspensionId } = state;
  return { kind: 'recallSuspension', tenant, suspensionId, cause, reason };
}
