import { throwError, timeout, type MonoTypeOperatorFunction } from 'rxjs';
import { unavailable } from './problem';

/**
 * How long a caller waits at most to be known, and again for the answer, real milliseconds. A database that hangs, other than one that is gone, answers no
 * question at all; what was asked may be done yet, so that the same key has to be used again. Longer than the longest of
 * our own answers, which tries a policy on every open case.
 */
export const ANSWER_WITHIN_MS = 60_000;

/** Waits no longer than a caller does for the first of what was asked for; else fails with `server.unavailable`. */
export const inTime = <T>(): MonoTypeOperatorFunction<T> =>
  timeout({ first: ANSWER_WITHIN_MS, with: () => throwError(() => unavailable()) });
