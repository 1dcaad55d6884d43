/** `qualify`: what takes too long for every day. Resumable: what has been shown is not shown again. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plantAll } from './command-plant.mjs';
import { ensureModules } from './node-modules.mjs';
import { localDir, root } from './paths.mjs';
import { preflight } from './preflight.mjs';
import { Problem } from './problem.mjs';
import { supervised } from './run.mjs';
import { playEveryCase } from './qualify-cases.mjs';
import { print, say } from './say.mjs';

/** Cases in one run of the model: about a minute, so that little is lost to an interruption. */
const CASES_A_RUN = 20_000;
const CASES_IN_ALL = 1_000_000;

/**
 * Plays every script of docs/cases for real, then the model of the core under the seeds 1, 2, 3 … until so many
 * cases have passed at this commit, and plants bugs.
 * @param {string[]} args `--cases N`
 * @returns {Promise<number>} exit code; 1 when a script was not played to its end, a case broke a rule (the seed is
 *   printed, and tried first next time), or a planted bug was not caught
 */
export async function qualify(args) {
  const wanted = casesIn(args);
  return supervised(async (run) => {
    const { supervisor } = run;
    preflight();
    await ensureModules(supervisor);
    const played = await playEveryCase(run);
    if (played !== 0) return played;
    const state = readState();
    for (let seed = 1; seed * CASES_A_RUN <= wanted; seed += 1) {
      if (state.passed.includes(seed)) continue;
      const began = Date.now();
      const code = await supervisor.start({
        name: `model-${seed}`,
        command: process.execPath,
        args: [join(root, 'node_modules/jest/bin/jest.js'), 'src/case/model.spec.ts', '--silent'],
        cwd: join(root, 'libs/domain'),
        env: { MODEL_SEED: String(seed), MODEL_CASES: String(CASES_A_RUN) },
        log: join(localDir, 'qualify', `model-${seed}.log`),
      }).exited;
      // Ended from outside: says nothing about the cases, and is played again.
      if (code >= 128) return code;
      if (code !== 0) {
        say(`Model: seed ${seed} FAILED; see .local/qualify/model-${seed}.log`);
        return 1;
      }
      state.passed.push(seed);
      state.seconds += (Date.now() - began) / 1000;
      writeState(state);
      say(`Model: ${(state.passed.length * CASES_A_RUN).toLocaleString('en')} cases passed`);
    }
    const cases = state.passed.length * CASES_A_RUN;
    print(
      `${cases.toLocaleString('en')} cases of the model passed at ${state.commit.slice(0, 12)}, ` +
        `${Math.round(state.seconds)} s in all`,
    );
    // What has been played so often must also be able to see.
    return plantAll(supervisor);
  });
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
