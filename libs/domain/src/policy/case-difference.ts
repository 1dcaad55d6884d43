import type { LetterParty, LetterTemplate } from '../case/effect';
import type { Explanation } from '../calendar/explanation';
import type { DomainError } from '../errors';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';
import type { SuspensionStep } from './run-forward';

/** A deadline of a round as it would be told. */
export interface ForeseenDeadline {
  readonly date: CivilDate;
  readonly explanation: Explanation;
}

/** As pinned or in force, and under the draft; one is absent where it would not come at all. */
export interface Both<T> {
  readonly before?: T;
  readonly after?: T;
}

export interface DeadlineDifference extends Both<ForeseenDeadline> {
  readonly round: number;
}

/** A letter with only `before` falls away, with only `after` is new, with both comes at another time. */
export interface LetterDifference extends Both<Instant> {
  readonly template: LetterTemplate;
  readonly party: LetterParty;
  /** The round that it is about, of a notice. */
  readonly round?: number;
}

/** When people are asked to decide, or service would go off; and how early service may then end. */
export interface ForeseenSuspension {
  readonly on: CivilDate;
  /** Unless it is executed: the first working day that the notice period allows, were it decided at once. */
  readonly earliestEffectiveDate?: CivilDate;
}

export interface SuspensionDifference extends Both<ForeseenSuspension> {
  readonly step: SuspensionStep;
}

/** What a draft policy would change about a case in which nobody acts any more. */
export interface CaseDifference {
  readonly deadlines: readonly DeadlineDifference[];
  readonly letters: readonly LetterDifference[];
  readonly suspensions: readonly SuspensionDifference[];
  /**
   * Why a notice that is not issued yet would be refused its issue as it lies; absent where it would be issued. Where it
   * is refused under one of the two, nothing else is compared: what would be issued instead is for people to say.
   */
  readonly issueRefusal?: Both<DomainError>;
  /**
   * When a run had to stop for want of days in the calendar (or, against all experience, had no end): what it may
   * still have had later is not compared.
   */
  readonly stopped?: Both<Instant>;
}
