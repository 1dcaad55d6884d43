import type { CaseKind, CivilDate } from '@xiangaitong/domain';

export const calendarKeeperWorkflowType = 'calendarKeeper';
/** There is one: it brings the version in force to every open case, and watches how long it covers. */
export const calendarKeeperWorkflowId = 'calendar-keeper';

export interface CalendarKeeperInput {
  /** Real milliseconds after which it looks by itself, should a poke have been lost. */
  readonly pollMs: number;
  /** Where the look goes on that the former run did not finish. */
  readonly after?: CaseReference;
}

export interface CaseReference {
  readonly caseKind: CaseKind;
  readonly caseId: string;
}

/** An open case whose calendar ends before the version in force does. */
export interface CaseToExtend extends CaseReference {
  readonly tenant: string;
  /** The last day that it has now: names the attempt. Absent where nobody has kept it. */
  readonly until?: CivilDate;
}

/** One page of a look. */
export interface CasesToExtend {
  /** The version in force. */
  readonly versionId: string;
  readonly cases: readonly CaseToExtend[];
}

export interface CalendarActivities {
  /** Asks each centre for the next year before the version in force ends, and no longer once there is one. */
  watchCoverage(): Promise<void>;
  /** Up to a hundred, in the order of their ids, after this one. */
  casesToExtend(after?: CaseReference): Promise<CasesToExtend>;
  /** Tells the case as a command; one that has closed, or has those days, does not mind. */
  extendCase(target: CaseToExtend, versionId: string): Promise<void>;
}
