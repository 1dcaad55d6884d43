import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { isSecond } from '../case/four-eyes';
import { refuse } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import type { NoticeIn, NoticeState } from './state';

type Suspending = NoticeIn<'suspending'>;

const noReason = (message: string): NoticeDecision =>
  refuse('case.reasonMissing', [{ field: 'reason', message }]);

/** 撤回, with a reason; before a suspension is decided one person may. */
export const withdraw = (
  _state: NoticeState,
  { reason }: NoticeCommandOf<'WithdrawNotice'>,
): NoticeDecision =>
  reason.trim() === ''
    ? noReason('請填寫撤回理由。')
    : ok([
        { type: 'NoticeWithdrawn', reason },
        { type: 'NoticeClosed', outcome: 'withdrawn' },
      ]);

/** Once a suspension is decided upon, two officers withdraw; until the second one has, all goes on as it was. */
export function requestWithdrawal(
  state: Suspending,
  { reason }: NoticeCommandOf<'WithdrawNotice'>,
  { calendar, at }: DecisionContext,
): NoticeDecision {
  if (state.executed) return refuse('notice.suspensionExecuted');
  if (state.recall !== undefined) return refuse('notice.suspensionRecalled');
  if (state.withdrawal !== undefined) return refuse('notice.withdrawalPending');
  if (reason.trim() === '') return noReason('請填寫撤回理由。');
  const approvalDueAt = remindingClock(calendar, at, state.policy.approvalWorkingDays);
  return ok([{ type: 'WithdrawalRequested', reason, approvalDueAt }]);
}

/** Racing with execution the suspension decides: it reports which of the two it recorded first. */
export function approveWithdrawal(
  state: Suspending,
  _command: NoticeCommandOf<'ApproveWithdrawal'>,
  context: DecisionContext,
): NoticeDecision {
  const { withdrawal } = state;
  if (withdrawal === undefined) return refuse('notice.noWithdrawal');
  const { reason, requestedBy, requestedFor } = withdrawal;
  if (!isSecond(context.actor, requestedBy, requestedFor)) return refuse('case.fourEyes');
  return ok([{ type: 'WithdrawalApproved', reason, requestedBy }]);
}

export function refuseWithdrawal(
  { withdrawal }: Suspending,
  { reason }: NoticeCommandOf<'RefuseWithdrawal'>,
  { actor }: DecisionContext,
): NoticeDecision {
  if (withdrawal === undefined) return refuse('notice.noWithdrawal');
  if (!isSecond(actor, withdrawal.requestedBy, withdrawal.requestedFor)) return refuse('case.fourEyes');
  if (reason.trim() === '') return noReason('請填寫不同意的理由。');
  return ok([{ type: 'WithdrawalRefused', reason }]);
}

/** What the suspension reports of itself, each report once. */
export function recordOutcome(
  state: Suspending,
  { suspensionId, outcome }: NoticeCommandOf<'RecordSuspensionOutcome'>,
  context: DecisionContext,
): NoticeDecision {
  if (context.actor.role !== 'system') return refuse('case.systemOnly');
  if (suspensionId !== state.suspensionId) return refuse('notice.noSuspension');
  const { withdrawal, recall } = state;
  const late = withdrawal !== undefined || recall?.cause === 'withdrawn';
  const lapsed = late ? ([{ type: 'WithdrawalLapsed', suspension: outcome }] as const) : [];
  switch (outcome) {
    case 'executed':
      return ok([...lapsed, { type: 'ServiceSuspendedForNotice', suspensionId }]);
    case 'restored':
      return ok([{ type: 'NoticeClosed', outcome: 'restored' }]);
    case 'dissolved':
      return ok([...lapsed, { type: 'NoticeClosed', outcome: 'dissolved' }]);
    case 'refused':
    case 'cancelled':
      if (state.executed) return refuse('notice.noSuspension');
      if (recall?.cause === 'withdrawn') {
        return ok([
          { type: 'NoticeWithdrawn', reason: recall.reason },
          { type: 'NoticeClosed', outcome: 'withdrawn' },
        ]);
      }
      return ok([
        ...lapsed,
        {
          type: 'SuspensionRefusedForNotice',
          suspensionId,
          silentAt: remindingClock(context.calendar, context.at, state.policy.trackerSilenceWorkingDays),
          ...(outcome === 'cancelled' ? { cancelled: true as const } : {}),
        },
      ]);
  }
}
