import type { Role } from '../case/actor';
import type { EffectDraft, LetterEffect, LetterFacts, TaskKind } from '../case/effect';
import { civilDateAt, type Instant } from '../time/taipei';
import { explainInChinese } from '../calendar/explanation';
import { citeBasis } from './content';
import type { RecordedNoticeEvent } from './events';
import type { NoticeState } from './state';

/** A notice that there is. */
export type Known = Exclude<NoticeState, { phase: 'absent' }>;

/** Every task that a notice opens; none outlives it. */
export const everyTask: readonly TaskKind[] = [
  'approveNotice',
  'amendNotice',
  'serveNotice',
  'confirmByTelephone',
  'assessReply',
  'decideExtension',
  'recordFollowUp',
  'decideSuspension',
  'approveDissolution',
  'approveWithdrawal',
  'reviewSuspension',
  'extendCalendar',
];

export const closeTasks = (...tasks: readonly TaskKind[]): EffectDraft => ({ kind: 'closeTasks', tasks });

interface TaskTerms {
  readonly dueAt?: Instant;
  readonly urgent?: boolean;
  readonly assigneeId?: string;
}

export const task = (kind: TaskKind, role: Role, terms: TaskTerms): EffectDraft => ({
  kind: 'openTask',
  task: kind,
  role,
  urgent: false,
  ...terms,
});

export const trackerTask = (state: Known, kind: TaskKind, terms: TaskTerms): EffectDraft =>
  task(kind, 'tracker', { assigneeId: state.content.trackerId, ...terms });

export function letter(
  state: Known,
  template: LetterEffect['template'],
  step: string,
  facts: Partial<LetterFacts>,
  gating = false,
): Omit<LetterEffect, 'id'> {
  const { content, caseNumber } = state;
  return {
    kind: 'letter',
    lane: 'ordinary',
    template,
    step,
    gating,
    recipient: { party: 'respondent', organisationId: content.respondentId },
    facts: {
      caseNumber,
      respondentName: content.respondentName,
      confidential: content.confidential,
      contactPersonId: content.contactPersonId,
      ...facts,
    },
  };
}

/**
 * Both sides are told of a later deadline. The case waits for neither: who has only the letter of the round believes in
 * the earlier day, and loses nothing by it.
 */
export function deadlineMoved(
  state: Known,
  { round, earlierDate, plan }: Extract<RecordedNoticeEvent, { type: 'DeadlineMoved' }>,
): readonly EffectDraft[] {
  const facts = {
    round,
    deadline: plan.date,
    earlierDate,
    items: explainInChinese(plan.explanation).map((line) => line.trim()),
  };
  const step = `round-${round}-moved-${plan.date}`;
  const told = letter(state, 'deadlineMoved', step, facts);
  return [told, { ...told, recipient: { party: 'centre', organisationId: state.tenant } }];
}

export const itemsOf = ({ content }: Known): Partial<LetterFacts> => ({
  items: content.items.map((item) => item.text),
});

export const wholeNotice = (state: Known): Partial<LetterFacts> => ({
  reason: state.content.reason,
  legalBases: state.content.legalBases.map(citeBasis),
  ...itemsOf(state),
});

export const deadlineOf = (state: Known): Partial<LetterFacts> =>
  state.phase === 'tracking' ? { deadline: state.round.plan.date } : {};

/** Until when a further version is in time: the deadline, or the date of a 補正 that is later. */
export const answerableUntil = (state: Known): Partial<LetterFacts> => {
  if (state.phase !== 'tracking') return {};
  const { plan, supplement } = state.round;
  const returned = supplement?.timely === true ? supplement.dueAt : 0;
  return { deadline: returned > plan.instant ? civilDateAt(returned - 1) : plan.date };
};
