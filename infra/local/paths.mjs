/** Where things are. Nothing of ours is written anywhere else. */
import { createHash } from 'node:crypto';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Problem } from './problem.mjs';

/** The clone. */
export const root = resolve(import.meta.dirname, '..', '..');

/** What this clone keeps between runs: data, logs, pids. Safe to delete when nothing runs. */
export const localDir = join(root, '.local');

/** What all clones of this user share: what was downloaded or built. */
export const cacheDir = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'xiangaitong');

/** The longest path a unix socket may have on Linux, in bytes (108 with its final zero). */
const SOCKET_PATH_LIMIT = 107;

/**
 * @param {string} name of a profile: start, demo, test, or the developer's own
 * @returns {string} its folder
 * @throws {Problem} when the name is not one short word (it becomes a folder that is wiped)
 */
export function profileDir(name) {
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(name)) {
    throw new Problem(`"${name}" cannot name a profile`, 'use small letters, digits and hyphens');
  }
  return join(localDir, name);
}

/**
 * A short folder for unix sockets, since a clone may lie deeper than a socket
 * path may be long. One a user and profile, so that clones do not meet.
 *
 * @param {string} dir the profile's folder
 * @returns {string}
 */
export function socketDir(dir) {
  const id = createHash('sha256').update(dir).digest('hex').slice(0, 12);
  const name = `xgt-${process.getuid?.() ?? 0}-${id}`;
  const usual = join(tmpdir(), name);
  return Buffer.byteLength(join(usual, 'mysql.sock')) <= SOCKET_PATH_LIMIT ? usual : join('/tmp', name);
}
