import { remindingClock } from '../case/clocks';
import type { DecisionContext } from '../case/case-core';
import { refuse, type DomainError } from '../errors';
import { ok, type Result } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { SuspensionCommandOf } from './commands';
import { cureClock, noReference } from './decide-restoration';
import type { SuspensionOutcome } from './events';
import { isBlank, missing, notAnOfficer, notSecond } from './second-person';
import type { SuspensionIn } from './state';

/** The authority answered by letter: what one officer copies from it a second one compares with it. */
export function recordLetter(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'RecordConfirmationLetter'>,
  context: DecisionContext,
): SuspensionOutcome {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  if (state.letter !== undefined) return refuse('suspension.letterPending');
  const { reference, date, personId } = command;
  if (isBlank(reference)) return noReference;
  const wrong = wrongDate(state, date, context);
  if (wrong !== undefined) return wrong;
  const approvalDueAt = remindingClock(context.calendar, context.at, context.policy.approvalWorkingDays);
  return ok([
    {
      type: 'ConfirmationLetterRecorded',
      request: state.requests,
      reference,
      date,
      personId,
      approvalDueAt,
    },
  ]);
}

export function approveLetter(
  state: SuspensionIn<'awaitingConfirmation'>,
  _command: SuspensionCommandOf<'ApproveConfirmationLetter'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (state.letter === undefined) return refuse('suspension.noConfirmationLetter');
  const { reference, recordedBy, recordedFor } = state.letter;
  const not = notSecond(context, recordedBy, recordedFor);
  return not ?? ok([{ type: 'RestorationConfirmed', request: state.requests, reference, recordedBy }]);
}

export function refuseLetter(
  state: SuspensionIn<'awaitingConfirmation'>,
  command: SuspensionCommandOf<'RefuseConfirmationLetter'>,
  context: DecisionContext,
): SuspensionOutcome {
  if (state.letter === undefined) return refuse('suspension.noConfirmationLetter');
  const not = notSecond(context, state.letter.recordedBy, state.letter.recordedFor);
  if (not !== undefined) return not;
  if (isBlank(command.reason)) return missing('reason');
  return ok([{ type: 'ConfirmationLetterRefused', reason: command.reason }]);
}

/** No letter of tomorrow, and none of before the authority was asked. */
function wrongDate(
  { askedAt }: SuspensionIn<'awaitingConfirmation'>,
  date: CivilDate,
  { at }: DecisionContext,
): Result<never, DomainError> | undefined {
  if (compareDates(date, civilDateAt(at)) > 0) {
    return refuse('suspension.letterInFuture', [{ field: 'date', message: '來文日期不能晚於今天。' }]);
  }
  // A letter of an earlier day cannot be the answer to this request: it may have been refused since.
  return compareDates(date, civilDateAt(askedAt)) < 0
    ? refuse('suspension.letterTooOld', [{ field: 'date', message: '來文日期不能早於請求確認之日。' }])
    : undefined;
}

/** The authority refused by letter: as if it had said so here. One officer is enough, since nothing is restored. */
export function recordRefusalLetter(
  state: SuspensionIn<'awaitingConfirmation'>,
  { reference, date, reason }: SuspensionCommandOf<'RecordRefusalLetter'>,
  context: DecisionContext,
): SuspensionOutcome {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  // One officer's entry does not throw away another's that waits for its second person.
  if (state.letter !== undefined) return refuse('suspension.letterPending');
  if (isBlank(reference)) {
    return refuse('suspension.refusalIncomplete', [{ field: 'reference', message: '請填寫來文文號。' }]);
  }
  const wrong = wrongDate(state, date, context);
  if (wrong !== undefined) return wrong;
  if (isBlank(reason)) return missing('reason');
  const refused = { request: state.requests, reason, cureDueAt: cureClock(context) };
  return ok([{ type: 'RestorationRefused', ...refused, letter: { reference, date } }]);
}

/** The authority was silent beyond its time: it is asked for the same once more. */
export function requestAgain(
  state: SuspensionIn<'awaitingConfirmation'>,
  _command: SuspensionCommandOf<'RequestConfirmationAgain'>,
  context: DecisionContext,
): SuspensionOutcome {
  const stranger = notAnOfficer(context);
  if (stranger !== undefined) return stranger;
  if (state.letter !== undefined) return refuse('suspension.letterPending');
  // Otherwise asking every day would keep its clock from ever running out.
  if (state.reminders === 0) return refuse('suspension.confirmationNotOverdue');
  const { calendar, policy, at } = context;
  const answerDueAt = remindingClock(calendar, at, policy.authorityWorkingDays);
  const times = state.repeats + 1;
  return ok([{ type: 'ConfirmationRequestedAgain', request: state.requests, times, answerDueAt }]);
}
