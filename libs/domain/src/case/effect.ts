import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { SuspensionDecision } from '../suspension/decision';
import type { OrganisationId, PersonId, Role } from './actor';

/** The queue a letter leaves by, so that a storm of one kind never delays a more urgent one. */
export type Lane = 'ordinary' | 'suspension' | 'emergency';

/** Every letter the product sends; each has one wording per version of its template. */
export type LetterTemplate =
  | 'noticeIssued'
  | 'reminder'
  | 'telephoneRequest'
  | 'supplementRequested'
  | 'replyAssessed'
  | 'actionReopened'
  | 'extensionDenied'
  | 'followUpResult'
  | 'deadlineMoved'
  | 'cureAccepted'
  | 'noticeWithdrawn'
  | 'noticeDissolved'
  | 'suspensionNotice'
  | 'suspensionReport'
  | 'suspensionPostponed'
  | 'suspensionCancelled'
  | 'suspensionNotExecuted'
  | 'suspensionExecuted'
  | 'emergencySuspended'
  | 'ratificationRefused'
  | 'cureRejected'
  | 'confirmationRequest'
  | 'confirmationReminder'
  | 'confirmationRefused'
  | 'serviceRestored'
  | 'suspensionEnded'
  | 'suspensionDissolved';

/** `centre` is the office that issued: it hears of what it would not look for. */
export type LetterParty = 'respondent' | 'centre' | 'bureau' | 'authority';

/** Who a letter is for; the address is looked up when it is sent, never kept in a case. */
export interface Recipient {
  readonly party: LetterParty;
  /** Absent for bureau and authority: there is one of each. */
  readonly organisationId?: OrganisationId;
}

/** What a letter says, as data: short texts and civil dates, no personal data. */
export interface LetterFacts {
  readonly caseNumber: string;
  readonly respondentName: string;
  readonly confidential: boolean;
  readonly contactPersonId: PersonId;
  readonly reason?: string;
  readonly items?: readonly string[];
  readonly legalBases?: readonly string[];
  readonly deadline?: CivilDate;
  readonly effectiveDate?: CivilDate;
  /** The deadline or date that was put off. */
  readonly earlierDate?: CivilDate;
  /** 補正期限 */
  readonly supplementDate?: CivilDate;
  /** 逾期: the reply that the letter is about came too late. */
  readonly late?: true;
  readonly round?: number;
  readonly result?: string;
  readonly remark?: string;
  readonly reference?: string;
  /** What the ground of a suspension says, word for word (點13-2). */
  readonly ground?: string;
  /** 事態嚴重 of a suspension that is decided in the first round. */
  readonly seriousReason?: string;
}

export interface LetterEffect {
  readonly kind: 'letter';
  readonly id: string;
  readonly lane: Lane;
  readonly template: LetterTemplate;
  readonly recipient: Recipient;
  /** Names the step within the case, so that case, step and recipient make one Message-ID. */
  readonly step: string;
  /** True when the case waits to hear whether it arrived (a written notice). */
  readonly gating: boolean;
  readonly facts: LetterFacts;
}

/** What a person is asked to do. */
export type TaskKind =
  | 'approveNotice'
  | 'amendNotice'
  | 'serveNotice'
  | 'confirmByTelephone'
  | 'assessReply'
  | 'decideExtension'
  | 'recordFollowUp'
  | 'decideSuspension'
  | 'approveDissolution'
  | 'approveWithdrawal'
  | 'reviewSuspension'
  | 'extendCalendar'
  | 'approveSuspension'
  | 'serveSuspensionNotice'
  | 'setEffectiveDate'
  | 'awaitCure'
  | 'assessCure'
  | 'confirmRestoration'
  | 'requestConfirmationAgain'
  | 'approveConfirmationLetter'
  | 'approveChange'
  | 'ratifyEmergency'
  | 'checkActuation';

export interface OpenTaskEffect {
  readonly kind: 'openTask';
  readonly id: string;
  readonly task: TaskKind;
  readonly role: Role;
  readonly assigneeId?: PersonId;
  readonly dueAt?: Instant;
  readonly urgent: boolean;
}

/** Closes the tasks of these kinds that the case has open. */
export interface CloseTasksEffect {
  readonly kind: 'closeTasks';
  readonly id: string;
  readonly tasks: readonly TaskKind[];
}

/**
 * Hands the tasks that the case has open for one person to another; without `from`, those that it has
 * open for whoever tracks.
 */
export interface ReassignTasksEffect {
  readonly kind: 'reassignTasks';
  readonly id: string;
  readonly from?: PersonId;
  readonly to: PersonId;
}

/** 裁撤: the organisation is no more; its exchange service goes off and stays off, whatever is restored. */
export interface DissolveEffect {
  readonly kind: 'dissolve';
  readonly id: string;
  readonly organisationId: OrganisationId;
}

/** Starts the suspension's own workflow (點13 para 2 (十一), or as the tracker decided). */
export interface StartSuspensionEffect {
  readonly kind: 'startSuspension';
  readonly id: string;
  readonly suspensionId: string;
  readonly decision: SuspensionDecision;
}

/**
 * Why a notice calls its suspension off before its date: withdrawn by two officers, or because a reply that
 * had come in time was entered only afterwards.
 */
export type RecallCause = 'withdrawn' | 'repliedInTime';

/** Calls the suspension off that the notice has started, unless it has been executed. */
export interface RecallSuspensionEffect {
  readonly kind: 'recallSuspension';
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly suspensionId: string;
  readonly cause: RecallCause;
  readonly reason: string;
}

/** What became of the suspension that a notice started, as the suspension reports it. */
export type SuspensionReport = 'refused' | 'cancelled' | 'executed' | 'restored' | 'dissolved';

/** Tells a notice what became of the suspension it started. */
export interface ReportToNoticeEffect {
  readonly kind: 'reportToNotice';
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly noticeId: string;
  readonly outcome: SuspensionReport;
}

/** Brings the exchange service of an organisation to the state its suspensions call for (點5-3-5). */
export interface ActuateEffect {
  readonly kind: 'actuate';
  readonly id: string;
  readonly organisationId: OrganisationId;
  readonly desired: 'off' | 'on';
}

/** Carried out by the recording transaction itself: rows in the register. */
export type RegisterEffect =
  LetterEffect | OpenTaskEffect | CloseTasksEffect | ReassignTasksEffect | DissolveEffect;

/** Carried out by the case's workflow, after they are recorded. */
export type WorkflowEffect =
  StartSuspensionEffect | RecallSuspensionEffect | ReportToNoticeEffect | ActuateEffect;

export type Effect = RegisterEffect | WorkflowEffect;

/** An effect before its identifier is given. */
export type EffectDraft = Effect extends infer E ? (E extends Effect ? Omit<E, 'id'> : never) : never;

/** True for what the workflow has to carry out itself. */
export const isWorkflowEffect = (effect: Effect): effect is WorkflowEffect =>
  effect.kind === 'startSuspension' ||
  effect.kind === 'recallSuspension' ||
  effect.kind === 'reportToNotice' ||
  effect.kind === 'actuate';
