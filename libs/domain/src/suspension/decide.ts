import { checkEffectiveDate, remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse } from '../errors';
import { ok } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt, startOfDay } from '../time/taipei';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionOutcome } from './events';
import type { SuspensionIn } from './state';

/** Opens the case; a second person has to approve (點13-2, 附錄四). */
export function open(
  _state: SuspensionIn<'absent'>,
  command: SuspensionCommandOf<'DecideSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { decision } = command;
  const { actor, calendar, policy, at } = context;
  // No one decides in another's name: the second person would be the first. A notice reports by the system.
  if (actor.role !== 'system' && actor.personId !== decision.decidedBy) return refuse('case.fourEyes');
  const approvalDueAt = remindingClock(calendar, at, policy.approvalWorkingDays);
  return ok([{ type: 'SuspensionDecided', decision, approvalDueAt }]);
}

/** Never the person who decided; never for a date that has passed. */
export function approve(
  state: SuspensionIn<'awaitingApproval'>,
  _command: SuspensionCommandOf<'ApproveSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.personId === state.decision.decidedBy) return refuse('case.fourEyes');
  if (startOfDay(state.decision.effectiveDate) <= context.at) return refuse('suspension.effectivePast');
  return ok([{ type: 'SuspensionApproved' }]);
}

export function refuseApproval(
  state: SuspensionIn<'awaitingApproval'>,
  command: SuspensionCommandOf<'RefuseSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.personId === state.decision.decidedBy) return refuse('case.fourEyes');
  if (command.reason.trim() === '') return missing('reason');
  return ok([
    { type: 'SuspensionRefused', reason: command.reason },
    { type: 'SuspensionClosed', outcome: 'refused' },
  ]);
}

/** A date that has passed cannot be mended by approval or delivery: the date is set anew, nothing is retroactive. */
export function setEffectiveDate(
  state: SuspensionIn<'awaitingApproval'> | SuspensionIn<'notExecuted'>,
  command: SuspensionCommandOf<'SetEffectiveDate'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (startOfDay(state.decision.effectiveDate) > context.at) return refuse('suspension.notOverdue');
  const { effectiveDate, nonWorkingDayReason } = command;
  const date = checkEffectiveDate(
    context.calendar,
    context.policy,
    context.at,
    effectiveDate,
    nonWorkingDayReason,
  );
  if (!date.ok) return date;
  return ok([
    {
      type: 'EffectiveDateSet',
      effectiveDate,
      approvalDueAt: remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays),
      ...(nonWorkingDayReason === undefined ? {} : { nonWorkingDayReason }),
    },
  ]);
}

const namesAnotherDate = (
  { decision }: SuspensionIn<'notifying'>,
  { effectiveDate = decision.effectiveDate }: { readonly effectiveDate?: CivilDate },
): boolean => effectiveDate !== decision.effectiveDate;

/** Only what has reached the organisation before the date: not what will, nor what nothing proves. */
export function recordDelivery(
  state: SuspensionIn<'notifying'>,
  command: SuspensionCommandOf<'RecordDelivery'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { proof } = command;
  if (namesAnotherDate(state, command)) return refuse('suspension.notYetDelivered');
  if (startOfDay(state.decision.effectiveDate) <= context.at) return refuse('suspension.effectivePast');
  if (proof.kind === 'served') {
    if (compareDates(proof.date, civilDateAt(context.at)) > 0) {
      return refuse('suspension.notYetDelivered', [
        { field: 'proof.date', message: '送達日期不能晚於今天。' },
      ]);
    }
    if (proof.proof.trim() === '') return missing('proof.proof');
  }
  return ok([{ type: 'SuspensionNotified', proof }]);
}

export const recordNonArrival = (
  state: SuspensionIn<'notifying'>,
  command: SuspensionCommandOf<'RecordNonArrival'>,
): SuspensionOutcome =>
  ok(namesAnotherDate(state, command) ? [] : [{ type: 'SuspensionNoticeNotArrived', why: command.why }]);

export function recordActuation(
  state: SuspensionIn<'executing'> | SuspensionIn<'restoring'>,
  command: SuspensionCommandOf<'RecordActuation'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'system') return refuse('case.systemOnly');
  const awaited = state.phase === 'executing' ? 'off' : 'on';
  if (command.desired !== awaited) return refuse('suspension.notActuating');
  if (state.phase === 'executing') return ok([{ type: 'ServiceSuspended' }]);
  return ok([
    { type: 'ServiceRestored', serviceOn: command.serviceOn },
    { type: 'SuspensionClosed', outcome: 'restored' },
  ]);
}

export function submitCure(
  state: SuspensionIn<'inForce'>,
  command: SuspensionCommandOf<'SubmitCure'>,
): SuspensionOutcome {
  if (command.statement.trim() === '') return missing('statement');
  const { statement, fillerPersonId } = command;
  return ok([{ type: 'CureSubmitted', version: state.cures + 1, statement, fillerPersonId }]);
}

export function assessCure(
  state: SuspensionIn<'assessing'>,
  command: SuspensionCommandOf<'AssessCure'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { accepted, remark } = command;
  if (!accepted && remark.trim() === '') return missing('remark');
  const assessed = { type: 'CureAssessed', version: state.cures, accepted, remark } as const;
  if (!accepted) return ok([assessed]);
  const answerDueAt = remindingClock(context.calendar, context.at, context.policy.authorityWorkingDays);
  return ok([assessed, { type: 'ConfirmationRequested', request: state.requests + 1, answerDueAt }]);
}

/** 點13-3: restored only after the cybersecurity authority has confirmed and notified. */
export function confirm(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'ConfirmRestoration'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');
  if (command.reference.trim() === '') {
    return refuse('suspension.confirmationIncomplete', [{ field: 'reference', message: '請填寫確認文號。' }]);
  }
  return ok([
    { type: 'RestorationConfirmed', request: state.requests, reference: command.reference },
    { type: 'RestorationOrdered' },
  ]);
}

export function refuseConfirmation(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'RefuseRestoration'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (context.actor.role !== 'authority') return refuse('suspension.authorityOnly');
  if (command.reason.trim() === '') return missing('reason');
  return ok([{ type: 'RestorationRefused', request: state.requests, reason: command.reason }]);
}

const missing = (field: string): SuspensionOutcome =>
  refuse('case.reasonMissing', [{ field, message: '請填寫說明。' }]);
