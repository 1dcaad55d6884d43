/** `cli`: the product's command line, against a system that runs. */
import { existsSync, readFileSync } from 'node:fs';
import { appMain } from './apps.mjs';
import { Problem } from './problem.mjs';
import { environmentFile, runningProfile } from './profile.mjs';
import { supervised } from './run.mjs';
import { sayOnStderr } from './say.mjs';

/**
 * @param {string[]} args for the product
 * @returns {Promise<number>} its exit code
 * @throws {Problem} when nothing runs that it could talk to
 */
export async function runCli(args) {
  sayOnStderr();
  const env = runningEnvironment();
  if (!existsSync(appMain('cli'))) throw new Problem('The command line is not built', 'run npm start once');
  return supervised(
    ({ supervisor }) =>
      supervisor.start({ name: 'cli', command: process.execPath, args: [appMain('cli'), ...args], env })
        .exited,
  );
}

/** The developer's own addresses first, then `npm start`, then a demo that was left up. */
function runningEnvironment() {
  if (process.env.DATABASE_URL) return {};
  for (const profile of ['start', 'demo']) {
    const file = environmentFile(profile);
    if (runningProfile(profile) && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  }
  throw new Problem(
    'Nothing is running in this clone',
    'start it with npm start, or set DATABASE_URL and TEMPORAL_ADDRESS to a system that runs',
  );
}
