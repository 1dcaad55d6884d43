import { noShorter, recount } from '../case/calendar-adoption';
import type { DecisionContext } from '../case/case-core';
import { planOf } from '../case/clocks';
import { isInCharge, isOfficer } from '../case/actor';
import { refuse } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision, NoticeEvent } from './events';
import type { NoticeIn } from './state';

/**
 * An officer has chosen this case for another calendar. A round whose deadline it puts later is open until then, also
 * one that had failed; a deadline that it would put earlier stays, as it was told.
 */
export function adoptCalendar(
  state: NoticeIn<'tracking'> | NoticeIn<'proposed'>,
  command: NoticeCommandOf<'AdoptCalendar'>,
  { actor, at, calendar: own }: DecisionContext,
): NoticeDecision {
  if (!isOfficer(actor.role)) return refuse('case.officerOnly');
  // It takes back what those in charge have before them.
  if (state.phase === 'proposed' && !isInCharge(actor)) return refuse('case.supervisorOnly');
  const calendar = noShorter(command.calendar, own);
  if (calendar.version === own.version) return refuse('calendar.sameVersion');
  const { round, policy } = state;
  const counted = recount(round.plan, own, calendar);
  if (!counted.ok) return refuse('calendar.notCovered');
  const adopted = { type: 'CalendarAdopted', calendar } as const;
  if (counted.value.outcome !== 'later') return ok([adopted]);
  const plan = planOf(calendar, policy, at, counted.value.deadline);
  if (!plan.ok) return plan;
  const { number } = round;
  const reopened: readonly NoticeEvent[] =
    state.phase === 'proposed' ? [{ type: 'ProposalSetAside', round: number, cause: 'deadlineMoved' }] : [];
  return ok([
    adopted,
    ...reopened,
    { type: 'DeadlineMoved', round: number, earlierDate: round.plan.date, plan: plan.value },
  ]);
}
