import type { CaseKind, Instant, Role } from '@xiangaitong/domain';

/** An event as it lies in the register, and when the database wrote it down. */
export interface ReadEvent {
  readonly seq: number;
  readonly type: string;
  readonly at: Instant;
  /** Real time, by the database's clock. */
  readonly recordedAt: Instant;
  /** The whole event as the core takes it. */
  readonly event: { readonly type: string; readonly at: Instant; readonly [field: string]: unknown };
}

/** A row of `events`, as the driver gives it. */
export interface EventRow {
  readonly stream_kind: CaseKind;
  readonly stream_id: string;
  readonly seq: number;
  readonly type: string;
  readonly at: Date;
  readonly recorded_at: Date;
  readonly actor_id: string;
  readonly actor_role: Role;
  readonly actor_organisation_id: string;
  readonly actor_on_behalf_of: string | null;
  readonly data: string | object;
}

export function parseEventRow(row: EventRow): ReadEvent {
  const data = (typeof row.data === 'string' ? JSON.parse(row.data) : row.data) as object;
  const by = {
    personId: row.actor_id,
    role: row.actor_role,
    organisationId: row.actor_organisation_id,
    ...(row.actor_on_behalf_of === null ? {} : { onBehalfOf: row.actor_on_behalf_of }),
  };
  return {
    seq: row.seq,
    type: row.type,
    at: row.at.getTime(),
    recordedAt: row.recorded_at.getTime(),
    event: { ...data, type: row.type, at: row.at.getTime(), by },
  };
}
