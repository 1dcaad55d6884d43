/** `start` and `demo`: the whole product, running. */
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { appMain, build, migrate, startApps } from './apps.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { openProfile, writeEnvironment } from './profile.mjs';
import { supervised } from './run.mjs';
import { print, say } from './say.mjs';
import { claimPorts, setUp, startMailCapture, startServices } from './services.mjs';

/** @returns {Promise<number>} exit code; 0 when it was stopped by Ctrl-C while it served */
export async function start() {
  const options = {};
  return supervised(async (run) => {
    await bringUp(run, { profile: 'start', command: 'npm start', wipe: false });
    options.codeWhenInterrupted = 0;
    return stayUp();
  }, options);
}

/**
 * @param {string[]} args --once, --case FILE
 * @returns {Promise<number>} exit code; the demo's own when it failed or with --once
 * @throws {Problem} for arguments it does not know
 */
export async function demo(args) {
  const script = demoArguments(args);
  const options = {};
  return supervised(async (run) => {
    const env = await bringUp(run, { profile: 'demo', command: 'npm run demo', wipe: true });
    const played = run.supervisor.start({
      name: 'demo',
      command: process.execPath,
      args: [appMain('cli'), 'demo', ...script.forward],
      env,
    });
    const code = await played.exited;
    if (code !== 0 || script.once) return code;
    options.codeWhenInterrupted = 0;
    return stayUp();
  }, options);
}

/**
 * @param {string[]} args
 * @returns {{ once: boolean, forward: string[] }} forward: for the product's own `demo`
 * @throws {Problem}
 */
export function demoArguments(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options: { once: { type: 'boolean' }, case: { type: 'string' } } }));
  } catch (error) {
    throw new Problem(
      error instanceof Error ? error.message.split('.')[0] : String(error),
      'use: npm run demo -- [--once] [--case FILE]',
      { cause: error },
    );
  }
  const forward = values.once ? ['--once'] : [];
  if (values.case !== undefined) {
    // npm changes to the top of the clone; the developer's own folder is in INIT_CWD.
    const file = resolve(process.env.INIT_CWD ?? process.cwd(), values.case);
    if (!existsSync(file))
      throw new Problem(`There is no file ${file}`, 'give --case the JSON script of a case');
    forward.push('--case', file);
  }
  return { once: values.once === true, forward };
}

/** From nothing to a system that serves. Gives the product's environment. */
async function bringUp(run, { profile, command, wipe }) {
  const { supervisor } = run;
  preflight();
  const { dir, close } = await openProfile(profile, { token: supervisor.token, wipe, command });
  run.atEnd(close);
  run.atEnd(() => supervisor.startedAny && say('Stopped'));
  const ports = await claimPorts(run.ports, { serves: true });
  const parts = await setUp(supervisor, { withTestServer: false });
  if (wipe && process.env.DATABASE_URL) say('DATABASE_URL is set: the data there are not wiped');

  const built = build(supervisor).then(() => say('Build: done'));
  const [found] = await Promise.all([startServices(supervisor, parts, { profile, dir, ports }), built]);
  const mail = ports.smtp === 0 ? undefined : startMailCapture(supervisor, { dir, port: ports.smtp });
  await Promise.all([
    mail,
    migrate(supervisor, dir, beginClock(found)).then(() => say('Schema: up to date')),
  ]);

  // The business clock counts from here: what set-up took must not be business time.
  const env = beginClock(found);
  writeEnvironment(profile, env);
  await startApps(supervisor, dir, env);
  say('Ready');
  print(addresses(env, dir));
  return env;
}

/** A training clock begins now; one that runs with the world's has no beginning. */
function beginClock(env) {
  return env.CLOCK_BUSINESS_EPOCH === undefined
    ? env
    : { ...env, CLOCK_REAL_EPOCH: new Date().toISOString() };
}

function addresses(env, dir) {
  return [
    '',
    `  API          ${env.PUBLIC_URL}/api/v1`,
    `  API docs     ${env.PUBLIC_URL}/api/docs`,
    ...(env.TEMPORAL_UI_URL ? [`  Temporal UI  ${env.TEMPORAL_UI_URL}`] : []),
    ...(env.MAIL_CAPTURE_DIR ? [`  Mail         ${env.MAIL_CAPTURE_DIR}`] : []),
    `  Logs         ${dir}/logs`,
    '',
  ].join('\n');
}

/** @returns {Promise<never>} ended only by a signal or the death of a part */
function stayUp() {
  say('Running until Ctrl-C');
  return new Promise(() => {});
}
