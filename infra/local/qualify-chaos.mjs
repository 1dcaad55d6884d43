/** The long form of the chaos run: so many kills at one state of the tree, in rounds that are kept. */
import { cpSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { LOGS, RECORD } from './command-chaos.mjs';
import { localDir, root } from './paths.mjs';
import { Problem } from './problem.mjs';
import { fingerprint } from './qualify-cases.mjs';
import { print, say } from './say.mjs';

const KILLS_IN_ALL = 500;
/** Some six minutes on two cores: no more is lost to an interruption. */
const KILLS_A_ROUND = 25;
/** Every fifth round is in real time, where clocks jump by 24 real hours and nothing else falls due. */
const REAL_EVERY = 5;
/** Over the turns of all rounds, seconds. */
const RECOVERY_P95_UNDER_S = 30;

/** What a round is played with; a change of anything in there may change how it goes. */
export const PLAYED_WITH = [
  'activities',
  'apps/api',
  'apps/worker',
  'libs',
  'workflows',
  'package-lock.json',
  'tsconfig.base.json',
  'test/tsconfig.build.json',
  'test/src/chaos.main.ts',
  'test/src/chaos',
  'test/src/app-process.fixture.ts',
  'test/src/case-directory.fixture.ts',
  'test/src/history-file.fixture.ts',
  'test/src/percentiles.fixture.ts',
  'docs/cases/directory',
  'infra/local/chaos-disk.mjs',
  'infra/local/command-chaos.mjs',
  'infra/local/mariadb-server.mjs',
  'infra/local/temporal-server.mjs',
  ':(exclude)*.md',
];

const folder = join(localDir, 'qualify');
const resultFile = join(folder, 'chaos.json');

/**
 * Plays rounds under the seeds 1, 2, 3 … until there have been so many kills. A round that fails ends it, is kept with
 * its logs, and is played again next time. Rounds of another state of the tree are kept and do not count.
 *
 * @param {import('./run.mjs').Run} run
 * @returns {Promise<number>} exit code; 1 when a round failed, or recovery took too long
 * @throws {import('./problem.mjs').Problem} when the tree changes meanwhile
 */
export async function playChaosRounds({ supervisor }) {
  const state = fingerprint(PLAYED_WITH);
  const kept = readKept();
  const played = () => kept.rounds.filter((round) => round.state === state);
  sayWhatCounts(kept.rounds, played());
  let built = false;
  for (let seed = 1; killsOf(played()) < KILLS_IN_ALL; seed += 1) {
    if (played().some((round) => round.seed === seed)) continue;
    const clock = seed % REAL_EVERY === 0 ? 'real' : 'fast';
    const began = Date.now();
    const code = await playRound(supervisor, { seed, clock, built });
    // Ended from outside: says nothing about the product, and is played again.
    if (code >= 128) return code;
    if (code !== 0) {
      kept.failures.push({ state, seed, clock, kept: keepFailed(seed) });
      writeKept(kept);
      say(
        `Chaos: round ${seed} FAILED; its output, logs, ledger and figures are in ${kept.failures.at(-1).kept}`,
      );
      return code;
    }
    if (fingerprint(PLAYED_WITH) !== state)
      throw new Problem(
        `The tree has changed while round ${seed} was played, so that round does not count`,
        'run this again: rounds of the former state count again when it comes back',
      );
    built = true;
    const figures = JSON.parse(readFileSync(join(RECORD, 'figures.json'), 'utf8'));
    kept.rounds.push({ state, seed, clock, seconds: Math.round((Date.now() - began) / 1000), ...figures });
    writeKept(kept);
    const p95 = percentile(recoveriesOf(played()), 0.95);
    say(`Chaos: ${killsOf(played())} of ${KILLS_IN_ALL} kills; recovery p95 so far ${p95} s`);
  }
  const { code, lines } = verdictOn(
    played(),
    kept.failures.filter((failure) => failure.state === state),
  );
  lines.forEach((line) => print(line));
  return code;
}

/** The command that people run: its servers and its disk are gone before the next round begins. */
function playRound(supervisor, { seed, clock, built }) {
  const args = ['--seed', String(seed), '--kills', String(KILLS_A_ROUND), '--clock', clock];
  return supervisor.start({
    name: `chaos-${seed}`,
    command: process.execPath,
    args: [join(root, 'infra/local/main.mjs'), 'chaos', ...(built ? ['--built'] : []), ...args],
    log: logOf(seed),
    graceMs: 60_000,
  }).exited;
}

const logOf = (seed) => join(folder, `chaos-${seed}.log`);

/** @returns {string} the folder, which no later round writes to */
function keepFailed(seed) {
  const at = join(folder, `chaos-failed-${seed}-${new Date().toISOString().replace(/[^0-9T]/g, '')}`);
  mkdirSync(at, { recursive: true, mode: 0o700 });
  for (const [from, name] of [
    [RECORD, 'record'],
    [LOGS, 'logs'],
    [logOf(seed), 'output.log'],
  ])
    if (existsSync(from)) cpSync(from, join(at, name), { recursive: true });
  return at;
}

function sayWhatCounts(all, played) {
  const others = all.length - played.length;
  if (played.length > 0) say(`Chaos: ${killsOf(played)} kills in ${played.length} rounds have been played`);
  if (others > 0) say(`Chaos: ${others} rounds were played at another state of the tree and do not count`);
}

/**
 * @param {object[]} rounds of one state of the tree
 * @param {object[]} failures of the same state
 * @returns {{ code: 0 | 1, lines: string[] }} exit code, and what to say
 */
export function verdictOn(rounds, failures) {
  const lines = [summaryOf(rounds)];
  if (failures.length > 0)
    lines.push(
      `Before they passed, ${failures.length} rounds failed: ${failures.map(({ kept }) => kept).join(', ')}`,
    );
  const p95 = percentile(recoveriesOf(rounds), 0.95);
  if (p95 < RECOVERY_P95_UNDER_S) return { code: 0, lines };
  const slow = rounds.filter(({ recoverySeconds }) => percentile(recoverySeconds, 1) >= RECOVERY_P95_UNDER_S);
  lines.push(
    `FAILED: recovery p95 is ${p95} s and has to be under ${RECOVERY_P95_UNDER_S} s; ` +
      `slow turns are in the rounds ${slow.map(({ seed }) => seed).join(', ')} (.local/qualify/chaos-<round>.log)`,
  );
  return { code: 1, lines };
}

const killsIn = ({ kills }) => Object.values(kills).reduce((sum, times) => sum + times, 0);
const killsOf = (rounds) => rounds.reduce((sum, round) => sum + killsIn(round), 0);
const recoveriesOf = (rounds) => rounds.flatMap(({ recoverySeconds }) => recoverySeconds);

/** By nearest rank. */
function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)];
}

function summaryOf(rounds) {
  const seconds = recoveriesOf(rounds);
  const sum = (name) => rounds.reduce((total, round) => total + round[name], 0);
  return (
    `${killsOf(rounds)} kills in ${rounds.length} rounds: ${sum('acknowledged')} commands acknowledged, none lost, ` +
    `nothing doubled, stuck or early; recovery of ${seconds.length} turns: median ${percentile(seconds, 0.5)} s, ` +
    `p95 ${percentile(seconds, 0.95)} s, max ${percentile(seconds, 1)} s; ` +
    `${sum('ambiguousLetters')} ambiguous letters, ${sum('copies')} copies; ${sum('seconds')} s in all`
  );
}

/** @returns {{ rounds: object[], failures: object[] }} each with the state of the tree that it was played at */
function readKept() {
  if (!existsSync(resultFile)) return { rounds: [], failures: [] };
  const { rounds, failures = [] } = JSON.parse(readFileSync(resultFile, 'utf8'));
  return { rounds, failures };
}

/** At once or not at all: an interruption must not cost the rounds before it. */
function writeKept(kept) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${resultFile}.new`, `${JSON.stringify(kept, null, 2)}\n`);
  renameSync(`${resultFile}.new`, resultFile);
}
