/** The frame of every command: signals, failures, and the end of everything that was started. */
import { Ports } from './ports.mjs';
import { explain, Interrupted } from './problem.mjs';
import { identify, isRunning, parentOfShell } from './processes.mjs';
import { print, say } from './say.mjs';
import { Supervisor } from './supervisor.mjs';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * @typedef {object} Run
 * @property {Supervisor} supervisor
 * @property {Ports} ports
 * @property {(close: () => void) => void} atEnd called when all children have ended, last in first out
 */

/**
 * Runs a command until it is done, fails, is interrupted, or something that it
 * watches dies; then ends what it started, in reverse order.
 *
 * @param {(run: Run) => Promise<number>} body gives the exit code
 * @param {{ codeWhenInterrupted?: number }} [options] 0 where Ctrl-C is the usual way to end; may be set later
 * @returns {Promise<number>} exit code
 */
export async function supervised(body, options = {}) {
  const supervisor = new Supervisor();
  const ports = new Ports();
  const closers = [];
  const run = { supervisor, ports, atEnd: (close) => closers.unshift(close) };
  // A reader that went away (`| head`) is no reason to leave servers running.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  let code;
  try {
    code = await Promise.race([body(run), supervisor.failure, interruption()]);
  } catch (error) {
    code = report(error, options);
  } finally {
    await supervisor.stopAll();
    for (const close of closers) close();
    ports.release();
  }
  return code;
}

/** @returns {Promise<never>} rejects with the first signal; later ones change nothing, since we are stopping */
function interruption() {
  return new Promise((_, reject) => {
    for (const name of SIGNALS) process.on(name, () => reject(new Interrupted(name)));
    // npm cannot tell us that it was killed; that it is gone does.
    const npm = callers();
    const timer = setInterval(() => {
      if (!npm.every(isRunning)) reject(new Interrupted('the end of npm'));
    }, 500);
    timer.unref();
  });
}

/** @returns {import('./processes.mjs').Identity[]} npm and the shell through which it runs us; none without npm */
function callers() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const parent = identify(process.ppid);
  const above = parentOfShell(parent.pid);
  return above ? [parent, identify(above)] : [parent];
}

/**
 * @param {unknown} error
 * @param {{ codeWhenInterrupted?: number }} options
 * @returns {number} exit code
 */
export function report(error, { codeWhenInterrupted } = {}) {
  const known = explain(error);
  if (known instanceof Interrupted) {
    say('Stopping');
    return codeWhenInterrupted ?? known.exitCode;
  }
  if (known.detail) print(known.detail);
  process.stderr.write(`\n${known.message}\n`);
  if (process.env.XGT_DEBUG === '1')
    process.stderr.write(`${known.cause ? stackOf(known.cause) : ''}${known.stack}\n`);
  return known.exitCode;
}

const stackOf = (error) => (error instanceof Error ? `${error.stack}\n` : '');
