import type { PersonId, Role } from '../case/actor';
import type {
  EffectDraft,
  LetterFacts,
  LetterParty,
  LetterTemplate,
  SuspensionReport,
  TaskKind,
} from '../case/effect';
import type { Instant } from '../time/taipei';
import { groundText } from '../regulation/grounds';
import { citeOrigin, isEmergency, type SuspensionDecision, type SuspensionOrigin } from './decision';
import { isUndone } from './in-phase';
import type { SuspensionState } from './state';

/** Every task that a suspension opens; none outlives it. */
export const everyTask: readonly TaskKind[] = [
  'approveSuspension',
  'serveSuspensionNotice',
  'setEffectiveDate',
  'approveChange',
  'approveDissolution',
  'ratifyEmergency',
  'checkActuation',
  'awaitCure',
  'assessCure',
  'confirmRestoration',
  'requestConfirmationAgain',
  'approveConfirmationLetter',
];

export const closeTasks = (...tasks: readonly TaskKind[]): EffectDraft => ({ kind: 'closeTasks', tasks });

interface TaskTerms {
  readonly dueAt?: Instant;
  readonly urgent?: boolean;
  readonly assigneeId?: PersonId;
}

export const task = (kind: TaskKind, role: Role, terms: TaskTerms): EffectDraft => ({
  kind: 'openTask',
  task: kind,
  role,
  urgent: false,
  ...terms,
});

/** Of the person who has the case in hand; where there is none, of whoever tracks. */
export const trackerTask = ({ trackerId }: SuspensionOrigin, kind: TaskKind, terms: TaskTerms): EffectDraft =>
  task(kind, 'tracker', { ...(trackerId === undefined ? {} : { assigneeId: trackerId }), ...terms });

/** First whoever has the case in hand is reminded, then the supervisor asked. */
export const overdueTask = (
  origin: SuspensionOrigin,
  kind: TaskKind,
  { times, nextAt }: { readonly times: number; readonly nextAt: Instant },
): EffectDraft =>
  times === 1
    ? trackerTask(origin, kind, { dueAt: nextAt, urgent: true })
    : task(kind, 'supervisor', { dueAt: nextAt, urgent: true });

/** While service is off somebody has the case in hand, however long the organisation is silent. */
export const awaitCure = (origin: SuspensionOrigin, dueAt: Instant): EffectDraft =>
  trackerTask(origin, 'awaitCure', { dueAt });

export const actuate = ({ respondentId }: SuspensionOrigin, desired: 'off' | 'on'): EffectDraft => ({
  kind: 'actuate',
  organisationId: respondentId,
  desired,
});

export const reportToNotice = (
  { noticeId, tenant }: SuspensionOrigin,
  outcome: SuspensionReport,
): readonly EffectDraft[] =>
  noticeId === undefined ? [] : [{ kind: 'reportToNotice', tenant, noticeId, outcome }];

/** Facts beside those that every letter of a suspension has, and whether the case waits for its arrival. */
type LetterTerms = Partial<LetterFacts> & { readonly gating?: boolean };

export function letter(
  origin: SuspensionOrigin,
  party: LetterParty,
  template: LetterTemplate,
  step: string,
  { gating = false, ...facts }: LetterTerms = {},
): EffectDraft {
  return {
    kind: 'letter',
    lane: isEmergency(origin) ? 'emergency' : 'suspension',
    template,
    step,
    gating,
    recipient: party === 'respondent' ? { party, organisationId: origin.respondentId } : { party },
    facts: {
      caseNumber: origin.caseNumber,
      respondentName: origin.respondentName,
      confidential: origin.confidential,
      contactPersonId: origin.contactPersonId,
      reason: origin.reason,
      legalBases: [citeOrigin(origin)],
      effectiveDate: origin.effectiveDate,
      ...(isEmergency(origin) ? { reference: origin.reference } : groundOf(origin)),
      ...facts,
    },
  };
}

/** The ground as a sentence can quote it, without the full stop; and what made it 事態嚴重. */
const groundOf = ({ ground, seriousReason }: SuspensionDecision): Partial<LetterFacts> => ({
  ground: groundText(ground).replace(/。$/, ''),
  ...(seriousReason === undefined ? {} : { seriousReason }),
});

/** Whoever has heard that service would end hears that it will not, of the date that they have heard of. */
export function tellThoseWhoWereTold(
  before: SuspensionState,
  template: LetterTemplate,
  step: string,
  facts: Partial<LetterFacts>,
): readonly EffectDraft[] {
  if (!isUndone(before)) return [];
  const { told, decision } = before;
  return [
    ...(told.respondent === undefined
      ? []
      : [letter(decision, 'respondent', template, step, { ...facts, effectiveDate: told.respondent })]),
    ...(told.bureau === undefined
      ? []
      : [letter(decision, 'bureau', template, step, { ...facts, effectiveDate: told.bureau })]),
  ];
}
