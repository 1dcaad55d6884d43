import type { DecisionContext } from '../case/case-core';
import {
  approveDissolution as agree,
  refuseDissolution as refuseIt,
  reportDissolution as report,
} from '../case/dissolution';
import { refuse } from '../errors';
import { ok } from '../result';
import type { SuspensionCommandOf } from './commands';
import type { SuspensionOutcome } from './events';
import { isBlank, notAnOfficer } from './second-person';
import type { DissolvableState, OpenState, UndoneState } from './state';

/** Its notice has decided so, by two officers or by its own rule; racing with execution the first recorded wins. */
export function recall(
  _state: UndoneState,
  { cause, reason }: SuspensionCommandOf<'RecallSuspension'>,
  { actor }: DecisionContext,
): SuspensionOutcome {
  if (actor.role !== 'system') return refuse('case.systemOnly');
  return ok([
    { type: 'SuspensionRecalled', cause, reason },
    { type: 'SuspensionClosed', outcome: 'cancelled' },
  ]);
}

/** Another one takes it in hand, by the rules of a notice's tracker. */
export function reassignTracker(
  { decision }: OpenState,
  { trackerId, reason, from }: SuspensionCommandOf<'ReassignTracker'>,
): SuspensionOutcome {
  const { trackerId: current } = decision;
  if (from !== undefined && from !== current) return refuse('suspension.otherTracker');
  if (isBlank(trackerId)) {
    return refuse('suspension.trackerMissing', [{ field: 'trackerId', message: '請指定追蹤人員。' }]);
  }
  if (trackerId === current) return refuse('suspension.sameTracker');
  if (isBlank(reason)) {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫改派理由。' }]);
  }
  return ok([
    { type: 'TrackerReassigned', ...(current === undefined ? {} : { from: current }), trackerId, reason },
  ]);
}

/** 裁撤: the case goes on until a supervisor has agreed. */
export const reportDissolution = (
  { dissolution }: DissolvableState,
  { reason }: SuspensionCommandOf<'CloseForDissolution'>,
  context: DecisionContext,
): SuspensionOutcome => notAnOfficer(context) ?? report(dissolution, reason, context);

/** Nothing is restored: the service of an organisation that is no more stays off. */
export function approveDissolution(
  state: DissolvableState,
  _command: SuspensionCommandOf<'ApproveDissolution'>,
  context: DecisionContext,
): SuspensionOutcome {
  const agreed = agree(state.dissolution, context);
  if (!agreed.ok) return agreed;
  // Every emergency is spoken upon by a second person, also one that ends so (點13-3).
  if ('ratification' in state && state.ratification?.outcome === 'pending') {
    return refuse('suspension.ratificationPending');
  }
  return ok([...agreed.value, { type: 'SuspensionClosed', outcome: 'dissolved' }]);
}

export const refuseDissolution = (
  { dissolution }: DissolvableState,
  { reason }: SuspensionCommandOf<'RefuseDissolution'>,
  context: DecisionContext,
): SuspensionOutcome => refuseIt(dissolution, reason, context);
