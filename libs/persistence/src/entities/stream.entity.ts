import { EntitySchema } from 'typeorm';
import type { CaseKind, Instant, OrganisationId } from '@xiangaitong/domain';
import { count, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';

/** One event of a case. Only ever inserted. */
export interface EventRow extends ActorColumns {
  readonly streamKind: CaseKind;
  readonly streamId: string;
  readonly seq: number;
  readonly tenant: OrganisationId;
  readonly type: string;
  /** Business time. */
  readonly at: Instant;
  /** The event without type, time and actor, which have columns. */
  readonly data: object;
  /** SHA-256 (hex) over the canonical JSON of the whole event and its place in the stream. */
  readonly contentHash: string;
  readonly recordedAt: Instant;
}

export const EventEntity = new EntitySchema<EventRow>({
  name: 'event',
  tableName: 'events',
  columns: {
    streamKind: text(lengths.kind, key),
    streamId: text(lengths.caseId, key),
    seq: count(key),
    tenant: text(lengths.organisation),
    type: text(lengths.name),
    at: instant(),
    ...actorEntityColumns,
    data: json(),
    contentHash: { type: 'char', length: 64 },
    recordedAt: recordedAt(),
  },
});

/** A command that was carried out, with its first answer. */
export interface CommandRow extends ActorColumns {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly commandId: string;
  readonly tenant: OrganisationId;
  readonly type: string;
  readonly fingerprint: string;
  readonly result: object;
  readonly recordedAt: Instant;
}

export const CommandEntity = new EntitySchema<CommandRow>({
  name: 'command',
  tableName: 'commands',
  columns: {
    caseKind: text(lengths.kind, key),
    caseId: text(lengths.caseId, key),
    commandId: text(lengths.command, key),
    tenant: text(lengths.organisation),
    type: text(lengths.name),
    fingerprint: text(lengths.command),
    ...actorEntityColumns,
    result: json(),
    recordedAt: recordedAt(),
  },
});

/** Something the case's workflow has to carry out. */
export interface EffectRow {
  readonly id: string;
  readonly streamKind: CaseKind;
  readonly streamId: string;
  readonly seq: number;
  /** Place among the effects of that event, from 1. */
  readonly position: number;
  readonly tenant: OrganisationId;
  readonly kind: string;
  readonly data: object;
  readonly state: 'pending' | 'done';
  readonly outcome: object | null;
  /** Real time. */
  readonly doneAt: Instant | null;
  readonly recordedAt: Instant;
}

export const EffectEntity = new EntitySchema<EffectRow>({
  name: 'effect',
  tableName: 'effects',
  columns: {
    id: text(lengths.effect, key),
    streamKind: text(lengths.kind),
    streamId: text(lengths.caseId),
    seq: count(),
    position: count(),
    tenant: text(lengths.organisation),
    kind: text(lengths.name),
    data: json(),
    state: text(lengths.kind),
    outcome: json(optional),
    doneAt: instant(optional),
    recordedAt: recordedAt(),
  },
});
