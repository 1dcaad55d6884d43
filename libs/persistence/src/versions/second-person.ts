import type { EntityManager } from 'typeorm';
import { isSecond, type Actor, type Instant } from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import type { ActorColumns } from '../entities/actor-columns';
import type { DecisionColumns } from '../entities/decision-columns';
import { VersionConflictError } from '../errors';

/** What a second person says of a version. */
export interface VersionDecision {
  readonly outcome: { readonly state: 'approved' } | { readonly state: 'refused'; readonly reason: string };
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
  readonly commandId: string;
}

/**
 * - `fourEyes`: the person began it, or stands in for who did;
 * - `decided`: somebody has decided already.
 */
export type DecisionFault = 'fourEyes' | 'decided';

/** What is written on the version. */
type Settlement = DecisionColumns & { readonly state: 'approved' | 'refused' };

export type Settled<Fault extends string> =
  | { readonly kind: 'settled'; readonly settlement: Settlement }
  | { readonly kind: 'replayed' }
  | { readonly kind: 'refused'; readonly why: DecisionFault | Fault };

/**
 * What becomes of a version that one person began and another decides on: once, and never by the same two eyes; the
 * same request again finds what it did. For a caller who has locked the version and writes what comes of it.
 * @param mayNot why it cannot come into force as it is; asked of an approval only
 * @throws VersionConflictError when the command id has been used for the other decision
 */
export async function settle<Fault extends string>(
  row: ActorColumns & DecisionColumns & { readonly state: string },
  { outcome, by, at, commandId }: VersionDecision,
  mayNot: () => Promise<Fault | undefined>,
): Promise<Settled<Fault>> {
  const reason = outcome.state === 'refused' ? outcome.reason : null;
  if (row.decisionCommandId === commandId) {
    if (row.state !== outcome.state || row.reason !== reason) throw new VersionConflictError(commandId);
    return { kind: 'replayed' };
  }
  if (row.decidedAt !== null) return { kind: 'refused', why: 'decided' };
  if (!isSecond(by, row.actorId, row.actorOnBehalfOf ?? undefined))
    return { kind: 'refused', why: 'fourEyes' };
  const why = outcome.state === 'approved' ? await mayNot() : undefined;
  if (why !== undefined) return { kind: 'refused', why };
  const settlement = {
    state: outcome.state,
    decidedBy: by.personId,
    decidedFor: by.onBehalfOf ?? null,
    decidedByOrganisation: by.organisationId,
    decidedAt: at,
    decisionCommandId: commandId,
    reason,
  };
  return { kind: 'settled', settlement };
}

/** Within the transaction that does it: what an officer has done to a version, for their own organisation. */
export const auditAct = (
  manager: EntityManager,
  action: string,
  { by, at }: { readonly by: Actor; readonly at: Instant },
  detail: object,
): Promise<void> =>
  appendAudit(manager, { at, actor: by, tenant: by.organisationId, action, outcome: 'done', detail });
