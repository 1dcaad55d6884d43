import { Controller } from '@nestjs/common';
import type { Actor } from '@xiangaitong/domain';
import { OrganisationRepository, ServiceStateRepository, type Organisation } from '@xiangaitong/persistence';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { serviceEndpoint } from './organisations.http';

/** The organisations of the exchange. */
@Controller()
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly services: ServiceStateRepository,
  ) {}

  @Endpoint(serviceEndpoint)
  async service({
    params,
    actor,
  }: CallOf<typeof serviceEndpoint>): Promise<AnswerOf<typeof serviceEndpoint>> {
    const organisation = await this.organisations.get(params.id);
    if (organisation === undefined || !mayKnow(organisation, actor)) throw new Problem('resource.notFound');
    const { desired } = await this.services.get(params.id);
    return { status: 200, body: { organisationId: params.id, name: organisation.name, service: desired } };
  }
}

/** A centre those it connects, and itself; an organisation itself; bureau and authority all. */
function mayKnow({ id, centreId }: Organisation, actor: Actor): boolean {
  if (id === actor.organisationId) return true;
  const party = partyOf(actor.role);
  if (party === 'bureau' || party === 'authority') return true;
  return (party === 'centre' || party === 'auditor') && centreId === actor.organisationId;
}
