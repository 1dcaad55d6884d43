import { extendCalendar } from '../case/calendar-adoption';
import type { CaseCore, CaseSummary, DecisionContext, Recorded, Wake } from '../case/case-core';
import { lapsingBefore } from '../case/dissolution';
import { no, type Cell } from '../case/table';
import { refuse } from '../errors';
import { ok } from '../result';
import type { NoticeCommand, NoticeCommandOf, NoticeCommandType } from './commands';
import { decideSuspension, recordFollowUp } from './decide-follow-up';
import { approveDissolution, reassignTracker, refuseDissolution, reportDissolution } from './decide-closure';
import { acceptCure } from './decide-cure';
import { recordDelivery, recordNonArrival } from './decide-delivery';
import { denyExtension, requestExtension } from './decide-extension';
import { approve, returnToDrafter, submit } from './decide-issue';
import {
  assessReply,
  confirmByTelephone,
  reopenAction,
  submitReply,
  submitReplyAfterAll,
  submitReplyAfterDecision,
} from './decide-reply';
import { requestSupplement } from './decide-supplement';
import {
  approveWithdrawal,
  recordOutcome,
  refuseWithdrawal,
  requestWithdrawal,
  withdraw,
} from './decide-withdrawal';
import { adoptCalendar } from './decide-calendar';
import { effectsOf } from './effects';
import { noticeEventTypes, type NoticeDecision, type NoticeEvent } from './events';
import { evolve } from './evolve';
import type { NoticeIn, NoticePhase, NoticeState } from './state';
import { nextWake, wake } from './wake';

/** Phase × command: every pair leads to events or to a refusal with a stable code; the compiler finds a gap. */
export type NoticeTable = { readonly [P in NoticePhase]: NoticeRow<P> };

type NoticeRow<P extends NoticePhase> = { readonly [C in NoticeCommandType]: NoticeCell<P, C> };

type NoticeCell<P extends NoticePhase, C extends NoticeCommandType> = Cell<
  NoticeIn<P>,
  NoticeCommandOf<C>,
  NoticeEvent
>;

const everything = (
  cell: ReturnType<typeof no>,
): Record<Exclude<NoticeCommandType, 'Wake'>, typeof cell> => ({
  SubmitNotice: cell,
  ApproveNotice: cell,
  ReturnNotice: cell,
  RecordDelivery: cell,
  RecordNonArrival: cell,
  SubmitReply: cell,
  RecordTelephoneConfirmation: cell,
  RequestSupplement: cell,
  AssessReply: cell,
  ReopenAction: cell,
  RequestExtension: cell,
  DenyExtension: cell,
  RecordFollowUp: cell,
  DecideSuspension: cell,
  AcceptCure: cell,
  RecordSuspensionOutcome: cell,
  WithdrawNotice: cell,
  ApproveWithdrawal: cell,
  RefuseWithdrawal: cell,
  ReassignTracker: cell,
  CloseForDissolution: cell,
  ApproveDissolution: cell,
  RefuseDissolution: cell,
  ExtendCalendar: cell,
  AdoptCalendar: cell,
});

