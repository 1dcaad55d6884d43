import type { DomainError, RefusalCode } from '../errors';
import type { RecordedNoticeEvent } from '../notice/events';
import type { Result } from '../result';
import type { RecordedSuspensionEvent } from '../suspension/events';
import type { Instant } from '../time/taipei';
import type { Actor } from './actor';
import type { CaseCore, CaseKind, Recorded, Transition } from './case-core';
import type { EffectDraft } from './effect';
import { sentenceOf } from './event-sentence';
import { Play } from './play.fixture';

type AnyEvent = RecordedNoticeEvent | RecordedSuspensionEvent;

interface State {
  readonly phase: string;
}
export interface Named {
  readonly type: string;
}
type Core = CaseCore<State, Named, Named>;
type Offered = Result<Transition<State, Named>, DomainError>;
/** A play of either kind. */
export type WatchedPlay = Play<State, Named, Named>;
interface Watched {
  readonly core: Core;
  readonly state: State;
}
interface Offering {
  offer: (this: WatchedPlay, command: Named, by: Actor, at: Instant) => Offered;
}

/** What a cell of the table was seen to do: the events of each answer, and the refusals. */
interface CellSeen {
  readonly answers: Set<string>;
  readonly refusals: Set<RefusalCode>;
}

/** What an event was seen to say and to make necessary. */
export interface EventSeen {
  readonly sentences: Set<string>;
  readonly letters: Set<string>;
  readonly tasks: Set<string>;
}

/** What was seen of one kind of case. */
export class KindSeen {
  readonly cells = new Map<string, CellSeen>();
  readonly events = new Map<string, EventSeen>();
  /** Events by `before → after`. */
  readonly moves = new Map<string, Set<string>>();
  /** By phase, one case of each shape that was met: where the search for what was not seen begins. */
  readonly met = new Map<string, Map<string, WatchedPlay>>();
  /** Whether a case in this phase had something to wake for: what was seen, so both may be in it. */
  readonly wakes = new Map<string, Set<boolean>>();

  cell(phase: string, command: string): CellSeen {
    return entry(this.cells, `${phase} ${command}`, () => ({ answers: new Set(), refusals: new Set() }));
  }

  note({ core, state }: Watched, command: string, result: Offered): void {
    const cell = this.cell(state.phase, command);
    if (!result.ok) {
      cell.refusals.add(result.error.code);
      return;
    }
    cell.answers.add(result.value.events.map(({ type }) => type).join('＋'));
    let before = state;
    for (const event of result.value.events) {
      const after = core.evolve(before, event);
      this.event(event, core.effectsOf(before, event, after));
      entry(this.moves, `${before.phase} → ${after.phase}`, () => new Set()).add(event.type);
      before = after;
    }
    entry(this.wakes, before.phase, () => new Set()).add(core.nextWake(before) !== undefined);
  }

  /** Keeps the case as it stands, unless one like it is kept. */
  meet(play: WatchedPlay): void {
    const alike = entry(this.met, play.state.phase, () => new Map());
    const shape = shapeOf(play.state, 2);
    if (!alike.has(shape)) alike.set(shape, play.copy());
  }

  private event(event: Recorded<Named>, effects: readonly EffectDraft[]): void {
    const seen = entry(this.events, event.type, () => ({
      sentences: new Set(),
      letters: new Set(),
      tasks: new Set(),
    }));
    seen.sentences.add(withoutFigures(sentenceOf(event as AnyEvent)));
    for (const effect of effects) {
      if (effect.kind === 'letter') seen.letters.add(`${effect.template} → ${effect.recipient.party}`);
      if (effect.kind === 'openTask') seen.tasks.add(`${effect.task} → ${effect.role}`);
    }
  }
}

/** What a state has, whatever it says: its keys, down to a depth, and its yes and no. */
const shapeOf = (state: object, depth: number): string =>
  Object.entries(state)
    .map(([key, value]: [string, unknown]) => {
      if (typeof value === 'boolean') return `${key}=${value}`;
      if (typeof value !== 'object' || value === null || depth === 0) return key;
      return `${key}(${Array.isArray(value) ? Math.sign(value.length) : shapeOf(value, depth - 1)})`;
    })
    .join();

/** Dates and counts are the case's, not the event's. */
const withoutFigures = (sentence: string): string =>
  sentence
    .replace(/（[A-Z][^）]*\d）/gu, '（○）')
    .replace(/第[一二三]次(?=追蹤[，：]|改善期限)/gu, '第○次')
    .replace(/\d+/g, '○');

function entry<V>(map: Map<string, V>, key: string, make: () => V): V {
  const found = map.get(key) ?? make();
  map.set(key, found);
  return found;
}

export type Seen = Readonly<Record<CaseKind, KindSeen>>;

/** From now on notes what every command offered to any play leads to. */
export function watchPlays(): Seen {
  const seen: Seen = { notice: new KindSeen(), suspension: new KindSeen() };
  const watched = Play.prototype as unknown as Offering;
  const original = watched.offer;
  watched.offer = function (command, by, at) {
    // The play goes on from here; what it was is what the answer is about.
    const before = { core: this.core, state: this.state };
    const result = original.call(this, command, by, at);
    seen[this.core.kind].note(before, command.type, result);
    seen[this.core.kind].meet(this);
    return result;
  };
  return seen;
}
