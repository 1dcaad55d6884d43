/** What must hold before anything else makes sense. */
import { accessSync, constants, existsSync, mkdirSync, statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { cacheDir, localDir, root } from './paths.mjs';
import { Problem } from './problem.mjs';

const GIB = 2 ** 30;

/**
 * @param {string} dir an existing folder
 * @param {number} bytes that must be free for us
 * @param {string} purpose ends the sentence "… GB free are needed …"
 * @throws {Problem} when less is free
 */
export function requireFree(dir, bytes, purpose) {
  const { bavail, bsize } = statfsSync(dir);
  const free = bavail * bsize;
  if (free >= bytes) return;
  throw new Problem(
    `Only ${(free / GIB).toFixed(1)} GB are free where ${dir} is; ${Math.ceil(bytes / GIB)} GB are needed ${purpose}`,
    'free some space, or move the clone (or XDG_CACHE_HOME, if that is the full one) to a larger disk',
  );
}

/**
 * @param {string} path
 * @returns {string} itself, or the nearest folder above it that exists
 */
function nearestExisting(path) {
  return existsSync(path) || dirname(path) === path ? path : nearestExisting(dirname(path));
}

/**
 * @throws {Problem} on Windows, on a full disk, and where we may not write
 */
export function preflight() {
  if (process.platform === 'win32') {
    throw new Problem('Windows itself is not supported', 'run this inside WSL 2');
  }
  for (const dir of [localDir, cacheDir]) {
    try {
      // Asked first, because a recursive mkdir calls a read-only file system ENOENT.
      accessSync(nearestExisting(dir), constants.W_OK);
      mkdirSync(dir, { recursive: true });
    } catch (error) {
      const { code } = /** @type {{ code?: string }} */ (error);
      if (code !== 'EACCES' && code !== 'EROFS' && code !== 'EPERM') throw error;
      throw new Problem(
        `${dir} cannot be written`,
        dir === cacheDir
          ? 'set XDG_CACHE_HOME to a folder of yours'
          : `make ${root} yours, or clone to a folder that is`,
        { cause: error },
      );
    }
    requireFree(dir, GIB, 'to run');
  }
}
