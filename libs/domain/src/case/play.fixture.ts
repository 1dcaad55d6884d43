import { governmentCalendar2025to2027 } from '../calendar/government-calendar';
import type { WorkCalendar } from '../calendar/working-calendar';
import type { DomainError } from '../errors';
import { policyVersion1, type Policy } from '../policy/policy';
import type { Result } from '../result';
import { startOfDay, type Instant } from '../time/taipei';
import type { Actor, Role } from './actor';
import { adoptedCalendar } from './calendar-adoption';
import {
  fold,
  transition,
  type CaseCore,
  type DecisionContext,
  type Recorded,
  type Transition,
  type Wake,
} from './case-core';
import type { Effect, LetterEffect, OpenTaskEffect } from './effect';

/** The centre of the form: 臺南市政府智慧發展中心. */
export const CENTRE = '395010000A';
/** 改善對象 of the form. */
export const RESPONDENT = 'XC12345678';

const actor = (personId: string, role: Role, organisationId = CENTRE): Actor => ({
  personId,
  role,
  organisationId,
});

export const people = {
  drafter: actor('drafter-1', 'drafter'),
  tracker: actor('tracker-1', 'tracker'),
  supervisor: actor('supervisor-1', 'supervisor'),
  otherSupervisor: actor('supervisor-2', 'supervisor'),
  respondent: actor('filler-1', 'respondent', RESPONDENT),
  bureau: actor('bureau-1', 'bureau', 'A21010000I'),
  authority: actor('authority-1', 'authority', 'A59000000N'),
  system: actor('system', 'system'),
} as const;

/** An instant in Taipei, e.g. `taipei('2026-12-04', '23:59:59.999')`. */
export function taipei(date: string, time = '00:00'): Instant {
  const match = /^(\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{3}))?)?$/.exec(time);
  if (match === null) throw new Error(`Not a time: ${time}`);
  const [hour = 0, minute = 0, second = 0, ms = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return startOfDay(date) + ((hour * 60 + minute) * 60 + second) * 1000 + ms;
}

export const hasRole = (role: Role): Actor => {
  const found = Object.values<Actor>(people).find((person) => person.role === role);
  if (found === undefined) throw new Error(`Nobody is ${role}`);
  return found;
};

export interface Rules {
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
}

export const shippedRules: Rules = { policy: policyVersion1, calendar: governmentCalendar2025to2027 };

/** One case played by commands only; keeps what came of them. */
export class Play<S, C extends { readonly type: string }, E extends { readonly type: string }> {
  state: S;
  events: Recorded<E>[] = [];
  effects: Effect[] = [];
  now: Instant = 0;
  private open: readonly OpenTaskEffect[] = [];
  private due: { readonly of: S; readonly at: Instant | undefined } | undefined;
  private wokenAt: Instant | undefined;
  private wakesAtOnce = 0;

  constructor(
    readonly core: CaseCore<S, C, E>,
    readonly caseId: string,
    public rules: Rules = shippedRules,
  ) {
    this.state = core.initial;
  }

  context(by: Actor, at: Instant): DecisionContext {
    return { ...this.rules, at, actor: by };
  }

  /** What would come of it; nothing changes. */
  ask(command: C | Wake, by: Actor, at: Instant): Result<Transition<S, E>, DomainError> {
    const before = { caseId: this.caseId, seq: this.events.length, state: this.state };
    return transition(this.core, before, command, this.context(by, at));
  }

  /** Takes it, or leaves everything as it was and says why. */
  offer(command: C | Wake, by: Actor, at: Instant): Result<Transition<S, E>, DomainError> {
    const result = this.ask(command, by, at);
    if (result.ok) this.take(result.value, at);
    return result;
  }

  /** Does what must be possible; answers with the types of the events. */
  do(command: C | Wake, by: Actor, at: Instant): string[] {
    const result = this.offer(command, by, at);
    if (!result.ok) throw new Error(`${command.type} was refused: ${JSON.stringify(result.error)}`);
    return result.value.events.map((event) => event.type);
  }

