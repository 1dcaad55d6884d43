/**
 * Lock files that survive a crash: each names its holder, and a holder that no
 * longer runs does not count.
 */
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { identify, isRunning, pause } from './processes.mjs';
import { say } from './say.mjs';

/** @typedef {{ pid: number, startTime: string, [more: string]: unknown }} Holder */

/**
 * @param {string} file a lock
 * @returns {Holder | undefined} who wrote it, running or not; undefined without a (readable) lock
 */
export function holderOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}

let serial = 0;

/**
 * Takes a lock if it is free.
 *
 * @param {string} file
 * @param {Record<string, unknown>} [about] kept in the lock for whoever finds it
 * @returns {{ release: () => void, stale?: Holder } | { holder: Holder }} release, and the dead
 *   holder that was replaced; or the living one that has it
 */
export function tryLock(file, about = {}) {
  mkdirSync(dirname(file), { recursive: true });
  serial += 1;
  const mine = `${file}.${process.pid}.${serial}`;
  const content = JSON.stringify({ ...identify(process.pid), ...about });
  let stale;
  writeFileSync(mine, content, { mode: 0o600 });
  try {
    for (;;) {
      try {
        // A link appears with its content at once, so that nobody ever reads half a lock.
        linkSync(mine, file);
        return { release: () => releaseOwn(file, content), stale };
      } catch (error) {
        if (/** @type {{ code?: string }} */ (error).code !== 'EEXIST') throw error;
      }
      const holder = holderOf(file);
      if (isRunning(holder)) return { holder: /** @type {Holder} */ (holder) };
      stale = takeAway(file, holder) ?? stale;
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/**
 * Moves a dead holder's lock out of the way. Of several that try, one wins the
 * rename; should it have caught a newer, living lock, it puts that back.
 */
function takeAway(file, expected) {
  const aside = `${file}.stale.${process.pid}.${serial}`;
  try {
    renameSync(file, aside);
  } catch {
    return undefined; // Someone else was faster.
  }
  const caught = holderOf(aside);
  if (isRunning(caught)) {
    try {
      linkSync(aside, file);
    } catch {
      // Taken again in between; its new holder is as good.
    }
  }
  rmSync(aside, { force: true });
  return caught?.pid === expected?.pid ? expected : undefined;
}

/**
 * Removes the locks of dead holders, so that crashes do not fill a folder.
 *
 * @param {string} folder of locks and nothing else; may be missing
 */
export function sweepLocks(folder) {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = join(folder, name);
    const holder = holderOf(file);
    if (holder && !isRunning(holder)) takeAway(file, holder);
  }
}

function releaseOwn(file, content) {
  try {
    if (readFileSync(file, 'utf8') === content) rmSync(file, { force: true });
  } catch {
    // Deleted together with its folder.
  }
}

/**
 * Waits for a lock, does the work, gives the lock back.
 *
 * @template T
 * @param {string} file
 * @param {string} what for the line that says whom we wait for
 * @param {() => Promise<T>} work should look again whether it is still needed: the holder may have done it
 * @returns {Promise<T>}
 */
export async function withLock(file, what, work) {
  let told = false;
  for (;;) {
    const lock = tryLock(file);
    if ('release' in lock) {
      try {
        return await work();
      } finally {
        lock.release();
      }
    }
    // When it is another part of this very process, its own lines tell enough.
    if (!told && lock.holder.pid !== process.pid)
      say(`${what}: process ${lock.holder.pid} is at it already, waiting`);
    told = true;
    await pause(250);
  }
}
