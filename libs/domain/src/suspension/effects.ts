import type { Role } from '../case/actor';
import type { EffectDraft, LetterEffect, LetterFacts, TaskKind } from '../case/effect';
import { citeGround } from '../regulation/grounds';
import type { Instant } from '../time/taipei';
import type { SuspensionDecision } from './decision';
import type { RecordedSuspensionEvent } from './events';
import type { SuspensionState } from './state';

/** What people are asked and told, and what the world is made to do, because this event happened. */
export function effectsOf(
  _before: SuspensionState,
  event: RecordedSuspensionEvent,
  after: SuspensionState,
): readonly EffectDraft[] {
  if (after.phase === 'absent') return [];
  const { decision } = after;
  switch (event.type) {
    case 'SuspensionDecided':
      return [task('approveSuspension', 'supervisor', { dueAt: event.approvalDueAt })];
    case 'SuspensionApprovalEscalated':
      return [task('approveSuspension', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'SuspensionApprovalLapsed':
      return [task('setEffectiveDate', 'supervisor', { urgent: true })];
    case 'SuspensionApproved':
      return [
        closeTasks('approveSuspension', 'setEffectiveDate'),
        // The date is part of the step: a notice of a new date is a new letter.
        letter(decision, 'respondent', 'suspensionNotice', `notice-${decision.effectiveDate}`, true),
      ];
    case 'SuspensionRefused':
      return reportToNotice(decision, 'refused');
    case 'SuspensionNotified':
      return [
        closeTasks('serveSuspensionNotice'),
        letter(decision, 'bureau', 'suspensionReport', `report-${decision.effectiveDate}`),
      ];
    case 'SuspensionNoticeNotArrived':
      return [task('serveSuspensionNotice', 'tracker', { urgent: true })];
    case 'SuspensionNotExecuted':
      return [closeTasks('serveSuspensionNotice'), task('setEffectiveDate', 'supervisor', { urgent: true })];
    case 'EffectiveDateSet':
      return [
        closeTasks('setEffectiveDate'),
        task('approveSuspension', 'supervisor', { dueAt: event.approvalDueAt, urgent: true }),
      ];
    case 'SuspensionExecutionOrdered':
      return [{ kind: 'actuate', organisationId: decision.respondentId, desired: 'off' }];
    case 'ServiceSuspended':
      return [
        letter(decision, 'respondent', 'suspensionExecuted', 'executed'),
        letter(decision, 'bureau', 'suspensionExecuted', 'executed'),
        ...reportToNotice(decision, 'executed'),
        awaitCure,
      ];
    case 'CureSubmitted':
      return [closeTasks('awaitCure'), task('assessCure', 'tracker', {})];
    case 'CureAssessed':
      return [closeTasks('assessCure'), ...(event.accepted ? [] : [awaitCure])];
    case 'ConfirmationRequested':
      return [
        letter(decision, 'authority', 'confirmationRequest', `confirmation-${event.request}`),
        task('confirmRestoration', 'authority', { dueAt: event.answerDueAt }),
      ];
    case 'ConfirmationOverdue':
      return [task('requestConfirmationAgain', 'supervisor', { dueAt: event.nextAt, urgent: true })];
    case 'RestorationRefused':
      return [
        closeTasks('confirmRestoration', 'requestConfirmationAgain'),
        letter(decision, 'respondent', 'confirmationRefused', `refused-${event.request}`, false, {
          remark: event.reason,
        }),
        awaitCure,
      ];
    case 'RestorationConfirmed':
      return [closeTasks('confirmRestoration', 'requestConfirmationAgain')];
    case 'RestorationOrdered':
      return [{ kind: 'actuate', organisationId: decision.respondentId, desired: 'on' }];
    case 'ServiceRestored':
      return event.serviceOn
        ? [
            letter(decision, 'respondent', 'serviceRestored', 'restored', false, referenceOf(after)),
            letter(decision, 'bureau', 'serviceRestored', 'restored', false, referenceOf(after)),
          ]
        : [];
    case 'SuspensionClosed':
      return [
        closeTasks(...everyTask),
        ...(event.outcome === 'restored' ? reportToNotice(decision, 'restored') : []),
      ];
  }
}

const everyTask: readonly TaskKind[] = [
  'approveSuspension',
  'serveSuspensionNotice',
  'setEffectiveDate',
  'awaitCure',
  'assessCure',
  'confirmRestoration',
  'requestConfirmationAgain',
];

const closeTasks = (...tasks: readonly TaskKind[]): EffectDraft => ({ kind: 'closeTasks', tasks });

const task = (
  kind: TaskKind,
  role: Role,
  terms: { readonly dueAt?: Instant; readonly urgent?: boolean },
): EffectDraft => ({ kind: 'openTask', task: kind, role, urgent: false, ...terms });

/** While service is off somebody has the case in hand, however long the organisation is silent. */
const awaitCure = task('awaitCure', 'tracker', {});

const reportToNotice = (
  { noticeId, tenant }: SuspensionDecision,
  outcome: 'refused' | 'executed' | 'restored',
): readonly EffectDraft[] =>
  noticeId === undefined ? [] : [{ kind: 'reportToNotice', tenant, noticeId, outcome }];

const referenceOf = (state: SuspensionState): Partial<LetterFacts> =>
  state.phase === 'restoring' ? { reference: state.reference } : {};

function letter(
  decision: SuspensionDecision,
  party: LetterEffect['recipient']['party'],
  template: LetterEffect['template'],
  step: string,
  gating = false,
  facts: Partial<LetterFacts> = {},
): EffectDraft {
  return {
    kind: 'letter',
    lane: 'suspension',
    template,
    step,
    gating,
    recipient: party === 'respondent' ? { party, organisationId: decision.respondentId } : { party },
    facts: {
      caseNumber: decision.caseNumber,
      respondentName: decision.respondentName,
      confidential: decision.confidential,
      contactPersonId: decision.contactPersonId,
      reason: decision.reason,
      legalBases: [citeGround(decision.ground)],
      effectiveDate: decision.effectiveDate,
      ...facts,
    },
  };
}
