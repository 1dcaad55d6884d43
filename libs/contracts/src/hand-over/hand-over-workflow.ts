import type { Actor, CaseKind, PersonId } from '@xiangaitong/domain';

export const handOverWorkflowType = 'handOvers';
/** There is one: it hands over the cases of everybody who is disabled. */
export const handOverWorkflowId = 'hand-overs';

export interface HandOverInput {
  /** Real milliseconds after which it looks by itself, should a poke have been lost. */
  readonly pollMs: number;
}

/** An open case whose tracker has been disabled, and who is to track it. */
export interface CaseToHandOver {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  /** Head of its stream when it was looked up: names the attempt. */
  readonly seq: number;
  readonly from: PersonId;
  readonly trackerId: PersonId;
  readonly reason: string;
  /** Who disabled the tracker. */
  readonly by: Actor;
}

/** Cases in one look at most; a full one means that there may be more. */
export const FULL_LOOK = 100;

export interface HandOverActivities {
  /** Up to a hundred; a case that was handed over is not among them any more. */
  casesToHandOver(): Promise<readonly CaseToHandOver[]>;
  /** Tells the case as a command; one that has closed, or has another tracker by now, does not mind. */
  handOverCase(handOver: CaseToHandOver): Promise<void>;
}
