/** The long form of the chaos run: so many kills at one state of the tree, in rounds that are kept. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { localDir, root } from './paths.mjs';
import { fingerprint } from './qualify-cases.mjs';
import { print, say } from './say.mjs';

const KILLS_IN_ALL = 500;
/** Half a year of business time, a quarter of an hour: little is lost to an interruption. */
const KILLS_A_ROUND = 50;
/** Every fifth round is in real time, where clocks jump by 24 real hours and nothing else falls due. */
const REAL_EVERY = 5;

/** What a round is played with; a change of anything in there may change how it goes. */
const PLAYED_WITH = ['activities', 'apps', 'libs', 'workflows', 'package-lock.json', 'test/src/chaos'];

const resultFile = join(localDir, 'qualify', 'chaos.json');

/**
 * Plays rounds under the seeds 1, 2, 3 … until there have been so many kills. A round that fails ends it, and is played
 * again next time.
 *
 * @param {import('./run.mjs').Run} run
 * @returns {Promise<number>} exit code
 */
export async function playChaosRounds({ supervisor }) {
  const played = readPlayed(fingerprint(PLAYED_WITH));
  for (let seed = 1; killsOf(played) < KILLS_IN_ALL; seed += 1) {
    if (played.rounds.some((round) => round.seed === seed)) continue;
    const log = join(localDir, 'qualify', `chaos-${seed}.log`);
    const clock = seed % REAL_EVERY === 0 ? 'real' : 'fast';
    const args = ['--seed', String(seed), '--kills', String(KILLS_A_ROUND), '--clock', clock];
    // The command that people run: its servers and its disk are gone before the next round begins.
    const code = await supervisor.start({
      name: `chaos-${seed}`,
      command: process.execPath,
      args: [join(root, 'infra/local/main.mjs'), 'chaos', ...args],
      log,
      graceMs: 60_000,
    }).exited;
    if (code !== 0) {
      if (code < 128) say(`Chaos: round ${seed} FAILED; see .local/qualify/chaos-${seed}.log`);
      return code;
    }
    const figures = JSON.parse(readFileSync(join(localDir, 'chaos', 'figures.json'), 'utf8'));
    played.rounds.push({ seed, clock, ...figures });
    writePlayed(played);
    say(`Chaos: ${killsOf(played)} of ${KILLS_IN_ALL} kills`);
  }
  print(summaryOf(played));
  return 0;
}

const killsIn = ({ kills }) => Object.values(kills).reduce((sum, times) => sum + times, 0);
const killsOf = ({ rounds }) => rounds.reduce((sum, round) => sum + killsIn(round), 0);

function summaryOf(played) {
  const { rounds } = played;
  const seconds = rounds.flatMap((round) => round.recoverySeconds).sort((a, b) => a - b);
  const at = (part) => seconds[Math.max(Math.ceil(seconds.length * part) - 1, 0)];
  const sum = (name) => rounds.reduce((total, round) => total + round[name], 0);
  return (
    `${killsOf(played)} kills in ${rounds.length} rounds: ${sum('acknowledged')} commands acknowledged, none lost, ` +
    `nothing doubled, stuck or early; recovery median ${at(0.5)} s, p95 ${at(0.95)} s, max ${at(1)} s; ` +
    `${sum('ambiguousLetters')} ambiguous letters, ${sum('copies')} copies`
  );
}

/** @returns {{ state: string, rounds: object[] }} those that were played at this state of the tree */
function readPlayed(state) {
  const kept = existsSync(resultFile) ? JSON.parse(readFileSync(resultFile, 'utf8')) : undefined;
  return kept?.state === state ? kept : { state, rounds: [] };
}

function writePlayed(played) {
  mkdirSync(join(localDir, 'qualify'), { recursive: true });
  writeFileSync(resultFile, `${JSON.stringify(played, null, 2)}\n`);
}
