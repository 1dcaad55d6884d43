import {
  policyVersion1,
  systemActor,
  type Instant,
  type OrganisationId,
  type Policy,
} from '@xiangaitong/domain';
import type { PolicyRow } from '../entities/policy.entity';
import { actorColumns, type New } from '../register/record-rows';

/** A version that no person proposed: what ships, and what a directory brings for a new centre. */
export const systemVersion = (
  tenant: OrganisationId,
  policy: Policy,
  effectiveAt: Instant,
): New<PolicyRow> => ({
  tenant,
  id: policy.id,
  version: policy.version,
  json: policy,
  effectiveAt,
  basedOn: null,
  purpose: null,
  proposedAt: null,
  proposalCommandId: null,
  ...actorColumns(systemActor(tenant)),
  state: 'approved',
  decidedBy: null,
  decidedFor: null,
  decidedByOrganisation: null,
  decidedAt: effectiveAt,
  decisionCommandId: null,
  reason: null,
});

/** What a centre has for which nothing was ever written: the policy that ships, from the start. */
export const shippedVersion = (tenant: OrganisationId): New<PolicyRow> =>
  systemVersion(tenant, policyVersion1, 0);
