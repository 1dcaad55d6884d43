import { Play } from '../case/play.fixture';
import type { Rules } from '../case/play.fixture';
import type { NoticeState } from '../notice/state';
import type { SuspensionState } from '../suspension/state';
import type { Instant } from '../time/taipei';

// The model reads these when it is loaded: few cases, always the same.
process.env['MODEL_SEED'] = '42';
process.env['MODEL_CASES'] = '1000';

/** A state that a random case was in, with the time and the rules by which it got there. */
export interface MetState<S> {
  readonly state: S;
  readonly at: Instant;
  readonly rules: Rules;
}

export interface MetStates {
  readonly notices: MetState<NoticeState>[];
  readonly suspensions: MetState<SuspensionState>[];
}

interface Offering {
  offer: (this: Play<never, never, never>, ...asked: unknown[]) => { readonly ok: boolean };
}

/** Keeps every n-th state in which a command leaves a case; to be called before the model plays. */
export function watchStates(every: number): MetStates {
  const met: MetStates = { notices: [], suspensions: [] };
  const watched = Play.prototype as unknown as Offering;
  const original = watched.offer;
  let count = 0;
  watched.offer = function (...asked) {
    const answer = original.apply(this, asked);
    count += 1;
    if (answer.ok && count % every === 0) {
      const one = { state: this.state, at: this.now, rules: this.rules };
      if (this.core.kind === 'notice') met.notices.push(one);
      else met.suspensions.push(one);
    }
    return answer;
  };
  return met;
}
