import { percentile } from '../percentiles.fixture';
import type { Outcome, Turn } from './run-chaos';

/** The figures of a run, as they are printed and kept. */
export interface Figures {
  readonly kills: Readonly<Record<string, number>>;
  /** Each kind and form of fault. */
  readonly faults: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  /** Seconds, from the fault's end until commands, a letter and what was due had come through: the slowest of them. */
  readonly recoverySeconds: readonly number[];
  /** How often something fell due and the system saw to it. */
  readonly wakes: number;
  readonly mails: number;
  readonly ambiguousLetters: number;
  readonly copies: number;
  readonly violations: readonly string[];
}

/** Of `npm run qualify`, over all its rounds. A short run has too few turns for a verdict. */
const RECOVERY_P95_AIM_S = 30;
const KILL = 'kill ';

const wholeRecoveryMs = ({ recovery: { commandsMs, letterMs, timersMs } }: Turn): number =>
  Math.max(commandsMs, letterMs, timersMs);

export function figuresOf({ turns, verdict, wakes, mails }: Outcome): Figures {
  const faults = turns.flatMap((turn) => turn.faults);
  return {
    kills: count(faults.flatMap((fault) => (fault.startsWith(KILL) ? [fault.slice(KILL.length)] : []))),
    faults: count(faults),
    acknowledged: verdict.acknowledged,
    recoverySeconds: turns.map((turn) => Math.round(wholeRecoveryMs(turn) / 100) / 10),
    wakes,
    mails,
    ambiguousLetters: verdict.ambiguousLetters,
    copies: verdict.copies,
    violations: verdict.violations.map(({ kind, what }) => `${kind}: ${what}`),
  };
}

export function reportOf(outcome: Outcome): string {
  const { turns, verdict, answers, refusals, casesBegun, casesLeft, wakes, mails, endedByThemselves } =
    outcome;
  const figures = figuresOf(outcome);
  const spread = (pick: (turn: Turn) => number): string => {
    const values = turns.map(pick);
    // None were taken where there was no turn.
    const seconds = (share: number): string => ((percentile(values, share) || 0) / 1000).toFixed(1);
    return [0.5, 0.95, 1].map((share) => `${seconds(share)} s`).join(' / ');
  };
  const list = (counted: Iterable<readonly [string, number]>): string =>
    [...counted].map(([name, times]) => `${name} ${times}×`).join(', ') || 'none';
  const lines: readonly (readonly [string, string])[] = [
    ['faults', list(Object.entries(figures.faults))],
    ['ended by themselves', endedByThemselves.join(', ') || 'none'],
    ['cases begun, left open', `${casesBegun}, ${casesLeft}`],
    ['things that fell due', String(wakes)],
    ['commands acknowledged', String(verdict.acknowledged)],
    ['taken (202), then refused', String(verdict.takenThenRefused)],
    ['refusals', list(refusals)],
    ['answers', list(answers)],
    ['mails at the server', String(mails)],
    ['letters to be tried again', String(verdict.waitingLetters)],
    ['ambiguous letters, copies', `${verdict.ambiguousLetters}, ${verdict.copies}`],
    ['recovery, median / p95 / max', `${spread(wholeRecoveryMs)} (aim: p95 under ${RECOVERY_P95_AIM_S} s)`],
    ['  of commands', spread(({ recovery }) => recovery.commandsMs)],
    ['  of a letter', spread(({ recovery }) => recovery.letterMs)],
    ['  of what was due', spread(({ recovery }) => recovery.timersMs)],
    ['violations', String(verdict.violations.length)],
  ];
  const width = Math.max(...lines.map(([name]) => name.length));
  return [
    ...lines.map(([name, value]) => `${name.padEnd(width)}  ${value}`),
    ...verdict.violations.map(({ kind, what }) => `VIOLATION ${kind}: ${what}`),
  ].join('\n');
}

function count(names: readonly string[]): Readonly<Record<string, number>> {
  const counted: Record<string, number> = {};
  for (const name of names) counted[name] = (counted[name] ?? 0) + 1;
  return counted;
}
