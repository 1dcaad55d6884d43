import { remindingClock } from '../case/clocks';
import type { DecisionContext, Wake } from '../case/case-core';
import { escalateDissolution } from '../case/dissolution';
import type { Policy } from '../policy/policy';
import { ok } from '../result';
import { startOfDay, type Instant } from '../time/taipei';
import type { SuspensionEvent, SuspensionOutcome } from './events';
import { isDissolvable } from './in-phase';
import type { RatifiableState, SuspensionState, UndoneState } from './state';

/** One thing that falls due, and what comes of it. */
interface Clock {
  readonly at: Instant;
  readonly ring: (context: DecisionContext) => SuspensionEvent;
}

/** The instant at which service ends if all is in order: 00:00 of the effective date, Asia/Taipei. */
const effectiveAt = (state: UndoneState): Instant => startOfDay(state.decision.effectiveDate);

/** The next time that people are reminded of something; policy gives the term in working days. */
const next = (context: DecisionContext, term: (policy: Policy) => number): Instant =>
  remindingClock(context.calendar, context.at, term(context.policy));

const approval = (context: DecisionContext): Instant =>
  next(context, ({ approvalWorkingDays }) => approvalWorkingDays);

/** Every clock that runs, of two at one instant the first; a case that waits has one, or waits for its effects. */
const clocksOf = (state: SuspensionState): readonly Clock[] => [
  ...phaseClocks(state),
  ...dissolutionClock(state),
];

function phaseClocks(state: SuspensionState): readonly Clock[] {
  switch (state.phase) {
    case 'awaitingApproval':
      return [
        ...(state.lapsed
          ? []
          : [{ at: effectiveAt(state), ring: () => ({ type: 'SuspensionApprovalLapsed' }) as const }]),
        {
          at: state.approvalDueAt,
          ring: (context) => ({ type: 'SuspensionApprovalEscalated', nextAt: approval(context) }),
        },
        ...changeClock(state),
      ];
    case 'notifying':
      return [
        {
          at: effectiveAt(state),
          ring: (context) => ({ type: 'SuspensionNotExecuted', dueAt: approval(context) }),
        },
        ...changeClock(state),
      ];
    case 'notified':
      return [
        { at: effectiveAt(state), ring: () => ({ type: 'SuspensionExecutionOrdered' }) },
        ...changeClock(state),
      ];
    case 'notExecuted':
      return [
        {
          at: state.dueAt,
          ring: (context) => ({
            type: 'EffectiveDateOverdue',
            times: state.reminders + 1,
            nextAt: approval(context),
          }),
        },
        ...changeClock(state),
      ];
    case 'executing':
      return [
        ...(state.retryAt === undefined
          ? []
          : [
              {
                at: state.retryAt,
                ring: () => ({ type: 'SuspensionExecutionRetried', attempt: state.failures + 1 }) as const,
              },
            ]),
        ...ratificationClock(state),
      ];
    case 'inForce':
      return [
        {
          at: state.dueAt,
          ring: (context) => ({
            type: 'CureOverdue',
            times: state.reminders + 1,
            nextAt: next(context, ({ cureReminderWorkingDays }) => cureReminderWorkingDays),
          }),
        },
        ...ratificationClock(state),
      ];
    case 'assessing':
      return [
        {
          at: state.dueAt,
          ring: (context) => ({
            type: 'CureAssessmentOverdue',
            times: state.reminders + 1,
            nextAt: next(context, ({ assessmentWorkingDays }) => assessmentWorkingDays),
          }),
        },
        ...ratificationClock(state),
      ];
    case 'awaitingConfirmation':
      return [
        state.letter === undefined
          ? {
              // Silence restores nothing: the authority is reminded, and the supervisor is told to ask again.
              at: state.answerDueAt,
              ring: (context) => ({
                type: 'ConfirmationOverdue',
                request: state.requests,
                times: state.reminders + 1,
                nextAt: next(context, ({ authorityWorkingDays }) => authorityWorkingDays),
              }),
            }
          : {
              at: state.letter.approvalDueAt,
              ring: (context) => ({ type: 'ConfirmationLetterEscalated', nextAt: approval(context) }),
            },
        ...ratificationClock(state),
      ];
    case 'confirmed':
      return [
        { at: state.confirmedAt, ring: () => ({ type: 'RestorationOrdered' }) },
        ...ratificationClock(state),
      ];
    case 'restoring':
    case 'unratified':
      return ratificationClock(state);
    case 'absent':
    case 'closed':
      return [];
  }
}

const changeClock = ({ change }: UndoneState): readonly Clock[] =>
  change === undefined
    ? []
    : [
        {
          at: change.approvalDueAt,
          ring: (context) => ({ type: 'ChangeApprovalEscalated', nextAt: approval(context) }),
        },
      ];

const dissolutionClock = (state: SuspensionState): readonly Clock[] =>
  isDissolvable(state) && state.dissolution !== undefined
    ? [{ at: state.dissolution.approvalDueAt, ring: escalateDissolution }]
    : [];

const ratificationClock = ({ ratification }: RatifiableState): readonly Clock[] =>
  ratification?.outcome === 'pending'
    ? [
        {
          at: ratification.dueAt,
          ring: (context) => ({ type: 'RatificationOverdue', nextAt: approval(context) }),
        },
      ]
    : [];

const earliest = (clocks: readonly Clock[]): Clock | undefined =>
  clocks.reduce<Clock | undefined>(
    (first, clock) => (first === undefined || clock.at < first.at ? clock : first),
    undefined,
  );

/** The earliest instant at which the suspension moves by itself. */
export const nextWake = (state: SuspensionState): Instant | undefined => earliest(clocksOf(state))?.at;

/** Does the one thing that is due; nothing when woken early. */
export function wake(state: SuspensionState, _wake: Wake, context: DecisionContext): SuspensionOutcome {
  const due = earliest(clocksOf(state));
  return ok(due === undefined || due.at > context.at ? [] : [due.ring(context)]);
}
