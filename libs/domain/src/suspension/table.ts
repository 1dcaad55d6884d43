import { extendCalendar } from '../case/calendar-adoption';
import { no, type Cell } from '../case/table';
import type { SuspensionCommandOf, SuspensionCommandType } from './commands';
import {
  approve,
  decide,
  recordDelivery,
  recordNonArrival,
  refuseApproval,
  setEffectiveDate,
} from './decide';
import {
  approveDissolution,
  reassignTracker,
  recall,
  refuseDissolution,
  reportDissolution,
} from './decide-closure';
import { approveChange, cancel, postpone, refuseChange } from './decide-change';
import { orderEmergency, ratify, refuseRatification } from './decide-emergency';
import {
  approveLetter,
  recordLetter,
  recordRefusalLetter,
  refuseLetter,
  requestAgain,
} from './decide-confirmation';
import {
  assessCure,
  confirm,
  recordActuation,
  refuseConfirmation,
  submitCure,
  withdrawConfirmation,
} from './decide-restoration';
import type { SuspensionEvent } from './events';
import type { SuspensionIn, SuspensionPhase } from './state';
import { wake } from './wake';

/** Phase × command: every pair leads to events or to a refusal with a stable code; the compiler finds a gap. */
export type SuspensionTable = { readonly [P in SuspensionPhase]: SuspensionRow<P> };

export type SuspensionRow<P extends SuspensionPhase> = {
  readonly [C in SuspensionCommandType]: SuspensionCell<P, C>;
};

export type SuspensionCell<P extends SuspensionPhase, C extends SuspensionCommandType> = Cell<
  SuspensionIn<P>,
  SuspensionCommandOf<C>,
  SuspensionEvent
>;

type No = ReturnType<typeof no>;

const absent = no('case.absent');
const decided = no('suspension.alreadyDecided');
const approved = no('suspension.alreadyApproved');
const executed = no('suspension.alreadyExecuted');
const closed = no('case.closed');
const notEmergency = no('suspension.notEmergency');
const notAsked = no('suspension.notAwaitingConfirmation');

/** A row whose decision, approval and notice lie before or behind the phase; the rest is refused with `otherwise`. */
const row = (
  opening: No,
  approval: No,
  otherwise: No,
): Record<Exclude<SuspensionCommandType, 'Wake'>, No> => ({
  DecideSuspension: opening,
  OrderEmergencySuspension: opening,
  ApproveSuspension: approval,
  RefuseSuspension: approval,
  SetEffectiveDate: otherwise,
  RecordDelivery: otherwise,
  RecordNonArrival: otherwise,
  CancelSuspension: otherwise,
  PostponeSuspension: otherwise,
  ApproveChange: otherwise,
  RefuseChange: otherwise,
  RecallSuspension: otherwise,
  CloseForDissolution: otherwise,
  ApproveDissolution: otherwise,
  RefuseDissolution: otherwise,
  RatifyEmergency: otherwise,
  RefuseRatification: otherwise,
  RecordActuation: no('suspension.notActuating'),
  SubmitCure: otherwise,
  AssessCure: otherwise,
  ConfirmRestoration: notAsked,
  RefuseRestoration: notAsked,
  RecordConfirmationLetter: notAsked,
  ApproveConfirmationLetter: notAsked,
  RefuseConfirmationLetter: notAsked,
  RecordRefusalLetter: notAsked,
  RequestConfirmationAgain: notAsked,
  WithdrawConfirmation: no('suspension.notConfirmed'),
  ReassignTracker: otherwise,
  ExtendCalendar: otherwise,
});

/** What is open has a person in charge, and may get another one. */
const open = (...terms: Parameters<typeof row>) => ({
  ...row(...terms),
  ReassignTracker: reassignTracker,
  ExtendCalendar: extendCalendar,
  Wake: wake,
});

/** 裁撤, while nothing is under way. */
const dissolution = {
  CloseForDissolution: reportDissolution,
  ApproveDissolution: approveDissolution,
  RefuseDissolution: refuseDissolution,
};

/** Before execution: it may be cancelled or postponed, and nobody ratifies what has not been executed. */
const beforeExecution = (otherwise: No) => ({
  ...open(decided, approved, otherwise),
  CancelSuspension: cancel,
  PostponeSuspension: postpone,
  ApproveChange: approveChange,
  RefuseChange: refuseChange,
  RecallSuspension: recall,
  ...dissolution,
  RatifyEmergency: notEmergency,
  RefuseRatification: notEmergency,
});

