import { Injectable } from '@nestjs/common';
import type { Actor, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository, ServiceStateRepository, type Organisation } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** Whom a notice or a suspension may be about. */
@Injectable()
export class Respondents {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly services: ServiceStateRepository,
  ) {}

  /**
   * A centre acts on those that it connects, and on nobody else's users (點5-3-5); bureau and authority on all.
   * 裁撤: there is nobody left to improve, and no service to suspend.
   * @throws Problem `organisation.unknown`, `organisation.dissolved`
   */
  async require(id: OrganisationId, actor: Actor): Promise<Organisation> {
    const organisation = await this.organisations.get(id);
    const ofCentre = partyOf(actor.role) === 'centre';
    if (organisation === undefined || (ofCentre && organisation.centreId !== actor.organisationId)) {
      throw new Problem('organisation.unknown', {
        fields: [{ field: 'respondentId', message: '查無此機關代碼，或非貴中心連線的機關。' }],
      });
    }
    if (await this.services.isDissolved(id)) {
      throw new Problem('organisation.dissolved', {
        fields: [{ field: 'respondentId', message: '這個機關已裁撤。' }],
      });
    }
    return organisation;
  }
}
