import { defineSignal } from '@temporalio/workflow';
import type { BusinessClock, CivilDate, HeardNonArrival, Instant, Lane } from '@xiangaitong/domain';

export const dispatchWorkflowType = 'dispatchLane';

export interface DispatchLaneInput {
  readonly lane: Lane;
  readonly clock: BusinessClock;
  /** Real milliseconds after which a lane looks by itself, should a poke have been lost. */
  readonly pollMs: number;
}

/** To a workflow that looks from time to time: there is something to do, look now. */
export const pokeSignal = defineSignal('poke');

export const dispatchWorkflowId = (lane: Lane): string => `dispatch/${lane}`;

/** A case waits to hear that its written notice is not known to have arrived. */
export interface NonArrivalReport {
  readonly dispatchId: string;
  readonly caseKind: 'notice' | 'suspension';
  readonly caseId: string;
  readonly tenant: string;
  /** The date that the letter announced; the notice of an earlier date says nothing about a new one. */
  readonly effectiveDate?: CivilDate;
  /** The same of a notice: the deadline that the letter names. */
  readonly deadline?: CivilDate;
  readonly why: HeardNonArrival;
}

/** Letters that are claimed at once at most; as many tried, or more, mean that there may be others. */
export const FULL_BATCH = 100;

export interface BatchOutcome {
  /** How many letters were tried. */
  readonly tried: number;
  readonly reports: readonly NonArrivalReport[];
  /** Business instant of the next arrival check or retry; absent when nothing waits. */
  readonly nextAt?: Instant;
}

export interface DispatchActivities {
  /**
   * Claims letters that are due by the hundred, sends each, records each outcome, until no hundred is due any more or a
   * while has passed; then checks arrivals.
   */
  dispatchBatch(lane: Lane): Promise<BatchOutcome>;
  /** Tells the case as a command with a fixed id; a case that is closed meanwhile does not mind. */
  reportNonArrival(report: NonArrivalReport): Promise<void>;
}