/** After execution: delivery and date are history, cure and confirmation are what is left, and ratification. */
const afterExecution = (cure: No) => ({
  ...open(decided, approved, executed),
  RatifyEmergency: ratify,
  RefuseRatification: refuseRatification,
  SubmitCure: cure,
  AssessCure: no('suspension.cureMissing'),
});

const notOverdue = no('suspension.notOverdue');
const delivered = no('suspension.alreadyDelivered');
const past = no('suspension.effectivePast');
const confirmed = no('suspension.alreadyConfirmed');
const restoring = no('suspension.restoring');

/** The reference for a suspension's behaviour. */
export const suspensionTable: SuspensionTable = {
  absent: {
    ...row(absent, absent, absent),
    DecideSuspension: decide,
    OrderEmergencySuspension: orderEmergency,
    Wake: wake,
  },
  awaitingApproval: {
    ...beforeExecution(no('suspension.awaitingApproval')),
    ApproveSuspension: approve,
    RefuseSuspension: refuseApproval,
    SetEffectiveDate: setEffectiveDate,
  },
  notifying: {
    ...beforeExecution(no('suspension.notExecuted')),
    SetEffectiveDate: notOverdue,
    RecordDelivery: recordDelivery,
    RecordNonArrival: recordNonArrival,
  },
  notified: {
    ...beforeExecution(no('suspension.notExecuted')),
    SetEffectiveDate: notOverdue,
    RecordDelivery: delivered,
    RecordNonArrival: delivered,
  },
  notExecuted: {
    ...beforeExecution(no('suspension.notExecuted')),
    SetEffectiveDate: setEffectiveDate,
    RecordDelivery: past,
    RecordNonArrival: past,
  },
  executing: {
    ...open(decided, approved, no('suspension.inExecution')),
    RecordActuation: recordActuation,
    RatifyEmergency: ratify,
    RefuseRatification: refuseRatification,
  },
  inForce: { ...afterExecution(executed), ...dissolution, SubmitCure: submitCure },
  assessing: {
    ...afterExecution(no('suspension.cureAlreadySubmitted')),
    ...dissolution,
    AssessCure: assessCure,
  },
  awaitingConfirmation: {
    ...afterExecution(no('suspension.awaitingConfirmation')),
    ...dissolution,
    ConfirmRestoration: confirm,
    RefuseRestoration: refuseConfirmation,
    RecordConfirmationLetter: recordLetter,
    ApproveConfirmationLetter: approveLetter,
    RefuseConfirmationLetter: refuseLetter,
    RecordRefusalLetter: recordRefusalLetter,
    RequestConfirmationAgain: requestAgain,
    WithdrawConfirmation: withdrawConfirmation,
  },
  confirmed: {
    ...afterExecution(confirmed),
    CloseForDissolution: confirmed,
    ApproveDissolution: confirmed,
    RefuseDissolution: confirmed,
    ConfirmRestoration: confirmed,
    RefuseRestoration: confirmed,
    RecordConfirmationLetter: confirmed,
    ApproveConfirmationLetter: confirmed,
    RefuseConfirmationLetter: confirmed,
    RecordRefusalLetter: confirmed,
    RequestConfirmationAgain: confirmed,
    WithdrawConfirmation: withdrawConfirmation,
  },
  restoring: {
    ...afterExecution(restoring),
    CloseForDissolution: restoring,
    ApproveDissolution: restoring,
    RefuseDissolution: restoring,
    RecordActuation: recordActuation,
    WithdrawConfirmation: restoring,
  },
  unratified: {
    ...open(decided, approved, no('suspension.restored')),
    RatifyEmergency: ratify,
    RefuseRatification: refuseRatification,
    WithdrawConfirmation: no('suspension.restored'),
  },
  closed: {
    ...row(closed, closed, closed),
    RecordActuation: closed,
    ConfirmRestoration: closed,
    RefuseRestoration: closed,
    RecordConfirmationLetter: closed,
    ApproveConfirmationLetter: closed,
    RefuseConfirmationLetter: closed,
    RecordRefusalLetter: closed,
    RequestConfirmationAgain: closed,
    WithdrawConfirmation: closed,
    Wake: wake,
  },
};
