import type { Instant, OrganisationId, PersonId } from '@xiangaitong/domain';
import { instant, lengths, optional, text } from '../database/columns';

/** What a second person has said of a version, spread over columns; nulls until then. */
export interface DecisionColumns {
  readonly decidedBy: PersonId | null;
  /** In whose place. */
  readonly decidedFor: PersonId | null;
  readonly decidedByOrganisation: OrganisationId | null;
  /** Business time. */
  readonly decidedAt: Instant | null;
  /** The request that decided, so that a repetition of it is known. */
  readonly decisionCommandId: string | null;
  /** Why it was refused. */
  readonly reason: string | null;
}

export const decisionEntityColumns = {
  decidedBy: text(lengths.person, optional),
  decidedFor: text(lengths.person, optional),
  decidedByOrganisation: text(lengths.organisation, optional),
  decidedAt: instant(optional),
  decisionCommandId: text(lengths.command, optional),
  reason: text(lengths.reason, optional),
};
