import type { EffectDraft } from '../case/effect';
import type { CivilDate } from '../time/civil-date';
import type { SuspensionOrigin } from './decision';
import { closeTasks, letter } from './effect-drafts';
import { isUndone, type EventOf } from './in-phase';
import type { SuspensionState } from './state';

/** The bureau has heard of a date on which nothing happened: it was put off, and the new notice did not arrive. */
export const notExecuted = (before: SuspensionState): readonly EffectDraft[] =>
  isUndone(before) && before.told.bureau !== undefined
    ? [
        letter(
          before.decision,
          'bureau',
          'suspensionNotExecuted',
          `not-executed-${before.decision.effectiveDate}`,
        ),
      ]
    : [];

/** A postponement that was asked for falls when its date has come. */
export const fallenPostponement = (before: SuspensionState): readonly EffectDraft[] =>
  isUndone(before) && before.change?.change.kind === 'postpone' ? [closeTasks('approveChange')] : [];

/** The respondent's letter is the written notice of the new date, and the case waits for its arrival. */
export function postponed(
  before: SuspensionState,
  event: EventOf<'SuspensionPostponed'>,
  decision: SuspensionOrigin,
): readonly EffectDraft[] {
  const closed = closeTasks('approveChange', 'serveSuspensionNotice');
  if (!isUndone(before)) return [closed];
  const { told } = before;
  const earlier = (earlierDate: CivilDate) => ({ earlierDate, remark: event.reason });
  const waits = before.phase !== 'awaitingApproval';
  const step = `notice-${event.effectiveDate}`;
  return [
    closed,
    // Where nobody has been told of the old date, approval tells of the new one.
    ...(waits
      ? [
          letter(decision, 'respondent', 'suspensionPostponed', step, {
            ...earlier(told.respondent ?? before.decision.effectiveDate),
            gating: true,
          }),
        ]
      : []),
    ...(told.bureau === undefined
      ? []
      : [
          letter(
            decision,
            'bureau',
            'suspensionPostponed',
            `postponed-${event.effectiveDate}`,
            earlier(told.bureau),
          ),
        ]),
  ];
}