/** The reference for a notice's behaviour. */
export const noticeTable: NoticeTable = {
  absent: { ...everything(no('case.absent')), SubmitNotice: submit, Wake: wake },
  awaitingApproval: {
    ...everything(no('notice.awaitingApproval')),
    SubmitNotice: no('notice.alreadySubmitted'),
    ApproveNotice: approve,
    ReturnNotice: returnToDrafter,
    WithdrawNotice: withdraw,
    ReassignTracker: reassignTracker,
    ExtendCalendar: extendCalendar,
    Wake: wake,
  },
  returned: {
    ...everything(no('notice.returned')),
    SubmitNotice: submit,
    WithdrawNotice: withdraw,
    ReassignTracker: reassignTracker,
    ExtendCalendar: extendCalendar,
    Wake: wake,
  },
  tracking: {
    SubmitNotice: no('notice.alreadySubmitted'),
    ApproveNotice: no('notice.alreadyIssued'),
    ReturnNotice: no('notice.alreadyIssued'),
    RecordDelivery: recordDelivery,
    RecordNonArrival: recordNonArrival,
    SubmitReply: submitReply,
    RecordTelephoneConfirmation: confirmByTelephone,
    RequestSupplement: requestSupplement,
    AssessReply: assessReply,
    ReopenAction: reopenAction,
    RequestExtension: requestExtension,
    DenyExtension: denyExtension,
    RecordFollowUp: recordFollowUp,
    DecideSuspension: no('notice.noSuspensionProposed'),
    AcceptCure: no('notice.noSuspensionProposed'),
    RecordSuspensionOutcome: no('notice.noSuspension'),
    WithdrawNotice: withdraw,
    ApproveWithdrawal: no('notice.noWithdrawal'),
    RefuseWithdrawal: no('notice.noWithdrawal'),
    ReassignTracker: reassignTracker,
    CloseForDissolution: reportDissolution,
    ApproveDissolution: approveDissolution,
    RefuseDissolution: refuseDissolution,
    ExtendCalendar: extendCalendar,
    AdoptCalendar: adoptCalendar,
    Wake: wake,
  },
  proposed: {
    ...everything(no('notice.notInRound')),
    SubmitNotice: no('notice.alreadySubmitted'),
    ApproveNotice: no('notice.alreadyIssued'),
    ReturnNotice: no('notice.alreadyIssued'),
    RecordDelivery: recordDelivery,
    RecordNonArrival: recordNonArrival,
    SubmitReply: submitReplyAfterAll,
    RecordTelephoneConfirmation: confirmByTelephone,
    DecideSuspension: decideSuspension,
    AcceptCure: acceptCure,
    RecordSuspensionOutcome: no('notice.noSuspension'),
    WithdrawNotice: withdraw,
    ApproveWithdrawal: no('notice.noWithdrawal'),
    RefuseWithdrawal: no('notice.noWithdrawal'),
    ReassignTracker: reassignTracker,
    CloseForDissolution: reportDissolution,
    ApproveDissolution: approveDissolution,
    RefuseDissolution: refuseDissolution,
    ExtendCalendar: extendCalendar,
    AdoptCalendar: adoptCalendar,
    Wake: wake,
  },
  suspending: {
    ...everything(no('notice.suspensionDecided')),
    SubmitNotice: no('notice.alreadySubmitted'),
    ApproveNotice: no('notice.alreadyIssued'),
    ReturnNotice: no('notice.alreadyIssued'),
    RecordDelivery: recordDelivery,
    RecordNonArrival: recordNonArrival,
    SubmitReply: submitReplyAfterDecision,
    RecordSuspensionOutcome: recordOutcome,
    WithdrawNotice: requestWithdrawal,
    ApproveWithdrawal: approveWithdrawal,
    RefuseWithdrawal: refuseWithdrawal,
    ReassignTracker: reassignTracker,
    RefuseDissolution: refuseDissolution,
    ExtendCalendar: extendCalendar,
    Wake: wake,
  },
  closed: { ...everything(no('case.closed')), Wake: wake },
};

function decideCell<P extends NoticePhase, C extends NoticeCommandType>(
  phase: P,
  state: NoticeIn<P>,
  type: C,
  command: NoticeCommandOf<C>,
  context: DecisionContext,
): NoticeDecision {
  const row: NoticeRow<P> = noticeTable[phase];
  const cell: NoticeCell<P, C> = row[type];
  return cell(state, command, context);
}

function decide(state: NoticeState, command: NoticeCommand | Wake, context: DecisionContext): NoticeDecision {
  if (command.type === 'Wake' && context.actor.role !== 'system') return refuse('case.systemOnly');
  const decision = decideCell(state.phase, state, command.type, command, context);
  if (!decision.ok) return decision;
  const pending = 'dissolution' in state ? state.dissolution : undefined;
  return ok(lapsingBefore(pending, decision.value, endsWithoutDissolution));
}

const endsWithoutDissolution = (event: NoticeEvent): boolean =>
  event.type === 'NoticeClosed' && event.outcome !== 'dissolved';

function summaryOf(state: NoticeState): CaseSummary | undefined {
  if (state.phase === 'absent') return undefined;
  const next = nextWake(state);
  return {
    phase: state.phase,
    tenant: state.tenant,
    caseNumber: state.caseNumber,
    respondentId: state.content.respondentId,
    respondentName: state.content.respondentName,
    trackerId: state.content.trackerId,
    closed: state.phase === 'closed',
    ...('round' in state ? { round: state.round.number, deadlineAt: state.round.plan.instant } : {}),
    ...(next === undefined ? {} : { nextWakeAt: next }),
  };
}

/** 限期改善單, from submission to its end. */
export const noticeCore: CaseCore<NoticeState, NoticeCommand, NoticeEvent> = {
  kind: 'notice',
  initial: { phase: 'absent' },
  decide,
  evolve,
  nextWake,
  effectsOf,
  summaryOf,
  isClosed: (state) => state.phase === 'closed',
  owns: (event): event is Recorded<NoticeEvent> => Object.hasOwn(noticeEventTypes, event.type),
};
