import type { Actor, DecisionContext, Instant, WorkCalendar } from '@xiangaitong/domain';
import type { CaseWorkflowInput } from '@xiangaitong/contracts/workflow';

/** No machine that is merely busy is later than this, real milliseconds. */
const LATE_BY_LOAD_MS = 10_000;

/** What a run decides by: its rules are its input's, but for the calendar that the case has adopted since. */
export const decisionContext = (
  { policy, clock }: CaseWorkflowInput<unknown>,
  calendar: WorkCalendar,
  actor: Actor,
  at: Instant,
): DecisionContext => ({ at, actor, calendar, policy, tolerance: LATE_BY_LOAD_MS * clock.scale });