  /** Asks for what must be impossible. */
  refusal(command: C | Wake, by: Actor, at: Instant): DomainError {
    const result = this.offer(command, by, at);
    if (result.ok) throw new Error(`${command.type} was accepted`);
    return result.error;
  }

  wake(at: Instant): string[] {
    return this.do({ type: 'Wake' }, people.system, at);
  }

  /** Sleeps as the workflow does and wakes in time for each thing up to and including `until`. */
  sleep(until: Instant): string[] {
    const types: string[] = [];
    for (let due = this.nextWake(); due !== undefined && due <= until; due = this.nextWake()) {
      types.push(...this.progress(Math.max(due, this.now)));
    }
    this.now = until;
    return types;
  }

  /** After an outage: does at `at` all that has fallen due, as the workflow does. */
  catchUp(at: Instant): string[] {
    const types: string[] = [];
    for (let due = this.nextWake(); due !== undefined && due <= at; due = this.nextWake()) {
      types.push(...this.progress(at));
    }
    return types;
  }

  /** Asked for many times between two events by the model; a state never changes, so neither does the answer. */
  nextWake(): Instant | undefined {
    if (this.due?.of !== this.state) this.due = { of: this.state, at: this.core.nextWake(this.state) };
    return this.due.at;
  }

  letters(): LetterEffect[] {
    return this.effects.filter((effect) => effect.kind === 'letter');
  }

  /** The tasks that lie before somebody. */
  openTasks(): readonly OpenTaskEffect[] {
    return this.open;
  }

  /** The same case at the same point, to be played on apart from this one. */
  copy(): Play<S, C, E> {
    const twin = new Play(this.core, this.caseId, this.rules);
    twin.state = this.state;
    twin.events = [...this.events];
    twin.effects = [...this.effects];
    twin.open = this.open;
    twin.now = this.now;
    return twin;
  }

  private progress(at: Instant): string[] {
    this.wakesAtOnce = at === this.wokenAt ? this.wakesAtOnce + 1 : 0;
    this.wokenAt = at;
    const types = this.wake(at);
    // Everything that can fall due at one instant is less than this.
    if (types.length === 0 || this.wakesAtOnce > 9) throw new Error(`A hot loop at ${at}`);
    return types;
  }

  private take({ state, events, effects }: Transition<S, E>, at: Instant): void {
    this.state = state;
    // As the workflow does: from here on the case is under the calendar that it has adopted.
    const calendar = adoptedCalendar(events);
    if (calendar !== undefined) this.rules = { ...this.rules, calendar };
    this.events.push(...events);
    this.effects.push(...effects);
    this.open = effects.reduce(openAfter, this.open);
    this.now = at;
  }
}

function openAfter(open: readonly OpenTaskEffect[], effect: Effect): readonly OpenTaskEffect[] {
  switch (effect.kind) {
    case 'openTask':
      return [...open, effect];
    case 'reassignTasks': {
      const { from, to } = effect;
      const isTheirs = ({ role, assigneeId }: OpenTaskEffect): boolean =>
        assigneeId === from && (from !== undefined || role === 'tracker');
      return open.map((task) => (isTheirs(task) ? { ...task, assigneeId: to } : task));
    }
    case 'closeTasks':
      return open.filter(({ task }) => !effect.tasks.includes(task));
    default:
      return open;
  }
}

/** After each event: as the register would fold it from JSON, it is what the case was. */
export function expectFoldsAgain<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  play: Play<S, C, E>,
): void {
  let state = play.core.initial;
  const kept: Recorded<E>[] = [];
  for (const event of play.events) {
    state = play.core.evolve(state, event);
    kept.push(JSON.parse(JSON.stringify(event)) as Recorded<E>);
    const folded = fold(play.core, kept);
    expect(folded).toStrictEqual(state);
    // Continue-as-new carries the state as JSON too.
    expect(JSON.parse(JSON.stringify(state))).toStrictEqual(state);
  }
  expect(state).toStrictEqual(play.state);
}
