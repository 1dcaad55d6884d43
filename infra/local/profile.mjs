/** One running system in one folder: its lock, its data, what an earlier run may have left. */
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { holderOf, tryLock } from './locks.mjs';
import { profileDir, socketDir } from './paths.mjs';
import { Problem } from './problem.mjs';
import { endMarked, isRunning, pause, signal } from './processes.mjs';
import { say } from './say.mjs';

/** What a run writes and a wipe removes; the lock in run/ stays. */
const DATA = ['mysql', 'mail', 'logs', 'temporal.db', 'temporal.db-wal', 'temporal.db-shm'];

/**
 * @param {string} name of a profile
 * @returns {{ pid: number, env?: Record<string, string> } | undefined} the run that has it now
 */
export function runningProfile(name) {
  const holder = holderOf(lockOf(profileDir(name)));
  return isRunning(holder) ? /** @type {any} */ (holder) : undefined;
}

/** @param {string} name of a profile */
export const environmentFile = (name) => join(profileDir(name), 'env.json');

const lockOf = (dir) => join(dir, 'run', 'main.json');

/**
 * Takes a profile for this run, and ends what a crash of the last one left.
 *
 * @param {string} name
 * @param {{ token: string, wipe: boolean, command: string }} options token: the supervisor's; command:
 *   how the developer called this, for the other one's message
 * @returns {Promise<{ dir: string, close: () => void }>}
 * @throws {Problem} when another run of this clone has it
 */
export async function openProfile(name, { token, wipe, command }) {
  const dir = profileDir(name);
  const lock = tryLock(lockOf(dir), { token, command });
  if ('holder' in lock) {
    throw new Problem(
      `"${lock.holder.command ?? name}" is already running in this clone (process ${lock.holder.pid})`,
      'use that one, or stop it with Ctrl-C first',
    );
  }
  chmodSync(dir, 0o700); // Passwords and captured mail are inside.
  await endLeftovers(dir, lock.stale?.token);
  if (wipe) for (const entry of DATA) rmSync(join(dir, entry), { recursive: true, force: true });
  mkdirSync(join(dir, 'logs'), { recursive: true });
  return {
    dir,
    close: () => {
      rmSync(join(dir, 'env.json'), { force: true });
      rmSync(socketDir(dir), { recursive: true, force: true });
      lock.release();
    },
  };
}

/**
 * Guards end their children when we die; this is for guards that died as well.
 * By mark where there is /proc, and by noted pid and start time, so that a
 * stranger who got the same number is left alone.
 */
async function endLeftovers(dir, staleToken) {
  let count = typeof staleToken === 'string' ? await endMarked(`${staleToken}/`, 15_000) : 0;
  const run = join(dir, 'run');
  for (const entry of readdirSync(run)) {
    const file = join(run, entry);
    if (entry === 'main.json' || !entry.endsWith('.json')) continue;
    const noted = holderOf(file);
    if (isRunning(noted)) {
      count += 1;
      signal(noted.pid, 'SIGTERM');
      const deadline = Date.now() + 15_000;
      while (isRunning(noted) && Date.now() < deadline) await pause(50);
      if (isRunning(noted)) signal(noted.pid, 'SIGKILL');
    }
    if (existsSync(file)) rmSync(file);
  }
  if (count > 0) say(`Ended ${count} process${count === 1 ? '' : 'es'} that an earlier run had left`);
}

/**
 * Writes what a second terminal needs (`npm run cli`).
 *
 * @param {string} name of the profile
 * @param {Record<string, string>} environment with passwords, hence for the owner only
 */
export function writeEnvironment(name, environment) {
  writeFileSync(environmentFile(name), `${JSON.stringify(environment, null, 2)}\n`, { mode: 0o600 });
}
