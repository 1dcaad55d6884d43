/** Every script of docs/cases, played for real: the product's own processes, a real engine, a day a second. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, moduleBin } from './apps.mjs';
import { freshServices } from './command-test.mjs';
import { localDir, root } from './paths.mjs';
import { duration, print, say } from './say.mjs';

const CASES = 'docs/cases';
/** What a case is played with; a change of anything in there may change how it goes. */
const PLAYED_WITH = ['activities', 'apps', 'libs', 'workflows', 'package-lock.json', `${CASES}/directory`];

const resultFile = join(localDir, 'qualify', 'cases.json');

/**
 * Plays the scripts that have not been played at this state of the tree, one after another; one that fails does not
 * keep the others from being played, and is played again next time.
 *
 * @param {import('./run.mjs').Run} run
 * @returns {Promise<number>} exit code; 1 when a step of a script did not happen
 */
export async function playEveryCase(run) {
  const state = fingerprint(PLAYED_WITH);
  const scripts = readdirSync(join(root, CASES))
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      name: file.slice(0, -'.json'.length),
      state: fingerprint([`${CASES}/${file}`], state),
    }));
  const played = readPlayed();
  const waiting = scripts.filter(({ name, state }) => played[name] !== state);
  if (waiting.length > 0) {
    const code = await playAll(run, waiting, played);
    if (code !== 0) return code;
  }
  print(`${scripts.length} scripts of ${CASES} played for real, ${waiting.length} of them now`);
  return 0;
}

async function playAll(run, waiting, played) {
  const { supervisor } = run;
  const env = await freshServices(run, {
    profile: 'qualify',
    command: 'npm run qualify',
    withTestServer: false,
  });
  await build(supervisor);
  const test = join(root, 'test');
  await supervisor.run({
    name: 'build-test',
    command: moduleBin('tsc'),
    args: ['-p', 'tsconfig.build.json'],
    cwd: test,
    failed: 'The player of the scripts could not be built',
    remedy: 'mend what the lines above show',
  });
  const failed = [];
  for (const [index, { name, state }] of waiting.entries()) {
    const began = Date.now();
    const log = join(localDir, 'qualify', `case-${name}.log`);
    const code = await supervisor.start({
      name: `case-${name}`,
      command: process.execPath,
      args: [join(test, 'dist/play-case.main.js'), name],
      env,
      log,
    }).exited;
    // Ended from outside: says nothing about the case, and is played again.
    if (code >= 128) return code;
    const what = code === 0 ? 'played' : `FAILED; see .local/qualify/case-${name}.log`;
    say(`Case ${index + 1} of ${waiting.length}: ${name} ${what} (${duration(Date.now() - began)})`);
    if (code !== 0) failed.push(name);
    else writePlayed(Object.assign(played, { [name]: state }));
  }
  if (failed.length > 0) print(`Not played to their end: ${failed.join(', ')}`);
  return failed.length > 0 ? 1 : 0;
}

/**
 * Of every file as it lies there, committed or not.
 *
 * @param {string[]} paths
 * @param {string} [seed] what it is to differ by besides
 * @returns {string}
 */
export function fingerprint(paths, seed = '') {
  const args = ['ls-files', '--cached', '--others', '--exclude-standard', '-z', '--', ...paths];
  const listed = execFileSync('git', args, { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 });
  const hash = createHash('sha256').update(seed);
  for (const file of listed.split('\0').sort()) {
    // A test cannot change how a case is played; a file that was deleted is still in the index.
    if (file === '' || file.endsWith('.spec.ts') || !existsSync(join(root, file))) continue;
    hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  }
  return hash.digest('hex');
}

/** @returns {Record<string, string>} for each script that has been played to its end, with what */
const readPlayed = () => (existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : {});

function writePlayed(played) {
  mkdirSync(join(localDir, 'qualify'), { recursive: true });
  writeFileSync(resultFile, `${JSON.stringify(played, null, 2)}\n`);
}
