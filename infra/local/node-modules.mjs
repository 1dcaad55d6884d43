/** The npm packages, exactly as package-lock.json says. */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './locks.mjs';
import { localDir, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { say, withProgress } from './say.mjs';

/**
 * @param {string | Buffer} content of package-lock.json
 * @returns {string} its sha256 in hex
 */
export function lockHash(content) {
  return createHash('sha256').update(content).digest('hex');
}

/**
 * Whether what npm notes as installed is what the lock wants, so that someone
 * who ran `npm install` by hand does not wait for a second one.
 *
 * @param {{ packages?: Record<string, any> }} wanted package-lock.json
 * @param {{ packages?: Record<string, any> }} installed node_modules/.package-lock.json
 * @returns {boolean}
 */
export function installedAsLocked(wanted, installed) {
  const there = installed.packages ?? {};
  const inModules = Object.entries(wanted.packages ?? {}).filter(([path]) => path.includes('node_modules/'));
  return inModules.every(([path, entry]) => {
    const found = there[path];
    // npm leaves out optional packages that are for other systems.
    if (found === undefined)
      return entry.optional === true || entry.devOptional === true || entry.peer === true;
    return found.version === entry.version && found.resolved === entry.resolved;
  });
}

/**
 * @param {string} dir a clone
 * @returns {boolean} whether node_modules fits package-lock.json
 */
export function modulesAreCurrent(dir) {
  const lock = readFileSync(join(dir, 'package-lock.json'));
  const stamp = join(dir, 'node_modules', '.xgt-lock-hash');
  const hash = lockHash(lock);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === hash) return true;
  try {
    const hidden = readFileSync(join(dir, 'node_modules', '.package-lock.json'), 'utf8');
    if (!installedAsLocked(JSON.parse(lock.toString('utf8')), JSON.parse(hidden))) return false;
  } catch {
    return false; // Not there, or not whole.
  }
  writeFileSync(stamp, hash);
  return true;
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} [dir] the clone
 * @throws {Problem} when package-lock.json is missing or npm fails
 */
export async function ensureModules(supervisor, dir = root) {
  if (!existsSync(join(dir, 'package-lock.json'))) {
    throw new Problem('package-lock.json is missing', 'get it back with: git checkout package-lock.json');
  }
  if (modulesAreCurrent(dir)) return;
  await withLock(join(localDir, 'setup.lock'), 'Node packages', async () => {
    if (modulesAreCurrent(dir)) return;
    say('Node packages: installing, about a minute');
    const hash = lockHash(readFileSync(join(dir, 'package-lock.json')));
    await withProgress(
      'Node packages: installing',
      supervisor.run({
        name: 'npm-ci',
        command: 'npm',
        args: ['ci', '--no-audit', '--no-fund'],
        cwd: dir,
        log: join(localDir, 'logs', 'npm-ci.log'),
        failed: 'npm ci failed',
        remedy: 'see the lines above and .local/logs/npm-ci.log',
      }),
      15_000,
    );
    writeFileSync(join(dir, 'node_modules', '.xgt-lock-hash'), hash);
    say('Node packages: installed');
  });
}
