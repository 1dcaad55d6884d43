import { remindingClock } from '../case/clocks';
import type { DecisionContext, Wake } from '../case/case-core';
import { ok } from '../result';
import { startOfDay, type Instant } from '../time/taipei';
import type { SuspensionOutcome } from './events';
import type { SuspensionState } from './state';

/** The instant at which service ends if all is in order: 00:00 of the effective date, Asia/Taipei. */
const effectiveAt = (state: Exclude<SuspensionState, { phase: 'absent' }>): Instant =>
  startOfDay(state.decision.effectiveDate);

/** The earliest instant at which the suspension moves by itself. */
export function nextWake(state: SuspensionState): Instant | undefined {
  switch (state.phase) {
    case 'awaitingApproval':
      return state.lapsed ? state.approvalDueAt : Math.min(state.approvalDueAt, effectiveAt(state));
    case 'notifying':
    case 'notified':
      return effectiveAt(state);
    case 'awaitingConfirmation':
      return state.answerDueAt;
    case 'absent':
    case 'notExecuted':
    case 'executing':
    case 'inForce':
    case 'assessing':
    case 'restoring':
    case 'closed':
      return undefined;
  }
}

/** Does the one thing that is due; nothing when woken early. */
export function wake(state: SuspensionState, _wake: Wake, context: DecisionContext): SuspensionOutcome {
  const due = nextWake(state);
  if (due === undefined || due > context.at) return ok([]);
  switch (state.phase) {
    case 'awaitingApproval':
      if (!state.lapsed && effectiveAt(state) <= context.at)
        return ok([{ type: 'SuspensionApprovalLapsed' }]);
      return ok([
        { type: 'SuspensionApprovalEscalated', nextAt: clock(context, context.policy.approvalWorkingDays) },
      ]);
    case 'notifying':
      return ok([{ type: 'SuspensionNotExecuted' }]);
    case 'notified':
      return ok([{ type: 'SuspensionExecutionOrdered' }]);
    case 'awaitingConfirmation':
      // Silence restores nothing: the supervisor is told to ask again.
      return ok([
        {
          type: 'ConfirmationOverdue',
          request: state.requests,
          nextAt: clock(context, context.policy.authorityWorkingDays),
        },
      ]);
    case 'absent':
    case 'notExecuted':
    case 'executing':
    case 'inForce':
    case 'assessing':
    case 'restoring':
    case 'closed':
      return ok([]);
  }
}

const clock = (context: DecisionContext, workingDays: number): Instant =>
  remindingClock(context.calendar, context.at, workingDays);
