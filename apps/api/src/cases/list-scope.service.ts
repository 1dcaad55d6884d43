import { Injectable } from '@nestjs/common';
import type { Actor, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** Whose cases a list shows. */
export interface Scope {
  readonly tenant: OrganisationId;
  /** Set when only this respondent's are shown. */
  readonly respondentId?: OrganisationId;
}

/** Works out whose cases somebody's list may show. */
@Injectable()
export class ListScope {
  constructor(private readonly organisations: OrganisationRepository) {}

  /**
   * @param asked the tenant named in the query
   * @throws Problem `request.invalid` when it has to be named, `resource.notFound` for another centre's
   */
  async of(actor: Actor, asked: OrganisationId | undefined): Promise<Scope> {
    const party = partyOf(actor.role);
    if (party === 'bureau' || party === 'authority') {
      if (asked !== undefined) return { tenant: asked };
      throw new Problem('request.invalid', {
        fields: [{ field: 'tenant', message: '請指明交換中心主管機關。' }],
      });
    }
    const scope = party === 'respondent' ? await this.ofRespondent(actor) : { tenant: actor.organisationId };
    if (asked !== undefined && asked !== scope.tenant) throw new Problem('resource.notFound');
    return scope;
  }

  /**
   * Of lists in which the bureau, unlike elsewhere, sees its own cases only, as a centre does.
   * @throws Problem as `of`
   */
  async ofOfficers(actor: Actor, asked: OrganisationId | undefined): Promise<Scope> {
    if (partyOf(actor.role) !== 'bureau') return this.of(actor, asked);
    if (asked !== undefined && asked !== actor.organisationId) throw new Problem('resource.notFound');
    return { tenant: actor.organisationId };
  }

  private async ofRespondent({ organisationId }: Actor): Promise<Scope> {
    const organisation = await this.organisations.get(organisationId);
    return { tenant: organisation?.centreId ?? organisationId, respondentId: organisationId };
  }
}
