import type { CaseCore, CaseSummary, DecisionContext, Recorded, Wake } from '../case/case-core';
import { lapsingBefore } from '../case/dissolution';
import { refuse } from '../errors';
import { ok } from '../result';
import { startOfDay } from '../time/taipei';
import type { SuspensionCommand, SuspensionCommandOf, SuspensionCommandType } from './commands';
import { effectsOf } from './effects';
import { suspensionEventTypes, type SuspensionEvent, type SuspensionOutcome } from './events';
import { evolve } from './evolve';
import type { SuspensionIn, SuspensionPhase, SuspensionState } from './state';
import { suspensionTable, type SuspensionCell, type SuspensionRow } from './table';
import { nextWake } from './wake';

export { suspensionTable } from './table';

function decideCell<P extends SuspensionPhase, C extends SuspensionCommandType>(
  phase: P,
  state: SuspensionIn<P>,
  type: C,
  command: SuspensionCommandOf<C>,
  context: DecisionContext,
): SuspensionOutcome {
  const cells: SuspensionRow<P> = suspensionTable[phase];
  const cell: SuspensionCell<P, C> = cells[type];
  return cell(state, command, context);
}

function decide(
  state: SuspensionState,
  command: SuspensionCommand | Wake,
  context: DecisionContext,
): SuspensionOutcome {
  if (command.type === 'Wake' && context.actor.role !== 'system') return refuse('case.systemOnly');
  const decision = decideCell(state.phase, state, command.type, command, context);
  if (!decision.ok) return decision;
  const pending = 'dissolution' in state ? state.dissolution : undefined;
  return ok(lapsingBefore(pending, decision.value, endsWithoutDissolution));
}

/** From here on 裁撤 is reported anew, or not at all. */
const endsWithoutDissolution = (event: SuspensionEvent): boolean =>
  event.type === 'RestorationOrdered' || (event.type === 'SuspensionClosed' && event.outcome !== 'dissolved');

function summaryOf(state: SuspensionState): CaseSummary | undefined {
  if (state.phase === 'absent') return undefined;
  const { tenant, caseNumber, respondentId, respondentName, noticeId, trackerId, effectiveDate } =
    state.decision;
  const next = nextWake(state);
  return {
    phase: state.phase,
    tenant,
    caseNumber,
    respondentId,
    respondentName,
    closed: state.phase === 'closed',
    deadlineAt: startOfDay(effectiveDate),
    ...(noticeId === undefined ? {} : { noticeId }),
    ...(trackerId === undefined ? {} : { trackerId }),
    ...(next === undefined ? {} : { nextWakeAt: next }),
  };
}

/** 中止服務, from decision to restoration. */
export const suspensionCore: CaseCore<SuspensionState, SuspensionCommand, SuspensionEvent> = {
  kind: 'suspension',
  initial: { phase: 'absent' },
  decide,
  evolve,
  nextWake,
  effectsOf,
  summaryOf,
  isClosed: (state) => state.phase === 'closed',
  owns: (event): event is Recorded<SuspensionEvent> => Object.hasOwn(suspensionEventTypes, event.type),
};
