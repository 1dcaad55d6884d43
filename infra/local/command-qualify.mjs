/** `qualify`: what takes too long for every day. Resumable: what has been shown is not shown again. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { plantAll } from './command-plant.mjs';
import { ensureModules } from './node-modules.mjs';
import { localDir, root } from './paths.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { supervised } from './run.mjs';
import { playEveryCase } from './qualify-cases.mjs';
import { playChaosRounds } from './qualify-chaos.mjs';
import { print, say } from './say.mjs';

/** Cases in one run of the model: about a minute, so that little is lost to an interruption. */
const CASES_A_RUN = 20_000;
const CASES_IN_ALL = 1_000_000;

const PARTS = ['cases', 'model', 'plant', 'chaos'];

/**
 * Plays every script of docs/cases for real, then the model of the core under the seeds 1, 2, 3 … until so many
 * cases have passed at this commit, plants bugs, and kills the real processes five hundred times.
 * @param {string[]} args `--cases N`, `--only cases | model | plant | chaos`
 * @returns {Promise<number>} exit code; 1 when a script was not played to its end, a case broke a rule (the seed is
 *   printed, and tried first next time), or a planted bug was not caught
 */
export async function qualify(args) {
  const wanted = casesIn(args);
  const parts = partsIn(args);
  return supervised(async (run) => {
    preflight();
    await ensureModules(run.supervisor);
    for (const part of parts) {
      const code = await shows[part](run, wanted);
      if (code !== 0) return code;
    }
    return 0;
  });
}

/** In this order: what has been played so often must also be able to see. */
const shows = {
  cases: (run) => playEveryCase(run),
  model: ({ supervisor }, wanted) => playModel(supervisor, wanted),
  plant: ({ supervisor }) => plantAll(supervisor),
  chaos: (run) => playChaosRounds(run),
};

/** One run of the model a core at a time; they share nothing. */
async function playModel(supervisor, wanted) {
  const state = readState();
  const seeds = Array.from({ length: Math.floor(wanted / CASES_A_RUN) }, (_, index) => index + 1).filter(
    (seed) => !state.passed.includes(seed),
  );
  const began = Date.now();
  const before = state.seconds;
  let ended = 0;
  const playOn = async () => {
    for (let seed = seeds.shift(); seed !== undefined && ended === 0; seed = seeds.shift()) {
      const code = await playSeed(supervisor, seed);
      // Ended from outside: says nothing about the cases, and is played again.
      if (code >= 128) ended = code;
      else if (code !== 0) {
        say(`Model: seed ${seed} FAILED; see .local/qualify/model-${seed}.log`);
        ended = 1;
      } else {
        state.passed.push(seed);
        state.seconds = before + (Date.now() - began) / 1000;
        writeState(state);
        say(`Model: ${(state.passed.length * CASES_A_RUN).toLocaleString('en')} cases passed`);
      }
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, playOn));
  if (ended !== 0) return ended;
  const cases = state.passed.length * CASES_A_RUN;
  print(
    `${cases.toLocaleString('en')} cases of the model passed at ${state.commit.slice(0, 12)}, ` +
      `${Math.round(state.seconds)} s in all`,
  );
  return 0;
}

const playSeed = (supervisor, seed) =>
  supervisor.start({
    name: `model-${seed}`,
    command: process.execPath,
    args: [join(root, 'node_modules/jest/bin/jest.js'), 'src/case/model.spec.ts', '--silent'],
    cwd: join(root, 'libs/domain'),
    env: { MODEL_SEED: String(seed), MODEL_CASES: String(CASES_A_RUN) },
    log: join(localDir, 'qualify', `model-${seed}.log`),
  }).exited;

function partsIn(args) {
  const at = args.indexOf('--only');
  if (at < 0) return PARTS;
  const part = args[at + 1];
  if (!PARTS.includes(part))
    throw new Problem(`--only ${part ?? ''} is no part of it`, `give one of: ${PARTS.join(', ')}`);
  return [part];
}

function casesIn(args) {
  const at = args.indexOf('--cases');
  if (at < 0) return CASES_IN_ALL;
  const cases = Number(args[at + 1]);
  if (!Number.isInteger(cases) || cases < CASES_A_RUN)
    throw new Problem(`--cases ${args[at + 1] ?? ''} is no number of cases`, `give at least ${CASES_A_RUN}`);
  return cases;
}

const stateFile = join(localDir, 'qualify', 'state.json');

/** Another commit may behave otherwise: what its predecessor passed does not count. */
function readState() {
  const commit = execFileSync('git', ['rev-parse', 'HEAD:libs/domain/src'], {
    cwd: root,
    encoding: 'utf8',
  }).trim();
  const fresh = { commit, passed: [], seconds: 0 };
  if (!existsSync(stateFile)) return fresh;
  const kept = JSON.parse(readFileSync(stateFile, 'utf8'));
  return kept.commit === commit ? kept : fresh;
}

function writeState(state) {
  mkdirSync(join(localDir, 'qualify'), { recursive: true });
  writeFileSync(stateFile, `${JSON.stringify(state)}\n`);
}
