import type { Role } from '../case/actor';
import type { CaseKind } from '../case/case-core';
import type { LetterParty, LetterTemplate, TaskKind } from '../case/effect';
import { sentenceOf } from '../case/event-sentence';
import type { Explanation } from '../calendar/explanation';
import { isWorkingDay, previousWorkingDay, type WorkCalendar } from '../calendar/working-calendar';
import type { DomainError } from '../errors';
import { groundOfFailedRounds } from '../regulation/grounds';
import { addDays, compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt, instantAt, startOfDay, type Instant } from '../time/taipei';
import { ExampleCase, exampleContent, examplePeople, type ExampleStep } from './example-case';
import type { Policy } from './policy';
import { earliestEffectiveDate } from './what-if';

/** `silence`: 無人回應, to the end. `cured`: 如期改善, answered in the first round. */
export type PreviewScenario = 'silence' | 'cured';

export interface PreviewRequest {
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
  /** The day on which the example notice is submitted, approved and issued. */
  readonly issuedOn: CivilDate;
  readonly scenario: PreviewScenario;
}

/** One thing that happens in the example. */
export interface PreviewStep {
  readonly at: Instant;
  readonly kind: CaseKind;
  readonly event: string;
  /** As the timeline of a real case says it. */
  readonly sentence: string;
  /** Who makes it happen: the policy by itself, or people of this role. */
  readonly by: 'policy' | 'people';
  readonly role: Role;
  /** The deadline that it sets. */
  readonly deadline?: {
    readonly round: number;
    readonly date: CivilDate;
    readonly explanation: Explanation;
  };
  readonly letters: readonly { readonly template: LetterTemplate; readonly party: LetterParty }[];
  readonly tasks: readonly { readonly task: TaskKind; readonly role: Role; readonly dueAt?: Instant }[];
}

export interface PreviewDay {
  readonly date: CivilDate;
  readonly steps: readonly PreviewStep[];
}

/** An example case under a policy, day by day; days on which nothing happens are left out. */
export interface Preview {
  readonly scenario: PreviewScenario;
  readonly issuedOn: CivilDate;
  readonly days: readonly PreviewDay[];
  /** Why the example could not be played to its end: as a rule, because the calendar does not have the days. */
  readonly stopped?: { readonly at: Instant; readonly error: DomainError };
}

/** Plays the example in the pure core, with the shortest first deadline that the policy allows. */
export function previewPolicy({ policy, calendar, issuedOn, scenario }: PreviewRequest): Preview {
  const example = new ExampleCase({ policy, calendar });
  const deadline = addDays(issuedOn, policy.minimumTermDays);
  issue(example, issuedOn, deadline);
  if (scenario === 'silence') playSilence(example, policy, calendar);
  else playCure(example, calendar, issuedOn, deadline);
  return {
    scenario,
    issuedOn,
    days: byDay(example.steps.map(viewStep)),
    ...(example.stopped === undefined ? {} : { stopped: example.stopped }),
  };
}

function issue(example: ExampleCase, on: CivilDate, deadline: CivilDate): void {
  const { drafter, supervisor } = examplePeople;
  const content = exampleContent(deadline);
  const submit = { type: 'SubmitNotice', noticeId: 'example', caseNumber: '範例', content } as const;
  example.tell(submit, drafter, instantAt(on, 9, 0));
  example.tell({ type: 'ApproveNotice' }, supervisor, instantAt(on, 10, 0));
}

/** Nobody answers and no one records; where the policy leaves it to people, they act once they are reminded. */
function playSilence(example: ExampleCase, policy: Policy, calendar: WorkCalendar): void {
  while (example.stopped === undefined && example.notice.phase === 'tracking') {
    example.sleepWhile(
      () => example.notice.phase === 'tracking' && example.lastEvent() !== 'FollowUpOverdue',
    );
    act(example, policy, calendar);
  }
  example.sleepWhile((due) => !isSuspended(example) && due <= effectiveAt(example));
}

/** What people do about silence: more time, as short as may be, and in the third round the suspension. */
function act(example: ExampleCase, policy: Policy, calendar: WorkCalendar): void {
  const { notice, steps } = example;
  const now = steps.at(-1)?.event.at;
  if (now === undefined || example.stopped !== undefined) return;
  if (notice.phase !== 'tracking' && notice.phase !== 'proposed') return;
  const at = example.morningAfter(now);
  if (at === undefined) return example.stopUncovered(now);
  const today = civilDateAt(at);
  const { tracker, supervisor } = examplePeople;
  if (notice.phase === 'tracking' && notice.round.number < 3) {
    const to = addDays(today, Math.max(1, policy.minimumTermDays));
    const result = { kind: 'extend', to, reason: '尚未完成。' } as const;
    return example.tell({ type: 'RecordFollowUp', round: notice.round.number, result }, tracker, at);
  }
  const effectiveDate = earliestEffectiveDate(calendar, policy, today);
  if (effectiveDate === undefined) return example.stopUncovered(at);
  const terms = { effectiveDate, noJustifiableReason: true };
  if (notice.phase === 'proposed') {
    example.tell({ type: 'DecideSuspension', ...terms }, supervisor, at);
  } else {
    const result = { kind: 'suspend', ground: groundOfFailedRounds, ...terms } as const;
    example.tell({ type: 'RecordFollowUp', round: notice.round.number, result }, tracker, at);
  }
  notify(example, today);
}

