/** The product itself: built, its schema brought up to date, worker and API started. */
import { join } from 'node:path';
import { withLock } from './locks.mjs';
import { localDir, root } from './paths.mjs';
import { until } from './ports.mjs';
import { Problem } from './problem.mjs';
import { withProgress } from './say.mjs';
import { logFile, readTail } from './supervisor.mjs';

/** No daemon: it would outlive us, and holds memory that small machines lack. */
export const NX_ENVIRONMENT = { NX_DAEMON: 'false', NX_TUI: 'false' };

const READY_TIMEOUT_MS = 90_000;
/** Time for requests and activities that are under way, in milliseconds. */
const APP_GRACE_MS = 15_000;

/** @param {string} app name under apps/ */
export const appMain = (app) => join(root, 'apps', app, 'dist', 'main.js');

/** @param {string} name of a program that node_modules brings */
export const moduleBin = (name) => join(root, 'node_modules', '.bin', name);

/**
 * Compiles what changed; Nx takes the rest from its cache.
 *
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @throws {Problem} with the compiler's output
 */
export async function build(supervisor) {
  await withLock(join(localDir, 'build.lock'), 'Build', () =>
    withProgress(
      'Build: compiling',
      supervisor.run({
        name: 'build',
        command: moduleBin('nx'),
        args: ['run-many', '-t', 'build', '--outputStyle=static'],
        env: NX_ENVIRONMENT,
        log: join(localDir, 'logs', 'build.log'),
        tailLines: 60,
        failed: 'The build failed',
        remedy: 'mend what the lines above show (all of it: .local/logs/build.log)',
      }),
      15_000,
    ),
  );
}

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} dir the profile's folder
 * @param {Record<string, string>} env of the product
 * @throws {Problem} with the migration's output
 */
export async function migrate(supervisor, dir, env) {
  await supervisor.run({
    name: 'migrate',
    command: process.execPath,
    args: [appMain('cli'), 'migrate'],
    env,
    log: logFile(dir, 'migrate'),
    failed: 'The database schema could not be brought up to date',
    remedy: 'see the lines above',
  });
}

/** As in production: what a worker's thread may keep bounds the garbage it leaves lying (README, step 4). */
const WORKER_FLAGS = ['--max-old-space-size=256'];

/**
 * @param {import('./supervisor.mjs').Supervisor} supervisor
 * @param {string} dir the profile's folder
 * @param {Record<string, string>} env of the product
 * @throws {Problem} when one of them ends, or the API does not call itself ready in time
 */
export async function startApps(supervisor, dir, env) {
  const [worker, api] = ['worker', 'api'].map((name) => {
    const child = supervisor.start({
      name,
      command: process.execPath,
      args: ['--enable-source-maps', ...(name === 'worker' ? WORKER_FLAGS : []), appMain(name)],
      env,
      log: logFile(dir, name),
      pidFile: join(dir, 'run', `${name}.json`),
      graceMs: APP_GRACE_MS,
    });
    supervisor.watch(child);
    return child;
  });
  const url = `http://${env.API_HOST}:${env.API_PORT}/readyz`;
  let last = 'no answer';
  const ready = await until(
    async () => {
      try {
        const answer = await fetch(url, { signal: AbortSignal.timeout(2_000) });
        last = `${answer.status} ${(await answer.text()).slice(0, 500)}`;
        return answer.ok;
      } catch {
        return false;
      }
    },
    { timeoutMs: READY_TIMEOUT_MS, everyMs: 100, alive: () => api.running && worker.running },
  );
  if (ready) return;
  // Whichever died says why; supervisor.watch tells of it as well and the first to speak is heard.
  const culprit = worker.running ? api : worker;
  throw new Problem(
    culprit.running ? `The API is not ready: ${last}` : `${culprit.name} ended while starting`,
    `see ${culprit.log}`,
    { detail: readTail(culprit.log, 20) },
  );
}
