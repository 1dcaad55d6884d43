import { setTimeout as pause } from 'node:timers/promises';
import { TestingError } from './testing-error';

/** What to wait for, and how long. */
export interface WaitOptions {
  /** Milliseconds until giving up. */
  readonly timeoutMs: number;
  /** What is awaited, for the error: "the case to be closed". */
  readonly what: string;
  /** Milliseconds between two looks; 20 unless told. */
  readonly intervalMs?: number;
}

/**
 * Waits until `condition` gives something other than false, null or undefined, and returns it.
 * Only for things that offer no event; a condition which throws counts as "not yet".
 *
 * @throws TestingError `WAIT_TIMEOUT`, which names `what`; its `cause` is what the condition threw last.
 */
export async function waitUntil<T>(
  condition: () => T | Promise<T>,
  options: WaitOptions,
): Promise<Exclude<T, false | null | undefined>> {
  const deadline = performance.now() + options.timeoutMs;
  let cause: unknown;
  for (;;) {
    try {
      const value = await condition();
      if (isPresent(value)) return value;
      cause = undefined;
    } catch (error) {
      cause = error;
    }
    if (performance.now() >= deadline) {
      throw new TestingError('WAIT_TIMEOUT', `Waited ${options.timeoutMs} ms in vain for ${options.what}`, {
        cause,
      });
    }
    await pause(options.intervalMs ?? 20);
  }
}

function isPresent<T>(value: T): value is Exclude<T, false | null | undefined> {
  return value !== false && value !== null && value !== undefined;
}
