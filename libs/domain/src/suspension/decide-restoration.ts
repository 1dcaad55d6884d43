import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse } from '../errors';
import { ok } from '../result';
import type { Instant } from '../time/taipei';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionOutcome } from './events';
import { isBlank, missing } from './second-person';
import type { SuspensionIn } from './state';

/** How long after a cut that did not hold it is tried again. */
const RETRY_AFTER_MS = 15 * 60_000;

export function recordActuation(
  state: SuspensionIn<'executing'> | SuspensionIn<'restoring'>,
  command: SuspensionCommandOf<'RecordActuation'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'system') return refuse('case.systemOnly');
  const awaited = state.phase === 'executing' ? 'off' : 'on';
  if (command.desired !== awaited) return refuse('suspension.notActuating');
  if (state.phase === 'executing') {
    if (!command.serviceOn) return ok([{ type: 'ServiceSuspended', cureDueAt: cureClock(context) }]);
    // What is on is not suspended, whatever was ordered: nobody is told so, somebody looks, it is cut again.
    const attempt = state.failures + 1;
    return ok([{ type: 'ActuationFailed', attempt, retryAt: context.at + RETRY_AFTER_MS }]);
  }
  const restored = { type: 'ServiceRestored', serviceOn: command.serviceOn } as const;
  // An emergency that nobody has ratified stays open for that.
  if (state.ratification?.outcome === 'pending') return ok([restored]);
  return ok([restored, { type: 'SuspensionClosed', outcome: 'restored' }]);
}

/** When somebody asks after a cure that has not come. */
export const cureClock = ({ calendar, policy, at }: DecisionContext): Instant =>
  remindingClock(calendar, at, policy.cureReminderWorkingDays);

export function submitCure(
  state: SuspensionIn<'inForce'>,
  command: SuspensionCommandOf<'SubmitCure'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (isBlank(command.statement)) return missing('statement');
  const { statement, fillerPersonId } = command;
  const { calendar, policy, at } = context;
  return ok([
    {
      type: 'CureSubmitted',
      version: state.cures + 1,
      statement,
      fillerPersonId,
      assessmentDueAt: remindingClock(calendar, at, policy.assessmentWorkingDays),
    },
  ]);
}

export function assessCure(
  state: SuspensionIn<'assessing'>,
  command: SuspensionCommandOf<'AssessCure'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { accepted, remark } = command;
  if (!accepted && isBlank(remark)) return missing('remark');
  const cureDueAt = cureClock(context);
  const assessed = { type: 'CureAssessed', version: state.cures, accepted, remark, cureDueAt } as const;
  if (!accepted) return ok([assessed]);
  const answerDueAt = remindingClock(context.calendar, context.at, context.policy.authorityWorkingDays);
  const request = state.requests + 1;
  return ok([assessed, { type: 'ConfirmationRequested', request, answerDueAt, urgent: false }]);
}

/** 點13-3: restored only after the cybersecurity authority has confirmed and notified. */
export function confirm(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'ConfirmRestoration'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');
  if (isBlank(command.reference)) return noReference;
  return ok([{ type: 'RestorationConfirmed', request: state.requests, reference: command.reference }]);
}

export const noReference = refuse('suspension.confirmationIncomplete', [
  { field: 'reference', message: '請填寫確認文號。' },
]);

export function refuseConfirmation(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'RefuseRestoration'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');
  if (isBlank(command.reason)) return missing('reason');
  const { reason } = command;
  return ok([{ type: 'RestorationRefused', request: state.requests, reason, cureDueAt: cureClock(context) }]);
}

/** As good as a refusal, until restoration has begun. */
export function withdrawConfirmation(
  state: SuspensionIn<'awaitingConfirmation'> | SuspensionIn<'confirmed'>,
  command: SuspensionCommandOf<'WithdrawConfirmation'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');
  if (state.phase === 'awaitingConfirmation' && state.letter === undefined) {
    return refuse('suspension.notConfirmed');
  }
  if (isBlank(command.reason)) return missing('reason');
  const { reason } = command;
  return ok([
    { type: 'ConfirmationWithdrawn', request: state.requests, reason, cureDueAt: cureClock(context) },
  ]);
}
