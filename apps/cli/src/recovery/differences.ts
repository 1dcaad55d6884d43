import { canonicalJson } from '@xiangaitong/persistence';
import type { Asked, CaseRun } from '@xiangaitong/temporal-client';
import type { FoldedCase } from './folded-case';

/** How a case is in the register; `unknown` to it, or of a stream that cannot be folded. */
export type InRegister =
  | { readonly kind: 'known'; readonly folded: FoldedCase }
  | { readonly kind: 'corrupt'; readonly why: string }
  | { readonly kind: 'unknown' };

/** How it is in the engine: its last run, and what that says of itself where it runs. */
export interface InEngine {
  readonly run?: CaseRun;
  readonly asked?: Asked;
}

/** Why register and engine disagree about a case; sequence numbers are those of last events. */
export type Difference =
  /** It has to have a workflow and none runs; `ended`: how the last one ended, absent where the engine knows of none. */
  | { readonly kind: 'missing'; readonly ended?: string }
  | { readonly kind: 'behind'; readonly register: number; readonly engine: number }
  | { readonly kind: 'ahead'; readonly register: number; readonly engine: number }
  | { readonly kind: 'state'; readonly seq: number }
  /** Effects still to be carried out, by id: what only one of the two has. */
  | {
      readonly kind: 'pending';
      readonly onlyRegister: readonly string[];
      readonly onlyEngine: readonly string[];
    }
  | { readonly kind: 'attribute'; readonly is: string; readonly shouldBe: string }
  | { readonly kind: 'leftRunning' }
  | { readonly kind: 'unknown'; readonly engine: number }
  | { readonly kind: 'corrupt'; readonly why: string }
  | { readonly kind: 'silent'; readonly why: string }
  | { readonly kind: 'stuck'; readonly attempts: number }
  | {
      readonly kind: 'effectFails';
      readonly activity: string;
      readonly attempts: number;
      readonly why: string;
    };

/** A workflow task or an effect may fail now and then; from here on somebody has to look. */
const TASK_ATTEMPTS = 3;
const EFFECT_ATTEMPTS = 10;

/** Every way in which the two disagree; none where all is well. A case that is being worked on may seem to. */
export function differencesOf(register: InRegister, engine: InEngine): readonly Difference[] {
  const running = engine.run?.status === 'RUNNING';
  if (register.kind === 'corrupt') return [{ kind: 'corrupt', why: register.why }];
  if (register.kind === 'unknown') return running ? strangersOf(engine) : [];
  const { folded } = register;
  if (!running) return folded.finished ? [] : [missing(engine)];
  return [...compared(folded, engine), ...troublesOf(engine)];
}

const missing = ({ run }: InEngine): Difference => ({
  kind: 'missing',
  ...(run === undefined ? {} : { ended: run.status }),
});

/** A run that has recorded nothing yet waits for its first command, and is in order. */
function strangersOf(engine: InEngine): readonly Difference[] {
  const { asked } = engine;
  if (asked?.kind !== 'answered') return troublesOf(engine);
  return asked.snapshot.seq === 0 ? [] : [{ kind: 'unknown', engine: asked.snapshot.seq }];
}

function compared(folded: FoldedCase, { run, asked }: InEngine): readonly Difference[] {
  if (asked?.kind !== 'answered') return [];
  const { seq, state, pending } = asked.snapshot;
  if (seq !== folded.seq) {
    return [{ kind: seq < folded.seq ? 'behind' : 'ahead', register: folded.seq, engine: seq }];
  }
  if (canonicalJson(state) !== canonicalJson(folded.state)) return [{ kind: 'state', seq }];
  if (canonicalJson(pending) !== canonicalJson(folded.pending)) {
    return [{ kind: 'pending', ...onlyIn(folded.pending, pending) }];
  }
  if (folded.finished) return [{ kind: 'leftRunning' }];
  const is = run?.caseState ?? '';
  return is === folded.caseState ? [] : [{ kind: 'attribute', is, shouldBe: folded.caseState }];
}

function onlyIn(register: readonly { readonly id: string }[], engine: readonly { readonly id: string }[]) {
  const without = (some: readonly { readonly id: string }[], others: readonly { readonly id: string }[]) =>
    some.map(({ id }) => id).filter((id) => !others.some((other) => other.id === id));
  return { onlyRegister: without(register, engine), onlyEngine: without(engine, register) };
}

/** What keeps a run from going on, whether or not it holds the right state. */
function troublesOf({ run, asked }: InEngine): readonly Difference[] {
  const attempts = run?.taskAttempts ?? 0;
  const stuck: Difference[] = attempts >= TASK_ATTEMPTS ? [{ kind: 'stuck', attempts }] : [];
  const silent: Difference[] =
    asked?.kind === 'silent' && stuck.length === 0 ? [{ kind: 'silent', why: asked.why }] : [];
  const failing = (run?.activities ?? [])
    .filter((activity) => activity.attempts >= EFFECT_ATTEMPTS)
    .map(({ type, attempts: tries, failure }): Difference => ({
      kind: 'effectFails',
      activity: type,
      attempts: tries,
      why: failure,
    }));
  return [...stuck, ...silent, ...failing];
}

/**
 * What mends a difference.
 * - `start`, `tell`: nothing is lost by it, so `rebuild` does it unasked.
 * - `replace`, `end`: what the run holds is thrown away, and the register's word taken: only when asked explicitly.
 * - `person`: no new run would help.
 */
export type Remedy = 'start' | 'tell' | 'replace' | 'end' | 'person';

/** @param finished the register needs no workflow of the case */
export function remedyOf({ kind }: Difference, finished: boolean): Remedy {
  switch (kind) {
    case 'missing':
      return 'start';
    case 'behind':
      return 'tell';
    case 'ahead':
    case 'state':
    case 'pending':
    case 'attribute':
    case 'stuck':
      return finished ? 'end' : 'replace';
    case 'leftRunning':
    case 'unknown':
      return 'end';
    case 'corrupt':
    case 'silent':
    case 'effectFails':
      return 'person';
  }
}
