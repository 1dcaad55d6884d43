/** A small disk of its own for the servers of a chaos run, which can be filled without filling the machine's. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Holds an empty database, its redo log and a run's cases; the rest is what there is to fill. */
const SIZE = '1g';

/**
 * @param {string} dir the profile's folder
 * @returns {{ dir: string, why?: string, unmount: () => void }} where the servers' data go; `why` says why that is
 *   no disk of its own, and the fault "full disk" has to be left out
 */
export function smallDisk(dir) {
  const at = join(dir, 'disk');
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const plain = (why) => ({ dir: at, why, unmount: () => {} });
  if (process.platform !== 'linux') return plain('there is no tmpfs on this system');
  if (process.getuid?.() !== 0) return plain('mounting a tmpfs needs root');
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${SIZE},mode=700`, 'xgt-chaos', at], { stdio: 'pipe' });
  } catch (error) {
    return plain(`a tmpfs could not be mounted (${String(error.stderr ?? error.message).trim()})`);
  }
  return { dir: at, unmount: () => unmountDisk(dir) };
}

/**
 * Also ends what a run that was killed has left.
 *
 * @param {string} dir the profile's folder
 */
export function unmountDisk(dir) {
  const at = join(dir, 'disk');
  if (process.platform !== 'linux' || !readFileSync('/proc/mounts', 'utf8').includes(` ${at} tmpfs `)) return;
  // Lazily: a server that is just being reaped may still have a file open.
  execFileSync('umount', ['--lazy', at], { stdio: 'ignore' });
}
