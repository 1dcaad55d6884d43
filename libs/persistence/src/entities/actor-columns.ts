import type { OrganisationId, PersonId, Role } from '@xiangaitong/domain';
import { lengths, optional, text } from '../database/columns';

/** Who did it, spread over columns. */
export interface ActorColumns {
  readonly actorId: PersonId;
  readonly actorRole: Role;
  readonly actorOrganisationId: OrganisationId;
  readonly actorOnBehalfOf: PersonId | null;
}

export const actorEntityColumns = {
  actorId: text(lengths.person),
  actorRole: text(lengths.phase),
  actorOrganisationId: text(lengths.organisation),
  actorOnBehalfOf: text(lengths.person, optional),
};
