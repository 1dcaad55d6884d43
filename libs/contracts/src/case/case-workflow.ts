import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';
import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type {
  Actor,
  BusinessClock,
  CaseKind,
  CaseSummary,
  Instant,
  NoticeCommand,
  NoticeState,
  Policy,
  SuspensionCommand,
  SuspensionState,
  WorkCalendar,
  WorkflowEffect,
} from '@xiangaitong/domain';

/** A command on its way: who asks, under which key a repetition is recognised. */
export interface CommandEnvelope<C> {
  /** The caller's Idempotency-Key, or a fixed id for what the system does. At most 128 characters. */
  readonly commandId: string;
  /** SHA-256 (hex) of the command: the same key with another content is refused. */
  readonly fingerprint: string;
  readonly command: C;
  readonly actor: Actor;
}

/** The first and every repeated answer to a command. */
export interface CommandResult {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly caseNumber: string;
  /** Sequence number of the last event when the command was done. */
  readonly seq: number;
  readonly phase: string;
  /** Types of the events that the command led to, in order. */
  readonly events: readonly string[];
  /** Business time at which it was decided, epoch milliseconds. */
  readonly at: Instant;
}

/** Where a run takes up its case: what the run before handed over, or the register. */
export type Resume<S> =
  | {
      readonly from: 'run';
      readonly state: S;
      readonly seq: number;
      readonly pending: readonly WorkflowEffect[];
      readonly timeline: readonly TimelineEntry[];
    }
  | { readonly from: 'register' };

/** What a case runs under. Rules come in as input, so that a replay decides as the first run did. */
export interface CaseWorkflowInput<S> {
  readonly caseId: string;
  readonly tenant: string;
  readonly clock: BusinessClock;
  readonly policy: Policy;
  readonly calendar: WorkCalendar;
  /** History events after which the run continues as new. */
  readonly maxHistoryEvents: number;
  /** Absent for a case that has just begun. */
  readonly resume?: Resume<S>;
}

export interface TimelineEntry {
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  readonly by: string;
}

/** What a workflow's `state` query answers. */
export interface CaseSnapshot<S> {
  readonly state: S;
  readonly seq: number;
  readonly summary?: CaseSummary;
  readonly pending: readonly WorkflowEffect[];
}

/** An ApplicationFailure of this type carries the DomainError, and the sequence number of the run that refused. */
export const refusalFailureType = 'DomainRefusal';

/** History events after which a case continues as new: far under the engine's limit, and short to replay. */
export const MAX_HISTORY_EVENTS = 2_000;

export const noticeWorkflowType = 'improvementNotice';
export const suspensionWorkflowType = 'serviceSuspension';

export const noticeUpdate = defineUpdate<CommandResult, [CommandEnvelope<NoticeCommand>]>('execute');
export const suspensionUpdate = defineUpdate<CommandResult, [CommandEnvelope<SuspensionCommand>]>('execute');
export const noticeSnapshotQuery = defineQuery<CaseSnapshot<NoticeState>>('state');
export const suspensionSnapshotQuery = defineQuery<CaseSnapshot<SuspensionState>>('state');
/**
 * Says how far the register is. A run that is behind, because the worker was lost between the register's
 * commit and the engine's, folds its case again before it answers anything.
 */
export const recordedSignal = defineSignal<[number]>('recorded');
export const timelineQuery = defineQuery<readonly TimelineEntry[]>('timeline');

/** Search attributes; none holds personal data. */
export const caseStateAttribute = defineSearchAttributeKey('CaseState', SearchAttributeType.KEYWORD);
export const tenantAttribute = defineSearchAttributeKey('Tenant', SearchAttributeType.KEYWORD);

export const caseWorkflowId = (kind: CaseKind, caseId: string): string => `${kind}/${caseId}`;
