/** `test`, `test-full`, `exec`: something run with a fresh database and engine. */
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { moduleBin, NX_ENVIRONMENT } from './apps.mjs';
import { root } from './paths.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { openProfile, writeEnvironment } from './profile.mjs';
import { supervised } from './run.mjs';
import { print, say, sayOnStderr } from './say.mjs';
import { claimPorts, setUp, startServices } from './services.mjs';
import { readResults, resultFiles, summaryLine, withSteps } from './summary.mjs';

/** @typedef {{ name: string, command: string, args: string[] }} Step */

const nx = (...args) => ({ command: moduleBin('nx'), args: ['run-many', ...args, '--outputStyle=static'] });

/** Format, lint, types, builds, every fast test. */
export const test = () =>
  testRun('test', [
    { name: 'format', command: moduleBin('prettier'), args: ['--check', '.'] },
    { name: 'nx', ...nx('-t', 'lint', 'typecheck', 'build', 'test') },
  ]);

/** The long tests. */
export const testFull = () => {
  // Nx does not cache these, so a count that is there is an old one.
  for (const file of resultFiles(root, 'test-full')) rmSync(file);
  return testRun('test-full', [{ name: 'nx', ...nx('-t', 'test-full') }]);
};

/**
 * @param {'test' | 'test-full'} target of Nx
 * @param {Step[]} steps the last one runs the tests
 * @returns {Promise<number>} exit code; the summary is the last line
 */
async function testRun(target, steps) {
  /** @type {Map<string, number>} */
  const codes = new Map();
  const ended = await inProfile(
    'test',
    target === 'test' ? 'npm test' : 'npm run test:full',
    async ({ supervisor }, env) => {
      for (const { name, command, args } of steps) {
        say(`Running ${command.split('/').at(-1)} ${args.join(' ')}`);
        // A red step does not hide what the next one would have found.
        codes.set(
          name,
          await supervisor.start({ name, command, args, env: { ...env, ...NX_ENVIRONMENT } }).exited,
        );
      }
      return [...codes.values()].every((code) => code === 0) ? 0 : 1;
    },
  );
  // A run that did not get as far as its tests has nothing to sum up; a failed or interrupted one is one failure.
  const ran = codes.has('nx');
  const tests = ran ? readResults(root, target) : { passed: 0, failed: 0 };
  const failedSteps = [...codes].filter(([name, code]) => name !== 'nx' && code !== 0).length + (ran ? 0 : 1);
  const total = withSteps(tests, { failedSteps, testStepFailed: ran && codes.get('nx') !== 0 });
  if (ended !== 0 && total.failed === 0) total.failed = 1;
  print(summaryLine(total));
  return total.failed > 0 ? ended || 1 : ended;
}

/**
 * @param {string[]} args [--profile P] -- command and its arguments
 * @returns {Promise<number>} the command's exit code
 * @throws {Problem} without a command, or for a profile whose data are kept
 */
export async function exec(args) {
  sayOnStderr();
  const { profile, command } = execArguments(args);
  return inProfile(profile, `exec ${command[0]}`, async ({ supervisor }, env) => {
    const [program, ...rest] = command;
    return supervisor.start({
      name: 'command',
      command: program,
      args: rest,
      env: { ...env, NX_DAEMON: 'false' },
    }).exited;
  });
}

/**
 * @param {string[]} args
 * @returns {{ profile: string, command: string[] }}
 * @throws {Problem}
 */
export function execArguments(args) {
  const usage = 'use: node infra/local/main.mjs exec [--profile NAME] -- command …';
  const end = args.indexOf('--');
  // npm eats one `--`, so the command may also follow directly.
  const named = args[0] === '--profile' ? 2 : args[0]?.startsWith('--profile=') ? 1 : 0;
  const ours = args.slice(0, end === -1 ? named : Math.min(end, args.length));
  const command = args.slice(end === -1 ? named : end + 1);
  let values;
  try {
    ({ values } = parseArgs({ args: ours, options: { profile: { type: 'string', default: 'test' } } }));
  } catch (error) {
    throw new Problem(`"${ours.join(' ')}" is not understood`, usage, { cause: error });
  }
  if (command.length === 0) throw new Problem('There is no command to run', usage);
  if (values.profile === 'start' || values.profile === 'demo') {
    throw new Problem(
      `The profile "${values.profile}" belongs to npm`,
      'choose another: its data would be wiped',
    );
  }
  return { profile: values.profile, command };
}

/** Wipes a profile, starts its services, does the work, stops them. */
async function inProfile(profile, command, work) {
  return supervised(async (run) => {
    preflight();
    return work(run, await freshServices(run, { profile, command, withTestServer: true }));
  });
}

/**
 * Wipes a profile and starts its services, for as long as the run takes.
 *
 * @param {import('./run.mjs').Run} run
 * @param {{ profile: string, command: string, withTestServer: boolean }} options command: as the developer called it
 * @returns {Promise<Record<string, string>>} environment of the tests
 */
export async function freshServices(run, { profile, command, withTestServer }) {
  const { dir, close } = await openProfile(profile, { token: run.supervisor.token, wipe: true, command });
  run.atEnd(close);
  const ports = await claimPorts(run.ports, { serves: false });
  const parts = await setUp(run.supervisor, { withTestServer });
  const env = await startServices(run.supervisor, parts, { profile, dir, ports });
  writeEnvironment(profile, env);
  return env;
}
