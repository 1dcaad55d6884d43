import type { CaseKind, Instant, Lane } from '@xiangaitong/domain';
import type { DispatchState } from '../entities/dispatch.entity';

/** Open cases of a kind in one phase. */
export interface PhaseFigures {
  readonly kind: CaseKind;
  readonly phase: string;
  readonly open: number;
  /** Of these, past their date: a notice's deadline, the effective date of a suspension that is not executed. */
  readonly overdue: number;
  /** Of these, due to move by themselves within an hour. */
  readonly dueSoon: number;
  /** Of these, due to move by themselves for longer than an engine that is well takes. */
  readonly wakeLate: number;
  /** Business instant at which the first of these is, or was, to move by itself. */
  readonly firstWakeAt: Instant | undefined;
}

/** What an operator has to do with; `accepted` letters are done as far as sending goes. */
export type OpenDispatchState = Exclude<DispatchState, 'accepted'>;

/** Letters of a lane in one state that are not known to have arrived. */
export interface LetterFigures {
  readonly lane: Lane;
  readonly state: OpenDispatchState;
  readonly letters: number;
  /** Business instant at which the oldest of these was called for. */
  readonly oldestQueuedAt: Instant;
}

/** What the register tells an operator at one moment. */
export interface OperatorFigures {
  readonly phases: readonly PhaseFigures[];
  readonly letters: readonly LetterFigures[];
  /** Milliseconds by which the database's clock is ahead of this process's. */
  readonly clockDifferenceMs: number;
  /** The last day of the calendar in force, `YYYY-MM-DD`. */
  readonly calendarLastDay: string;
}

/** Business instants between which cases count as late, or as due soon. */
export interface FigureTimes {
  readonly now: Instant;
  /** What should have moved before this is late. */
  readonly lateBefore: Instant;
  readonly soonUntil: Instant;
}
