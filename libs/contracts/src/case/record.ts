import type {
  Actor,
  CaseKind,
  CaseSummary,
  CivilDate,
  Effect,
  Instant,
  WorkflowEffect,
} from '@xiangaitong/domain';
import type { CommandResult } from './case-workflow';

/** What the register knows of an event; the rest of it is kept as it came. */
export interface StampedEvent {
  readonly type: string;
  readonly at: Instant;
  readonly by: Actor;
}

/** One transition, recorded in one transaction; repeating it changes nothing. */
export interface RecordInput {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly tenant: string;
  /** Sequence number of the last event before this transition; 0 for the first. */
  readonly expectedSeq: number;
  readonly events: readonly StampedEvent[];
  readonly effects: readonly Effect[];
  readonly summary: CaseSummary;
  /** The last day that the case's calendar speaks about: a newer version is brought to those that end before it. */
  readonly calendarUntil: CivilDate;
  readonly at: Instant;
  /** When this fell due by itself; absent for what somebody asked for. Only measured, never stored. */
  readonly dueAt?: Instant;
  readonly command: {
    readonly commandId: string;
    readonly fingerprint: string;
    readonly type: string;
    readonly actor: Actor;
    readonly result: CommandResult;
  };
  /** The workflow effect whose outcome this command reports: marked done in the same transaction. */
  readonly settles?: string;
}

export type RecordOutcome =
  | { readonly kind: 'recorded' }
  /** This command has been recorded before: its first answer. */
  | { readonly kind: 'duplicate'; readonly result: CommandResult }
  /** The register has gone on without this run, which must fold the case again and decide anew. */
  | { readonly kind: 'stale' };

/** What the register holds of a case: enough to go on with it in a new run. */
export interface LoadedCase {
  readonly events: readonly StampedEvent[];
  /** Recorded for the workflow to carry out, and not yet done. */
  readonly pending: readonly WorkflowEffect[];
}

/** Recording, and reading back. */
export interface RegisterActivities {
  record(input: RecordInput): Promise<RecordOutcome>;
  loadCase(kind: CaseKind, caseId: string): Promise<LoadedCase>;
}

/** What a case makes happen outside itself. Each is idempotent by the effect's identifier. */
export interface EffectActivities {
  startSuspension(effect: Extract<WorkflowEffect, { kind: 'startSuspension' }>): Promise<void>;
  /** Done too where the suspension has been executed or has ended: its own report says so. */
  recallSuspension(effect: Extract<WorkflowEffect, { kind: 'recallSuspension' }>): Promise<void>;
  reportToNotice(
    effect: Extract<WorkflowEffect, { kind: 'reportToNotice' }>,
    suspensionId: string,
  ): Promise<void>;
  /**
   * Restoring re-reads the authority's recorded confirmation; without one it fails and nothing changes.
   * @returns whether the organisation's service is on now.
   */
  actuate(
    effect: Extract<WorkflowEffect, { kind: 'actuate' }>,
    suspensionId: string,
  ): Promise<{ readonly serviceOn: boolean }>;
}
