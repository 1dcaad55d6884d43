import { Inject, Injectable } from '@nestjs/common';
import type { Actor, BusinessNow, County, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository } from '@xiangaitong/persistence';
import { AuditedActs } from '../commands/audited-acts.service';
import { NOW } from '../infrastructure/tokens';
import { isInCharge } from '../people/in-charge';

/** In which county an organisation's office is. */
@Injectable()
export class CountyService {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly acts: AuditedActs,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem `actor.notAllowed` */
  async set(organisationId: OrganisationId, county: County, by: Actor, requestId: string): Promise<void> {
    const at = this.now();
    const act = { action: 'SetCounty', by, at, requestId, detail: { organisationId, county } };
    await this.acts.run(act, isInCharge, () =>
      this.organisations.setCounty({ organisationId, county, by, at, requestId }),
    );
  }
}