/** The second person and the arrival of the written notice come on the day of the decision: it may be the last one. */
function notify(example: ExampleCase, today: CivilDate): void {
  const { secondSupervisor, respondent } = examplePeople;
  example.tellSuspension({ type: 'ApproveSuspension' }, secondSupervisor, instantAt(today, 11, 0));
  const proof = { kind: 'delivered', source: 'link' } as const;
  example.tellSuspension({ type: 'RecordDelivery', proof }, respondent, instantAt(today, 14, 0));
}

const effectiveAt = ({ notice }: ExampleCase): Instant =>
  notice.phase === 'suspending' ? startOfDay(notice.effectiveDate) : -Infinity;

const isSuspended = ({ notice }: ExampleCase): boolean => notice.phase === 'suspending' && notice.executed;

/** Answered by e-mail on the last working day in time, confirmed by telephone, assessed the next working day. */
function playCure(
  example: ExampleCase,
  calendar: WorkCalendar,
  issuedOn: CivilDate,
  deadline: CivilDate,
): void {
  const { respondent, tracker } = examplePeople;
  const day = lastWorkingDay(calendar, issuedOn, deadline);
  const receivedAt = instantAt(day, 14, 0);
  example.sleepWhile((due) => due <= receivedAt);
  const answer = { item: 1, measure: '範例改善措施', done: true, evidence: [1] };
  const form = { fillerPersonId: respondent.personId, answers: [answer], commonDate: day, sealed: true };
  example.tell({ type: 'SubmitReply', channel: 'email', form, receivedAt }, respondent, receivedAt);
  const confirmation = { type: 'RecordTelephoneConfirmation', withPerson: respondent.personId } as const;
  example.tell(confirmation, tracker, instantAt(day, 15, 0));
  const morning = example.morningAfter(instantAt(day, 15, 0));
  if (morning === undefined) return example.stopUncovered(receivedAt);
  example.sleepWhile((due) => due <= morning);
  const items = [{ item: 1, accepted: true, remark: '' }];
  example.tell({ type: 'AssessReply', items }, tracker, morning);
  const complete = { type: 'RecordFollowUp', round: 1, result: { kind: 'complete' } } as const;
  example.tell(complete, tracker, instantAt(civilDateAt(morning), 11, 0));
}

/** The last working day until the deadline, or the deadline itself where there is none from the issue on. */
function lastWorkingDay(calendar: WorkCalendar, issuedOn: CivilDate, deadline: CivilDate): CivilDate {
  const working = isWorkingDay(calendar, deadline);
  if (working.ok && working.value) return deadline;
  const before = previousWorkingDay(calendar, deadline);
  return before.ok && compareDates(before.value, issuedOn) >= 0 ? before.value : deadline;
}

function viewStep({ kind, event, effects }: ExampleStep): PreviewStep {
  const deadline = deadlineIn(event);
  return {
    at: event.at,
    kind,
    event: event.type,
    sentence: sentenceOf(event),
    by: event.by.role === 'system' ? 'policy' : 'people',
    role: event.by.role,
    ...(deadline === undefined ? {} : { deadline }),
    letters: effects.flatMap((effect) =>
      effect.kind === 'letter' ? [{ template: effect.template, party: effect.recipient.party }] : [],
    ),
    tasks: effects.flatMap((effect) =>
      effect.kind === 'openTask'
        ? [
            {
              task: effect.task,
              role: effect.role,
              ...(effect.dueAt === undefined ? {} : { dueAt: effect.dueAt }),
            },
          ]
        : [],
    ),
  };
}

function deadlineIn(event: ExampleStep['event']): PreviewStep['deadline'] {
  if (event.type === 'NoticeIssued') {
    const { date, explanation } = event.plan;
    return { round: 1, date, explanation };
  }
  if (event.type !== 'FollowUpRecorded' || event.nextPlan === undefined) return undefined;
  const { date, explanation } = event.nextPlan;
  return { round: event.round + 1, date, explanation };
}

function byDay(steps: readonly PreviewStep[]): readonly PreviewDay[] {
  const days = new Map<CivilDate, PreviewStep[]>();
  for (const step of steps) {
    const date = civilDateAt(step.at);
    days.set(date, [...(days.get(date) ?? []), step]);
  }
  return [...days].map(([date, ofDay]) => ({ date, steps: ofDay }));
}
