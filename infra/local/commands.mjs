/** The commands, by name. */
import { chaos } from './command-chaos.mjs';
import { runCli } from './command-cli.mjs';
import { demo, start } from './command-serve.mjs';
import { exec, test, testFull } from './command-test.mjs';
import { qualify } from './command-qualify.mjs';
import { lifecycle } from './command-lifecycle.mjs';
import { plant } from './command-plant.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { report, supervised } from './run.mjs';
import { print, say } from './say.mjs';
import { setUp } from './services.mjs';

const HELP = `node infra/local/main.mjs <command>

  setup                           install, download and build whatever is missing
  start                           run the product; data is kept (npm start)
  demo [--once] [--case FILE]     play a case from issue to restoration (npm run demo)
  test | test-full                all fast tests | the rest (npm test, npm run test:full)
  qualify [--cases N]             play every case script for real, and random cases by the million, resumable;
                                  then plant, and chaos with 500 kills (npm run qualify)
  chaos [--kills N] [--seed N]    the real processes under load, killed and cut off at random (npm run chaos)
  plant                           put bugs into a copy of the core, each to be caught (npm run plant)
  lifecycle                       write docs/lifecycle.md anew (npm run lifecycle)
  exec [--profile P] -- CMD…      run a command with a fresh database and Temporal
  cli …                           the product's command line, against what \`start\` runs

XGT_DEBUG=1 shows stack traces. More: infra/local/README.md`;

/** @type {Record<string, (args: string[]) => Promise<number>>} */
const COMMANDS = {
  setup,
  start,
  demo,
  test,
  'test-full': testFull,
  qualify,
  chaos,
  plant,
  lifecycle,
  exec,
  cli: runCli,
};

async function setup() {
  return supervised(async ({ supervisor }) => {
    preflight();
    await setUp(supervisor, { withTestServer: true });
    say('Everything is in place');
    return 0;
  });
}

/**
 * @param {string[]} argv without node and script
 * @returns {Promise<number>} exit code
 */
export async function main(argv) {
  const [name = 'help', ...args] = argv;
  try {
    if (name === 'help' || name === '--help' || name === '-h') {
      print(HELP);
      return 0;
    }
    const command = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
    if (!command)
      throw new Problem(`There is no command "${name}"`, `choose one of ${Object.keys(COMMANDS).join(', ')}`);
    return await command(args);
  } catch (error) {
    return report(error);
  }
}
