import type { CaseCore, CaseSummary, DecisionContext, Recorded, Wake } from '../case/case-core';
import { no, type Cell } from '../case/table';
import { refuse } from '../errors';
import { startOfDay } from '../time/taipei';
import type { SuspensionCommand, SuspensionCommandOf, SuspensionCommandType } from './commands';
import {
  approve,
  assessCure,
  confirm,
  open,
  recordActuation,
  recordDelivery,
  recordNonArrival,
  refuseApproval,
  refuseConfirmation,
  setEffectiveDate,
  submitCure,
} from './decide';
import { effectsOf } from './effects';
import { suspensionEventTypes, type SuspensionEvent, type SuspensionOutcome } from './events';
import { evolve } from './evolve';
import type { SuspensionIn, SuspensionPhase, SuspensionState } from './state';
import { nextWake, wake } from './wake';

/** Phase × command: every pair leads to events or to a refusal with a stable code; the compiler finds a gap. */
export type SuspensionTable = { readonly [P in SuspensionPhase]: SuspensionRow<P> };

type SuspensionRow<P extends SuspensionPhase> = {
  readonly [C in SuspensionCommandType]: SuspensionCell<P, C>;
};

type SuspensionCell<P extends SuspensionPhase, C extends SuspensionCommandType> = Cell<
  SuspensionIn<P>,
  SuspensionCommandOf<C>,
  SuspensionEvent
>;

/** A row whose decision, approval and notice lie before or behind the phase; the rest is refused with `otherwise`. */
const row = (
  decided: ReturnType<typeof no>,
  approved: ReturnType<typeof no>,
  otherwise: ReturnType<typeof no>,
): Record<Exclude<SuspensionCommandType, 'Wake'>, ReturnType<typeof no>> => ({
  DecideSuspension: decided,
  ApproveSuspension: approved,
  RefuseSuspension: approved,
  SetEffectiveDate: otherwise,
  RecordDelivery: otherwise,
  RecordNonArrival: otherwise,
  RecordActuation: no('suspension.notActuating'),
  SubmitCure: otherwise,
  AssessCure: otherwise,
  ConfirmRestoration: no('suspension.notAwaitingConfirmation'),
  RefuseRestoration: no('suspension.notAwaitingConfirmation'),
});

const absent = no('case.absent');
const decided = no('suspension.alreadyDecided');
const approved = no('suspension.alreadyApproved');
const executed = no('suspension.alreadyExecuted');
const closed = no('case.closed');

/** After execution: delivery and date are history, cure and confirmation are what is left. */
const afterExecution = (cure: ReturnType<typeof no>): ReturnType<typeof row> => ({
  ...row(decided, approved, executed),
  SubmitCure: cure,
  AssessCure: no('suspension.cureMissing'),
});

/** The reference for a suspension's behaviour. */
export const suspensionTable: SuspensionTable = {
  absent: { ...row(absent, absent, absent), DecideSuspension: open, Wake: wake },
  awaitingApproval: {
    ...row(decided, approved, no('suspension.awaitingApproval')),
    ApproveSuspension: approve,
    RefuseSuspension: refuseApproval,
    SetEffectiveDate: setEffectiveDate,
    Wake: wake,
  },
  notifying: {
    ...row(decided, approved, no('suspension.notExecuted')),
    SetEffectiveDate: no('suspension.notOverdue'),
    RecordDelivery: recordDelivery,
    RecordNonArrival: recordNonArrival,
    Wake: wake,
  },
  notified: {
    ...row(decided, approved, no('suspension.notExecuted')),
    SetEffectiveDate: no('suspension.notOverdue'),
    RecordDelivery: no('suspension.alreadyDelivered'),
    RecordNonArrival: no('suspension.alreadyDelivered'),
    Wake: wake,
  },
  notExecuted: {
    ...row(decided, approved, no('suspension.notExecuted')),
    SetEffectiveDate: setEffectiveDate,
    RecordDelivery: no('suspension.effectivePast'),
    RecordNonArrival: no('suspension.effectivePast'),
    Wake: wake,
  },
  executing: {
    ...row(decided, approved, no('suspension.inExecution')),
    RecordActuation: recordActuation,
    Wake: wake,
  },
  inForce: { ...afterExecution(executed), SubmitCure: submitCure, Wake: wake },
  assessing: {
    ...afterExecution(no('suspension.cureAlreadySubmitted')),
    AssessCure: assessCure,
    Wake: wake,
  },
  awaitingConfirmation: {
    ...afterExecution(no('suspension.awaitingConfirmation')),
    ConfirmRestoration: confirm,
    RefuseRestoration: refuseConfirmation,
    Wake: wake,
  },
  restoring: {
    ...afterExecution(no('suspension.restoring')),
    RecordActuation: recordActuation,
    Wake: wake,
  },
  closed: {
    ...row(closed, closed, closed),
    RecordActuation: closed,
    ConfirmRestoration: closed,
    RefuseRestoration: closed,
    Wake: wake,
  },
};

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
  return decideCell(state.phase, state, command.type, command, context);
}

function summaryOf(state: SuspensionState): CaseSummary | undefined {
  if (state.phase === 'absent') return undefined;
  const { tenant, caseNumber, respondentId, noticeId, effectiveDate } = state.decision;
  const next = nextWake(state);
  return {
    phase: state.phase,
    tenant,
    caseNumber,
    respondentId,
    closed: state.phase === 'closed',
    deadlineAt: startOfDay(effectiveDate),
    ...(noticeId === undefined ? {} : { noticeId }),
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
