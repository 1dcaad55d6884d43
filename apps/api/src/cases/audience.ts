import type { Actor, OrganisationId, Outsider } from '@xiangaitong/domain';
import type { NoticeRow, SuspensionRow } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';

/** As what somebody reads a case: as one of those whose case it is, or as an outsider who is concerned. */
export type Audience = 'officer' | Outsider;

/** A case, of either kind. */
export type CaseRow = NoticeRow | SuspensionRow;

/** What decides who may see a case. */
export type Known = Pick<
  CaseRow,
  'tenant' | 'respondentId' | 'knownToRespondentAt' | 'knownToBureauAt' | 'knownToAuthorityAt'
>;

/** Officers and auditors of the authority whose case it is: of a centre, or of the bureau in a case of its own. */
export const isOfTenant = (tenant: OrganisationId, { role, organisationId }: Actor): boolean =>
  tenant === organisationId && ['centre', 'auditor', 'bureau'].includes(partyOf(role) ?? '');

/**
 * As what somebody may read this case, by the row alone; undefined for those who are to know nothing of it: of
 * somebody else's, and of what has not been issued, reported or put to them yet.
 */
export function audienceOf(row: Known, actor: Actor): Audience | undefined {
  if (isOfTenant(row.tenant, actor)) return 'officer';
  switch (partyOf(actor.role)) {
    case 'respondent':
      return row.respondentId === actor.organisationId && row.knownToRespondentAt !== null
        ? 'respondent'
        : undefined;
    case 'bureau':
      return row.knownToBureauAt === null ? undefined : 'bureau';
    case 'authority':
      return row.knownToAuthorityAt === null ? undefined : 'authority';
    default:
      return undefined;
  }
}
