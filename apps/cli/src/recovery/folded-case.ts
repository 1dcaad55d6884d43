import {
  CorruptStreamError,
  fold,
  noticeCore,
  ownEvents,
  suspensionCore,
  type CaseCore,
  type WorkflowEffect,
} from '@xiangaitong/domain';
import type { RegisteredCase } from '@xiangaitong/persistence';

/** A case as the register makes it: what its workflow has to hold. */
export interface FoldedCase {
  readonly seq: number;
  readonly state: unknown;
  readonly pending: readonly WorkflowEffect[];
  /** As the search attribute `CaseState` has it. */
  readonly caseState: string;
  /** Closed, and nothing left to carry out: no workflow is needed. */
  readonly finished: boolean;
}

/** @throws CorruptStreamError when the stream cannot have come about by this release's rules */
export const foldCase = (registered: RegisteredCase): FoldedCase =>
  registered.kind === 'notice' ? folded(noticeCore, registered) : folded(suspensionCore, registered);

function folded<S, C extends { readonly type: string }, E extends { readonly type: string }>(
  core: CaseCore<S, C, E>,
  { events, pending, closed }: RegisteredCase,
): FoldedCase {
  const state = fold(core, ownEvents(core, events));
  const phase = core.summaryOf(state)?.phase;
  if (phase === undefined) throw new CorruptStreamError('absent', 'nothing');
  return {
    seq: events.length,
    state,
    pending,
    caseState: `${core.kind}.${phase}`,
    finished: closed && pending.length === 0,
  };
}
