/** Debian's package manager, where we are root. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { withLock } from './locks.mjs';
import { cacheDir, localDir } from './paths.mjs';
import { explain } from './problem.mjs';
import { say, withProgress } from './say.mjs';
import { onPath } from './tools.mjs';

/** @returns {boolean} */
export function canAptInstall() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Another apt-get at work is waited for, not an error. */
const PATIENT = ['-o', 'DPkg::Lock::Timeout=300'];

/**
 * Installs the first set of packages that can be installed. A service that a
 * package would start is kept from starting by `RUNLEVEL=1` and, where that is
 * not heeded, stopped again: we run our own, private instance.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} what for the lines
 * @param {string[][]} choices sets of packages, the best first
 * @throws {import('./problem.mjs').Problem} when the last set fails as well
 */
export async function aptInstall(supervisor, what, choices) {
  // One at a time in this process too: two apt-gets would only wait for each other.
  await withLock(join(cacheDir, 'apt.lock'), what, async () => {
    const run = (step, args) =>
      withProgress(
        `${what}: apt-get ${step}`,
        supervisor.run({
          name: `apt-${what.toLowerCase().replace(/\W+/g, '-')}-${step}`,
          command: 'apt-get',
          args: [...PATIENT, ...args],
          env: { DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' },
          log: join(localDir, 'logs', `apt-${step}.log`),
          failed: `${what} could not be installed with apt-get`,
          remedy: `install it yourself, then run this again (see .local/logs/apt-${step}.log)`,
          // Half an installation is worse than a slow Ctrl-C.
          graceMs: 120_000,
        }),
        15_000,
      );
    await run('update', ['-q', 'update']);
    let last;
    for (const packages of choices) {
      try {
        await run('install', ['-q', 'install', '-y', '--no-install-recommends', ...packages]);
        if (packages.includes('mariadb-server')) await stopPackagedService(supervisor);
        say(`${what}: installed ${packages.join(', ')}`);
        return;
      } catch (error) {
        last = explain(error);
      }
    }
    throw last;
  });
}

async function stopPackagedService(supervisor) {
  if (!existsSync('/etc/init.d/mariadb')) return;
  await supervisor
    .run({
      name: 'apt-stop-service',
      command: 'service',
      args: ['mariadb', 'stop'],
      log: join(localDir, 'logs', 'apt-service.log'),
      failed: 'The packaged MariaDB service could not be stopped',
      remedy: 'stop it yourself',
    })
    .catch((error) => say(explain(error).message));
}
