import type { CaseKind, Instant } from '@xiangaitong/domain';
import type { LetterFigures, PhaseFigures } from './operator-figures';

/** A grouped row as the driver gives it; sums come as text, and as null where nothing was summed. */
export interface PhaseRow {
  readonly phase: string;
  readonly open: number | string;
  readonly overdue: number | string | null;
  readonly dueSoon: number | string | null;
  readonly wakeLate: number | string | null;
  readonly firstWakeAt: Date | string | null;
}

/** The same of letters: by lane and state. */
export interface LetterRow {
  readonly lane: LetterFigures['lane'];
  readonly state: LetterFigures['state'];
  readonly letters: number | string;
  readonly oldestQueuedAt: Date | string;
}

/** Open cases of a phase; a sum over none is 0. */
export const parsePhase = (kind: CaseKind, row: PhaseRow): PhaseFigures => ({
  kind,
  phase: row.phase,
  open: Number(row.open),
  overdue: Number(row.overdue ?? 0),
  dueSoon: Number(row.dueSoon ?? 0),
  wakeLate: Number(row.wakeLate ?? 0),
  firstWakeAt: row.firstWakeAt === null ? undefined : instantOf(row.firstWakeAt),
});

/** Letters of a lane in a state. */
export const parseLetters = (row: LetterRow): LetterFigures => ({
  lane: row.lane,
  state: row.state,
  letters: Number(row.letters),
  oldestQueuedAt: instantOf(row.oldestQueuedAt),
});

/** The connection reads dates as UTC. */
const instantOf = (at: Date | string): Instant => new Date(at).getTime();
