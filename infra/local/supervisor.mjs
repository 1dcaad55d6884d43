/**
 * Starts children, each behind its guard, and ends them in reverse order.
 * There is one supervisor a run; its token marks all that the run started.
 */
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';
import { diagnose, Problem } from './problem.mjs';
import { endMarked, MARK } from './processes.mjs';
import { debug } from './say.mjs';

const GUARD = fileURLToPath(new URL('guard.mjs', import.meta.url));

/**
 * @typedef {object} ChildSpec
 * @property {string} name short, unique within the run
 * @property {string} command
 * @property {string[]} [args] never secrets: everyone can read them in `ps`
 * @property {Record<string, string | undefined>} [env] added to our own environment; undefined removes
 * @property {string} [cwd] the clone unless given
 * @property {string} [log] file for stdout and stderr, written anew; without it the child has our terminal
 * @property {string} [pidFile] where the guard notes the child's pid
 * @property {number} [graceMs] milliseconds between SIGTERM and SIGKILL
 */

/**
 * @typedef {object} Child
 * @property {string} name
 * @property {string | undefined} log
 * @property {Promise<number>} exited resolves with the exit code (128 + n for signal n)
 * @property {boolean} running
 * @property {boolean} stopping whether its end was asked for
 * @property {() => Promise<number>} stop ends it; resolves with the exit code
 */

export class Supervisor {
  /** Marks everything this run starts. */
  token = randomBytes(8).toString('hex');
  /** @type {Child[]} in the order in which they were started */
  #children = [];
  #closed = false;
  #fail = (_problem) => {};
  /** Never resolves; rejects with a Problem when a watched child ends by itself. */
  failure = new Promise((_, reject) => {
    this.#fail = reject;
  });

  constructor() {
    this.failure.catch(() => {}); // It may come when nobody waits for it any more.
  }

  /** Whether there was ever anything to stop. */
  get startedAny() {
    return this.#children.length > 0;
  }

  /**
   * @param {ChildSpec} spec
   * @returns {Child}
   * @throws {Problem} when everything is being stopped already
   */
  start(spec) {
    if (this.#closed) throw new Problem(`${spec.name} was not started`, 'everything is being stopped');
    const { name, log, graceMs = 10_000 } = spec;
    if (log) mkdirSync(dirname(log), { recursive: true });
    const output = log ? openSync(log, 'w', 0o600) : 'inherit';
    const mark = `${this.token}/${name}`;
    // With a log there is nothing to type, so the child leaves our terminal: Ctrl-C must not reach it before us.
    const ownGroup = log !== undefined || !process.stdin.isTTY;
    const order = JSON.stringify({
      command: spec.command,
      args: spec.args ?? [],
      cwd: spec.cwd ?? root,
      graceMs,
      ownGroup,
      mark,
      pidFile: spec.pidFile,
    });
    debug(`${name}: ${[spec.command, ...(spec.args ?? [])].join(' ')}`);
    const guard = spawn(process.execPath, [GUARD, order], {
      cwd: root,
      env: { ...process.env, ...spec.env, [MARK]: mark },
      stdio: [log ? 'ignore' : 'inherit', output, output, 'pipe'],
      detached: ownGroup,
    });
    if (typeof output === 'number') closeSync(output);
    const lifeline = /** @type {import('node:net').Socket} */ (guard.stdio[3]);
    lifeline.on('error', () => {}); // The guard's exit tells the same, with more detail.

    /** @type {Child} */
    const child = {
      name,
      log,
      running: true,
      stopping: false,
      exited: new Promise((done, fail) => {
        guard.once('error', fail);
        guard.once('exit', (code) => {
          child.running = false;
          done(code ?? 137);
        });
      }),
      stop: () => {
        child.stopping = true;
        lifeline.end();
        lifeline.destroy();
        return child.exited;
      },
    };
    this.#children.push(child);
    return child;
  }

  /**
   * Runs a tool to its end, quietly.
   *
   * @param {ChildSpec & { log: string, failed: string, remedy: string, tailLines?: number }} spec
   *   failed and remedy: the sentence when it fails and nothing better is known
   * @throws {Problem} with the last lines of its output when it ends with another code than 0
   */
  async run(spec) {
    const child = this.start(spec);
    const code = await child.exited;
    if (code === 0) return;
    const output = readTail(spec.log, spec.tailLines ?? 20);
    const cause = diagnose(output);
    throw new Problem(cause ? `${spec.failed}: ${cause.what}` : spec.failed, cause?.remedy ?? spec.remedy, {
      detail: child.stopping ? undefined : output,
    });
  }

  /**
   * From now on the child is expected to live until it is stopped.
   *
   * @param {Child} child
   */
  watch(child) {
    child.exited.then((code) => {
      if (child.stopping) return;
      this.#fail(
        new Problem(`${child.name} ended by itself (code ${code})`, `see ${child.log}, then start again`, {
          detail: child.log && readTail(child.log, 20),
        }),
      );
    });
  }

  /** Ends everything in reverse order, then whatever a dead guard may have lost. Never throws. */
  async stopAll() {
    this.#closed = true;
    for (const child of [...this.#children].reverse()) {
      if (child.running) await child.stop().catch(() => undefined);
    }
    await endMarked(`${this.token}/`, 2_000);
  }
}

/**
 * @param {string} file a log
 * @param {number} lines how many
 * @returns {string} its last lines; empty when it cannot be read
 */
export function readTail(file, lines) {
  try {
    return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  } catch {
    return '';
  }
}

/**
 * @param {string} dir a profile's folder
 * @param {string} name of a child
 */
export const logFile = (dir, name) => join(dir, 'logs', `${name}.log`);
