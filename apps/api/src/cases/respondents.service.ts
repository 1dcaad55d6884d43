import { Injectable } from '@nestjs/common';
import type { Actor, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository, type Organisation } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** Whom a notice or a suspension may be about. */
@Injectable()
export class Respondents {
  constructor(private readonly organisations: OrganisationRepository) {}

  /**
   * A centre acts on those that it connects, and on nobody else's users (點5-3-5); bureau and authority on all.
   * @throws Problem `organisation.unknown`
   */
  async require(id: OrganisationId, actor: Actor): Promise<Organisation> {
    const organisation = await this.organisations.get(id);
    const ofCentre = partyOf(actor.role) === 'centre';
    if (organisation !== undefined && (!ofCentre || organisation.centreId === actor.organisationId))
      return organisation;
    throw new Problem('organisation.unknown', {
      fields: [{ field: 'respondentId', message: '查無此機關代碼，或非貴中心連線的機關。' }],
    });
  }
}
