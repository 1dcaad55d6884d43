import { checkEffectiveDate, remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type DomainError } from '../errors';
import { groundOfFailedRounds, regulationInForce } from '../regulation/grounds';
import { ok, type Result } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt, startOfDay } from '../time/taipei';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionOutcome } from './events';
import { inCharge, isBlank, isOwnDecision, missing, notAnOfficer, notSecond } from './second-person';
import type { SuspensionIn } from './state';

/** Opens the case; a second person has to approve (點13-2, 附錄四). */
export function decide(
  _state: SuspensionIn<'absent'>,
  command: SuspensionCommandOf<'DecideSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const { decision } = command;
  const { actor, calendar, policy, at } = context;
  // No one decides in another's name: the second person would be the first. A notice reports by the system.
  if (actor.role !== 'system' && !isOwnDecision(actor, decision)) return refuse('case.fourEyes');
  const wrong = actor.role === 'system' ? undefined : wrongAlone(command, context);
  if (wrong !== undefined) return wrong;
  const approvalDueAt = remindingClock(calendar, at, policy.approvalWorkingDays);
  return ok([
    {
      type: 'SuspensionDecided',
      decision: { ...decision, ...inCharge(actor, decision) },
      approvalDueAt,
      policy,
      edition: regulationInForce,
      calendarVersion: calendar.version,
    },
  ]);
}

/** What a notice has checked before it decides; one that stands alone needs no notice before it (點13-2). */
function wrongAlone(
  { decision, noJustifiableReason }: SuspensionCommandOf<'DecideSuspension'>,
  context: DecisionContext,
): Result<never, DomainError> | undefined {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  if (isBlank(decision.reason)) return missing('reason');
  if (isBlank(decision.contactPersonId)) return missing('contactPersonId');
  // 點13-2(四) is about exchange centres; only the management layer can use it.
  if (decision.ground === 4 && context.actor.role !== 'bureau') {
    return refuse('suspension.groundReserved', [
      { field: 'ground', message: '第四款由管理層機關使用，請改選其他款次。' },
    ]);
  }
  if (decision.ground === groundOfFailedRounds && noJustifiableReason !== true) {
    return refuse('suspension.justifiable', [
      { field: 'noJustifiableReason', message: '請確認改善對象無正當理由。' },
    ]);
  }
  const { effectiveDate, nonWorkingDayReason } = decision;
  const { calendar, policy, at } = context;
  const date = checkEffectiveDate(calendar, policy, at, effectiveDate, nonWorkingDayReason);
  return date.ok ? undefined : date;
}

/** Never the person who decided; never for a date that has passed. */
export function approve(
  state: SuspensionIn<'awaitingApproval'>,
  _command: SuspensionCommandOf<'ApproveSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const not = notSecond(context, state.decision.decidedBy, state.decision.decidedFor);
  if (not !== undefined) return not;
  if (startOfDay(state.decision.effectiveDate) <= context.at) return refuse('suspension.effectivePast');
  return ok([{ type: 'SuspensionApproved' }]);
}

export function refuseApproval(
  state: SuspensionIn<'awaitingApproval'>,
  command: SuspensionCommandOf<'RefuseSuspension'>,
  context: DecisionContext,
): SuspensionOutcome {
  const not = notSecond(context, state.decision.decidedBy, state.decision.decidedFor);
  if (not !== undefined) return not;
  if (isBlank(command.reason)) return missing('reason');
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
  const { calendar, policy, at } = context;
  const date = checkEffectiveDate(calendar, policy, at, effectiveDate, nonWorkingDayReason);
  if (!date.ok) return date;
  return ok([
    {
      type: 'EffectiveDateSet',
      effectiveDate,
      approvalDueAt: remindingClock(calendar, at, policy.approvalWorkingDays),
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
    if (compareDates(proof.date, civilDateAt(context.at)) > 0) return notServedOn('送達日期不能晚於今天。');
    // What was served before this notice was written was another one: of a date that has been put off.
    if (compareDates(proof.date, civilDateAt(state.sentAt)) < 0) {
      return notServedOn('送達日期不能早於本次書面通知的日期。');
    }
    if (isBlank(proof.proof)) return missing('proof.proof');
  }
  return ok([{ type: 'SuspensionNotified', proof }]);
}

const notServedOn = (message: string): SuspensionOutcome =>
  refuse('suspension.notYetDelivered', [{ field: 'proof.date', message }]);

export const recordNonArrival = (
  state: SuspensionIn<'notifying'>,
  command: SuspensionCommandOf<'RecordNonArrival'>,
): SuspensionOutcome =>
  ok(namesAnotherDate(state, command) ? [] : [{ type: 'SuspensionNoticeNotArrived', why: command.why }]);
