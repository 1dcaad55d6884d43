import { systemActor, type Actor, type Role } from '../case/actor';
import type { CaseCore, CaseKind, DecisionContext, Recorded, Wake } from '../case/case-core';
import type { EffectDraft } from '../case/effect';
import { refusals, type DomainError } from '../errors';
import { isWorkingDay, nextWorkingDay } from '../calendar/working-calendar';
import type { NoticeCommand } from '../notice/commands';
import type { NoticeContent } from '../notice/content';
import type { RecordedNoticeEvent } from '../notice/events';
import { noticeCore } from '../notice/notice-core';
import type { NoticeState } from '../notice/state';
import type { SuspensionCommand } from '../suspension/commands';
import type { RecordedSuspensionEvent } from '../suspension/events';
import type { SuspensionState } from '../suspension/state';
import { suspensionCore } from '../suspension/suspension-core';
import { ok, type Result } from '../result';
import { compareDates, type CivilDate } from '../time/civil-date';
import { civilDateAt, instantAt, type Instant } from '../time/taipei';
import type { ForwardRules } from './run-forward';

const CENTRE = '範例中心';
const RESPONDENT = '範例機關';

const person = (personId: string, role: Role, organisationId = CENTRE): Actor => ({
  personId,
  role,
  organisationId,
});

/** Who acts in the example. */
export const examplePeople = {
  drafter: person('drafter', 'drafter'),
  tracker: person('tracker', 'tracker'),
  supervisor: person('supervisor', 'supervisor'),
  secondSupervisor: person('second-supervisor', 'supervisor'),
  respondent: person('respondent', 'respondent', RESPONDENT),
} as const;

/** Part A of the form with one action, complete and of nobody. */
export const exampleContent = (deadline: CivilDate): NoticeContent => ({
  respondentId: RESPONDENT,
  respondentName: RESPONDENT,
  reason: '範例事由',
  items: [{ number: 1, kind: 'action', text: '範例改善事項' }],
  legalBases: [{ kind: 'regulation', edition: '108', point: 13, paragraph: 1 }],
  deadline,
  contactPersonId: examplePeople.drafter.personId,
  trackerId: examplePeople.tracker.personId,
  confidential: false,
});

/** Something that happened in the example, with what it called for. */
export interface ExampleStep {
  readonly kind: CaseKind;
  readonly event: RecordedNoticeEvent | RecordedSuspensionEvent;
  readonly effects: readonly EffectDraft[];
}

/** More than happens to any case. */
const MAX_STEPS = 1_000;

/** People come to it at ten in the morning. */
const MORNING = 10;

const system = systemActor(CENTRE);

/**
 * A notice, and the suspension that it leads to, played by commands in the pure core; the one hears of the other as in
 * the product. Once something is refused nothing more happens.
 */
export class ExampleCase {
  readonly steps: ExampleStep[] = [];
  stopped: { readonly at: Instant; readonly error: DomainError } | undefined;
  notice: NoticeState = noticeCore.initial;
  private suspension: SuspensionState = suspensionCore.initial;

  constructor(private readonly rules: ForwardRules) {}

  /** Gives the notice a command. */
  tell(command: NoticeCommand | Wake, actor: Actor, at: Instant): void {
    if (this.stopped !== undefined) return;
    const done = advance(noticeCore, this.notice, command, { ...this.rules, actor, at });
    if (!done.ok) return this.stop(at, done.error);
    this.notice = done.value.state;
    this.keep(done.value.steps.map((step) => ({ ...step, kind: 'notice' })));
  }

  /** Gives the suspension a command. */
  tellSuspension(command: SuspensionCommand | Wake, actor: Actor, at: Instant): void {
    if (this.stopped !== undefined) return;
    const done = advance(suspensionCore, this.suspension, command, { ...this.rules, actor, at });
    if (!done.ok) return this.stop(at, done.error);
    this.suspension = done.value.state;
    this.keep(done.value.steps.map((step) => ({ ...step, kind: 'suspension' })));
  }

  /**
   * Lets everything happen by itself, each in its time, for as long as what comes next may come.
   * @param goesOn asked before each, with its instant
   */
  sleepWhile(goesOn: (due: Instant) => boolean): void {
    while (this.stopped === undefined && this.steps.length < MAX_STEPS) {
      const ofNotice = noticeCore.nextWake(this.notice) ?? Infinity;
      const ofSuspension = suspensionCore.nextWake(this.suspension) ?? Infinity;
      const due = Math.min(ofNotice, ofSuspension);
      if (due === Infinity || !goesOn(due)) return;
      if (compareDates(civilDateAt(due), this.rules.calendar.lastDay) > 0) return this.stopUncovered(due);
      if (ofNotice <= ofSuspension) this.tell({ type: 'Wake' }, system, due);
      else this.tellSuspension({ type: 'Wake' }, system, due);
      // A calendar that is too short decides nothing, and in an example nobody appends days.
      if (this.lastEvent() === 'PolicyActionDeferred') this.stopUncovered(due);
    }
  }

  /** Ten in the morning of the first working day on which that is still to come; undefined past the calendar. */
  morningAfter(at: Instant): Instant | undefined {
    const { calendar } = this.rules;
    const today = civilDateAt(at);
    const working = isWorkingDay(calendar, today);
    const morning = instantAt(today, MORNING, 0);
    if (working.ok && working.value && morning > at) return morning;
    const next = nextWorkingDay(calendar, today);
    return next.ok ? instantAt(next.value, MORNING, 0) : undefined;
  }

  /** The type of what happened last; undefined before anything has. */
  lastEvent(): string | undefined {
    return this.steps.at(-1)?.event.type;
  }

  stopUncovered(at: Instant): void {
    const code = 'calendar.notCovered';
    this.stop(at, { code, message: refusals[code] });
  }

  private stop(at: Instant, error: DomainError): void {
    this.stopped ??= { at, error };
  }

  /** What the system does about it, it does at once. */
  private keep(steps: readonly ExampleStep[]): void {
    this.steps.push(...steps);
    for (const { event, effects } of steps) for (const effect of effects) this.settle(effect, event.at);
  }

  private settle(effect: EffectDraft, at: Instant): void {
    switch (effect.kind) {
      case 'startSuspension':
        return this.tellSuspension({ type: 'DecideSuspension', decision: effect.decision }, system, at);
      case 'reportToNotice': {
        const suspensionId = 'suspensionId' in this.notice ? this.notice.suspensionId : '';
        const { outcome } = effect;
        return this.tell({ type: 'RecordSuspensionOutcome', suspensionId, outcome }, system, at);
      }
      case 'actuate': {
        const { desired } = effect;
        const serviceOn = desired === 'on';
        return this.tellSuspension({ type: 'RecordActuation', desired, serviceOn }, system, at);
      }
      case 'letter':
      case 'openTask':
      case 'closeTasks':
      case 'reassignTasks':
      case 'dissolve':
      case 'recallSuspension':
    }
  }
}

interface Advance<S, E> {
  readonly state: S;
  readonly steps: readonly { readonly event: Recorded<E>; readonly effects: readonly EffectDraft[] }[];
}

/** As `transition`, but each event with its own effects. */
function advance<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  from: S,
  command: C | Wake,
  context: DecisionContext,
): Result<Advance<S, E>, DomainError> {
  const decision = core.decide(from, command, context);
  if (!decision.ok) return decision;
  let state = from;
  const steps = decision.value.map((decided) => {
    const event = { ...decided, at: context.at, by: context.actor };
    const before = state;
    state = core.evolve(before, event);
    return { event, effects: core.effectsOf(before, event, state) };
  });
  return ok({ state, steps });
}
