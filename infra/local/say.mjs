/** What the developer sees: one line a step, with the seconds since we began. */

const began = performance.now();
let out = process.stdout;

/**
 * Sends our own lines to stderr, for commands whose stdout belongs to the
 * program they run (`exec`, `cli`).
 */
export function sayOnStderr() {
  out = process.stderr;
}

/**
 * @param {number} ms a duration in milliseconds
 * @returns {string} e.g. '0.4s', '12s', '6m05s'
 */
export function duration(ms) {
  const seconds = ms / 1000;
  if (seconds < 9.95) return `${seconds.toFixed(1)}s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}s`;
  return `${Math.floor(whole / 60)}m${String(whole % 60).padStart(2, '0')}s`;
}

/** @param {string} line one step, without a full stop */
export function say(line) {
  out.write(`[${duration(performance.now() - began).padStart(6)}] ${line}\n`);
}

/** @param {string} text lines without our prefix: addresses, logs, results */
export function print(text) {
  out.write(`${text}\n`);
}

/** @param {string} line shown only with XGT_DEBUG=1 */
export function debug(line) {
  if (process.env.XGT_DEBUG === '1') process.stderr.write(`[debug] ${line}\n`);
}

/**
 * Says now and then that something long is still going on.
 *
 * @template T
 * @param {string} what e.g. 'Temporal: building'
 * @param {Promise<T>} work
 * @param {number} [everyMs] milliseconds between two lines
 * @returns {Promise<T>} the work itself; its rejection passes through
 */
export async function withProgress(what, work, everyMs = 30_000) {
  const start = performance.now();
  const timer = setInterval(() => say(`${what} … ${duration(performance.now() - start)}`), everyMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
