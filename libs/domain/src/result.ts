/**
 * The outcome of something that may be refused for a reason the caller must handle. A refusal is
 * a value, never an exception: the pure core throws only on a programming error.
 */
export type Result<T, E> = Ok<T> | Err<E>;

/** The thing succeeded; `value` is what came of it. */
export interface Ok<T> {
  readonly ok: true;
  readonly value: T;
}

/** The thing was refused; `error` says why. */
export interface Err<E> {
  readonly ok: false;
  readonly error: E;
}

/** Wraps a success. */
export function ok<T>(value: T): Ok<T> {
  return { ok: true, value };
}

/** Wraps a refusal. */
export function err<E>(error: E): Err<E> {
  return { ok: false, error };
}
