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

/** Keeps every n-th state in which a command leaves a case; to be called before the model plays. */
export function watchStates(every: number): MetStates {
  const met: MetStates = { notices: [], suspensions: [] };
  const { offer } = Play.prototype;
  let count = 0;
  Play.prototype.offer = function (this: Play<never, never, never>, ...args: Parameters<typeof offer>) {
    const answer = offer.apply(this, args);
    count += 1;
    if (answer.ok && count % every === 0) {
      const one = { at: this.now, rules: this.rules };
      if (this.core.kind === 'notice') met.notices.push({ ...one, state: this.state });
      else met.suspensions.push({ ...one, state: this.state });
    }
    return answer;
  } as typeof offer;
  return met;
}
