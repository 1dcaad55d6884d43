import { percentile } from '../percentiles.fixture';
import type { Outcome, Turn } from './run-chaos';

/** The figures of a run, as they are printed and kept. */
export interface Figures {
  readonly kills: Readonly<Record<string, number>>;
  readonly turns: Readonly<Record<string, number>>;
  readonly acknowledged: number;
  /** Seconds, from the fault's end until commands, a letter and what was due had come through: the slowest of them. */
  readonly recoverySeconds: readonly number[];
  readonly ambiguousLetters: number;
  readonly copies: number;
  readonly violations: readonly string[];
}

const wholeRecoveryMs = ({ recovery: { commandsMs, letterMs, timersMs } }: Turn): number =>
  Math.max(commandsMs, letterMs, timersMs);

export function figuresOf({ turns, verdict }: Outcome): Figures {
  return {
    kills: count(turns.flatMap(({ killed }) => killed.map((name) => name.replace(/-\d+$/, '')))),
    turns: count(turns.map(({ kind }) => kind)),
    acknowledged: verdict.acknowledged,
    recoverySeconds: turns.map((turn) => Math.round(wholeRecoveryMs(turn) / 100) / 10),
    ambiguousLetters: verdict.ambiguousLetters,
    copies: verdict.copies,
    violations: verdict.violations.map(({ kind, what }) => `${kind}: ${what}`),
  };
}

export function reportOf(outcome: Outcome): string {
  const { turns, verdict, answers, casesBegun, mails, endedByThemselves } = outcome;
  const figures = figuresOf(outcome);
  const spread = (pick: (turn: Turn) => number): string => {
    const values = turns.map(pick);
    // None were taken where there was no turn.
    const seconds = (share: number): string => ((percentile(values, share) || 0) / 1000).toFixed(1);
    return [0.5, 0.95, 1].map((share) => `${seconds(share)} s`).join(' / ');
  };
  const list = (counted: Readonly<Record<string, number>>): string =>
    Object.entries(counted)
      .map(([name, times]) => `${name} ${times}`)
      .join(', ');
  const lines: readonly (readonly [string, string])[] = [
    ['killed', list(figures.kills)],
    ['faults', list(figures.turns)],
    ['ended by themselves', endedByThemselves.join(', ') || 'none'],
    ['cases begun', String(casesBegun)],
    ['commands acknowledged', String(verdict.acknowledged)],
    ['taken (202), then refused', String(verdict.takenThenRefused)],
    ['answers', [...answers].map(([status, times]) => `${status} ${times}×`).join(', ')],
    ['mails at the server', String(mails)],
    ['ambiguous letters, copies', `${verdict.ambiguousLetters}, ${verdict.copies}`],
    ['recovery, median / p95 / max', spread(wholeRecoveryMs)],
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
