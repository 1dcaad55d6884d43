import type { EffectDraft } from '../case/effect';
import type { CivilDate } from '../time/civil-date';
import { civilDateAt } from '../time/taipei';
import type { SuspensionOrigin } from './decision';
import {
  actuate,
  awaitCure,
  closeTasks,
  everyTask,
  letter,
  overdueTask,
  reportToNotice,
  task,
  tellThoseWhoWereTold,
  trackerTask,
} from './effect-drafts';
import { fallenPostponement, notExecuted, postponed } from './effects-of-date';
import type { RecordedSuspensionEvent } from './events';
import { isUndone, type EventOf } from './in-phase';
import { isEmergency } from './decision';
import type { SuspensionState } from './state';

/** What people are asked and told, and what the world is made to do, because this event happened. */
export function effectsOf(
  before: SuspensionState,
  event: RecordedSuspensionEvent,
  after: SuspensionState,
): readonly EffectDraft[] {
  if (after.phase === 'absent') return [];
  const { decision } = after;
  switch (event.type) {
    case 'SuspensionDecided':
      return [task('approveSuspension', 'supervisor', { dueAt: event.approvalDueAt })];
    case 'SuspensionApprovalEscalated':
      return [
        task(
          after.phase === 'awaitingApproval' && after.lapsed ? 'setEffectiveDate' : 'approveSuspension',
          'centreAdministrator',
          { dueAt: event.nextAt, urgent: true },
        ),
      ];
    case 'SuspensionApprovalLapsed':
      return [
        ...fallenPostponement(before),
        closeTasks('approveSuspension'),
        task('setEffectiveDate', 'supervisor', { urgent: true }),
      ];
    case 'SuspensionApproved':
      return [
        closeTasks('approveSuspension', 'setEffectiveDate'),
        // The date is part of the step: a notice of a new date is a new letter.
        letter(decision, 'respondent', 'suspensionNotice', `notice-${decision.effectiveDate}`, {
          gating: true,
        }),
      ];
    case 'SuspensionRefused':
      return [
        ...tellThoseWhoWereTold(before, 'suspensionCancelled', 'refused', { remark: event.reason }),
        ...reportToNotice(decision, 'refused'),
      ];
    case 'SuspensionNotified':
      return [
        closeTasks('serveSuspensionNotice'),
        letter(decision, 'bureau', 'suspensionReport', `report-${decision.effectiveDate}`),
      ];
    case 'SuspensionNoticeNotArrived':
      return [trackerTask(decision, 'serveSuspensionNotice', { urgent: true })];
    case 'SuspensionNotExecuted':
      return [
        ...fallenPostponement(before),
        closeTasks('serveSuspensionNotice'),
        ...notExecuted(before),
        task('setEffectiveDate', 'supervisor', { dueAt: event.dueAt, urgent: true }),
      ];
    case 'EffectiveDateOverdue':
      return [task('setEffectiveDate', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'EffectiveDateSet':
      return [
        ...fallenPostponement(before),
        closeTasks('setEffectiveDate'),
        task('approveSuspension', 'supervisor', { dueAt: event.approvalDueAt, urgent: true }),
      ];
    case 'SuspensionChangeRequested':
      return [task('approveChange', 'supervisor', { dueAt: event.approvalDueAt, urgent: true })];
    case 'ChangeApprovalEscalated':
      return [task('approveChange', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'SuspensionChangeRefused':
      return [closeTasks('approveChange')];
    case 'SuspensionCancelled':
      return [
        ...tellThoseWhoWereTold(before, 'suspensionCancelled', 'cancelled', { remark: event.reason }),
        ...reportToNotice(decision, 'cancelled'),
      ];
    case 'SuspensionRecalled':
      return [
        ...tellThoseWhoWereTold(before, 'suspensionCancelled', 'recalled', { remark: event.reason }),
        ...reportToNotice(decision, 'cancelled'),
      ];
    case 'DissolutionReported':
      return [task('approveDissolution', 'supervisor', { dueAt: event.approvalDueAt })];
    case 'DissolutionEscalated':
      return [task('approveDissolution', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'DissolutionRefused':
    case 'DissolutionLapsed':
      return [closeTasks('approveDissolution')];
    case 'DissolutionApproved':
      return [
        // Also those who had heard of no date: service ends for good.
        letter(decision, 'respondent', 'suspensionDissolved', 'dissolved', dateToldTo(before, 'respondent')),
        letter(decision, 'bureau', 'suspensionDissolved', 'dissolved', dateToldTo(before, 'bureau')),
        { kind: 'dissolve', organisationId: decision.respondentId },
        ...reportToNotice(decision, 'dissolved'),
      ];
    case 'SuspensionPostponed':
      return postponed(before, event, decision);
    case 'EmergencySuspensionOrdered':
      return [
        actuate(decision, 'off'),
        task('ratifyEmergency', 'supervisor', { dueAt: event.ratificationDueAt, urgent: true }),
      ];
    case 'RatificationOverdue':
      return [task('ratifyEmergency', 'centreAdministrator', { dueAt: event.nextAt, urgent: true })];
    case 'EmergencyRatified':
      return [closeTasks('ratifyEmergency')];
    case 'RatificationRefused':
      return [
        closeTasks('ratifyEmergency'),
        ...(isRestored(after)
          ? []
          : [
              letter(decision, 'authority', 'ratificationRefused', 'ratification-refused', {
                remark: event.reason,
              }),
            ]),
      ];
    case 'SuspensionExecutionOrdered':
      return [closeTasks('approveChange', 'serveSuspensionNotice'), actuate(decision, 'off')];
    case 'SuspensionExecutionRetried':
      return [actuate(decision, 'off')];
    case 'ActuationFailed':
      return [task('checkActuation', 'supervisor', { dueAt: event.retryAt, urgent: true })];
    case 'ServiceSuspended': {
      const template = isEmergency(decision) ? 'emergencySuspended' : 'suspensionExecuted';
      return [
        closeTasks('checkActuation'),
        // As it was done: after an outage later than was announced, and nothing is retroactive.
        letter(decision, 'respondent', template, 'executed', { effectiveDate: civilDateAt(event.at) }),
        letter(decision, 'bureau', template, 'executed', { effectiveDate: civilDateAt(event.at) }),
        ...reportToNotice(decision, 'executed'),
        awaitCure(decision, event.cureDueAt),
      ];
    }
    case 'CureOverdue':
      return [overdueTask(decision, 'awaitCure', event)];
    case 'CureSubmitted':
      return [closeTasks('awaitCure'), trackerTask(decision, 'assessCure', { dueAt: event.assessmentDueAt })];
    case 'CureAssessmentOverdue':
      return [overdueTask(decision, 'assessCure', event)];
    case 'CureAssessed':
      return [
        closeTasks('assessCure'),
        ...(event.accepted
          ? []
          : [
              letter(decision, 'respondent', 'cureRejected', `cure-${event.version}-rejected`, {
                remark: event.remark,
              }),
              awaitCure(decision, event.cureDueAt),
            ]),
      ];
    case 'ConfirmationRequested':
      return [
        closeTasks('awaitCure', 'assessCure'),
        // Where an emergency was not ratified, the letter that says so asks the authority.
        ...(event.urgent
          ? []
          : [letter(decision, 'authority', 'confirmationRequest', `confirmation-${event.request}`)]),
        task('confirmRestoration', 'authority', { dueAt: event.answerDueAt, urgent: event.urgent }),
      ];
    case 'ConfirmationOverdue':
      return [
        letter(
          decision,
          'authority',
          'confirmationReminder',
          `${requestStep(event.request, after)}-reminder-${event.times}`,
        ),
        task('requestConfirmationAgain', 'supervisor', { dueAt: event.nextAt, urgent: true }),
      ];
    case 'ConfirmationRequestedAgain':
      return [
        closeTasks('requestConfirmationAgain'),
        letter(decision, 'authority', 'confirmationRequest', requestStep(event.request, after)),
        task('confirmRestoration', 'authority', { dueAt: event.answerDueAt, urgent: true }),
      ];
    case 'RestorationRefused':
      return backToCure(decision, `refused-${event.request}`, event);
    case 'ConfirmationWithdrawn':
      return backToCure(decision, `withdrawn-${event.request}`, event);
    case 'ConfirmationLetterRecorded':
      return [task('approveConfirmationLetter', 'supervisor', { dueAt: event.approvalDueAt, urgent: true })];
    case 'ConfirmationLetterEscalated':
      return [
        task('approveConfirmationLetter', 'centreAdministrator', { dueAt: event.nextAt, urgent: true }),
      ];
    case 'ConfirmationLetterRefused':
      return [closeTasks('approveConfirmationLetter')];
    case 'RestorationConfirmed':
      return [closeTasks('confirmRestoration', 'requestConfirmationAgain', 'approveConfirmationLetter')];
    case 'RestorationOrdered':
      return [actuate(decision, 'on')];
    case 'ServiceRestored': {
      // Nobody hears that service is back while something else keeps it off.
      const template = event.serviceOn ? 'serviceRestored' : 'suspensionEnded';
      const facts = before.phase === 'restoring' ? { reference: before.reference } : {};
      return [
        letter(decision, 'respondent', template, 'restored', facts),
        letter(decision, 'bureau', template, 'restored', facts),
      ];
    }
    case 'CalendarAdopted':
      return [];
    case 'TrackerReassigned':
      return [
        {
          kind: 'reassignTasks',
          ...(event.from === undefined ? {} : { from: event.from }),
          to: event.trackerId,
        },
      ];
    case 'SuspensionClosed':
      return [
        closeTasks(...everyTask),
        ...(event.outcome === 'restored' ? reportToNotice(decision, 'restored') : []),
      ];
  }
}

/** Names a request to the authority, or the repetition of it that was made last. */
const requestStep = (request: number, state: SuspensionState): string => {
  const repeats = state.phase === 'awaitingConfirmation' ? state.repeats : 0;
  return `confirmation-${request}${repeats === 0 ? '' : `-again-${repeats}`}`;
};

/** The date that a party has heard of, where it is not the one that was decided last. */
const dateToldTo = (
  before: SuspensionState,
  party: 'respondent' | 'bureau',
): { readonly effectiveDate?: CivilDate } => {
  const effectiveDate = isUndone(before) ? before.told[party] : undefined;
  return effectiveDate === undefined ? {} : { effectiveDate };
};

/** The restoration has been ordered, or is done: there is nothing left to ask the authority for. */
const isRestored = ({ phase }: SuspensionState): boolean =>
  phase === 'confirmed' || phase === 'restoring' || phase === 'unratified' || phase === 'closed';

function backToCure(
  decision: SuspensionOrigin,
  step: string,
  { reason, cureDueAt }: EventOf<'RestorationRefused' | 'ConfirmationWithdrawn'>,
): readonly EffectDraft[] {
  return [
    closeTasks('confirmRestoration', 'requestConfirmationAgain', 'approveConfirmationLetter'),
    letter(decision, 'respondent', 'confirmationRefused', step, { remark: reason }),
    awaitCure(decision, cureDueAt),
  ];
}
