import { EntitySchema } from 'typeorm';
import type { Instant, OrganisationId } from '@xiangaitong/domain';
import { count, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';
import { decisionEntityColumns, type DecisionColumns } from './decision-columns';

/** `approved` is in force from its date until a later one is; `refused` never was. */
export type PolicyVersionState = 'proposed' | 'approved' | 'refused';

/**
 * One version of a centre's policy; the actor is who proposed it, the system for what the product or a directory
 * brings. Only its decision is ever written later.
 */
export interface PolicyRow extends ActorColumns, DecisionColumns {
  readonly tenant: OrganisationId;
  readonly id: string;
  /** From 1 in each centre, in the order of proposal. */
  readonly version: number;
  readonly json: object;
  /** Business time: the 00:00 of its date; when it was approved later on that day, the approval. */
  readonly effectiveAt: Instant;
  /** The version that it was to follow when it was proposed; null for the one that was brought in. */
  readonly basedOn: number | null;
  /** Why it was proposed. */
  readonly purpose: string | null;
  /** Business time. */
  readonly proposedAt: Instant | null;
  /** The request that proposed it, so that a repetition of it is known. */
  readonly proposalCommandId: string | null;
  readonly state: PolicyVersionState;
  readonly recordedAt: Instant;
}

export const PolicyEntity = new EntitySchema<PolicyRow>({
  name: 'policy',
  tableName: 'policies',
  columns: {
    tenant: text(lengths.organisation, key),
    id: text(lengths.name, key),
    version: count(key),
    json: json(),
    effectiveAt: instant(),
    basedOn: count(optional),
    purpose: text(lengths.reason, optional),
    proposedAt: instant(optional),
    proposalCommandId: text(lengths.command, optional),
    ...actorEntityColumns,
    state: text(lengths.kind),
    ...decisionEntityColumns,
    recordedAt: recordedAt(),
  },
});
