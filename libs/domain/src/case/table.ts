import { refuse, type DomainError, type RefusalCode } from '../errors';
import type { Result } from '../result';
import type { DecisionContext } from './case-core';

/** One cell of a (phase, command) table. */
export type Cell<S, C, E> = (
  state: S,
  command: C,
  context: DecisionContext,
) => Result<readonly E[], DomainError>;

/** A cell that always refuses; the code can be read off it, for the printed table. */
export interface RefusingCell {
  (): Result<never, DomainError>;
  readonly refusal: RefusalCode;
}

/** Makes a cell that refuses with this code, whatever the command says. */
export const no = (code: RefusalCode): RefusingCell => Object.assign(() => refuse(code), { refusal: code });
