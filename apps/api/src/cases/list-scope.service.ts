import { Inject, Injectable } from '@nestjs/common';
import {
  noticePhaseShown,
  suspensionPhaseShown,
  type Actor,
  type BusinessNow,
  type CaseKind,
  type OrganisationId,
} from '@xiangaitong/domain';
import { SuccessionRepository, type CaseScope } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** What a query for cases asks for. */
export interface CasesAsked {
  readonly tenant?: OrganisationId;
  readonly respondentId?: OrganisationId;
  readonly phase?: string;
  readonly closed?: boolean;
}

/** Works out whose cases somebody's list may show. */
@Injectable()
export class ListScope {
  constructor(
    private readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * Whose tasks and letters: an officer's own authority's, for the authority those of the one it names.
   * @param asked the tenant named in the query
   * @throws Problem `request.invalid` when it has to be named, `resource.notFound` for another one's
   */
  tenantOf(actor: Actor, asked: OrganisationId | undefined): OrganisationId {
    if (partyOf(actor.role) === 'authority') return named(asked);
    if (asked !== undefined && asked !== actor.organisationId) throw new Problem('resource.notFound');
    return actor.organisationId;
  }

  /**
   * Which cases: a centre's own and what others have suspended of those it connects, or of itself; a respondent's and
   * those of whom it has succeeded, whoever has issued them; for bureau and authority those of the one that they name,
   * as far as they know of them. Phases are asked for as the list shows them, so that no filter tells what the list
   * does not.
   * @throws Problem as `tenantOf`
   */
  async casesOf(kind: CaseKind, actor: Actor, asked: CasesAsked): Promise<readonly CaseScope[]> {
    const { organisationId: own } = actor;
    const { tenant } = asked;
    const asOutsider = phasesOf(kind, asked, true);
    const asOfficer = { tenant: own, ...phasesOf(kind, asked, false) };
    switch (partyOf(actor.role)) {
      case 'respondent':
        return (await this.answeredFor(own, asked.respondentId)).map((respondentId) => ({
          respondentId,
          knownTo: 'respondent',
          ...asOutsider,
          ...(tenant === undefined ? {} : { tenant }),
        }));
      case 'bureau':
        return named(tenant) === own
          ? [asOfficer]
          : [{ tenant: named(tenant), knownTo: 'bureau', ...asOutsider }];
      case 'authority':
        return [{ tenant: named(tenant), knownTo: 'authority', ...asOutsider }];
      default:
        this.tenantOf(actor, tenant);
        // A centre issues notices to nobody but its own users.
        return kind === 'notice' || tenant !== undefined
          ? [asOfficer]
          : [
              asOfficer,
              { notTenant: own, connectedBy: own, knownTo: 'respondent', ...asOutsider },
              { notTenant: own, respondentId: own, knownTo: 'respondent', ...asOutsider },
            ];
    }
  }

  /** @throws Problem `resource.notFound` when the one that is asked for is another's */
  private async answeredFor(
    own: OrganisationId,
    asked: OrganisationId | undefined,
  ): Promise<readonly OrganisationId[]> {
    const all = [own, ...(await this.successions.predecessorsOf(own, this.now()))];
    if (asked === undefined) return all;
    if (!all.includes(asked)) throw new Problem('resource.notFound');
    return [asked];
  }
}

function named(tenant: OrganisationId | undefined): OrganisationId {
  if (tenant !== undefined) return tenant;
  throw new Problem('request.invalid', {
    fields: [{ field: 'tenant', message: '請指明交換中心主管機關。' }],
  });
}

/** The phases that are meant; absent for all of them. */
function phasesOf(
  kind: CaseKind,
  { phase, closed }: CasesAsked,
  shown: boolean,
): { readonly phases?: readonly string[] } {
  if (phase === undefined && closed === undefined) return {};
  const phases = Object.entries(kind === 'notice' ? noticePhaseShown : suspensionPhaseShown)
    .map(([real, outside]) => ({ real, seen: shown ? outside : real }))
    .filter(({ seen }) => phase === undefined || seen === phase)
    .filter(({ seen }) => closed === undefined || (seen === 'closed') === closed);
  return { phases: phases.map(({ real }) => real) };
}
