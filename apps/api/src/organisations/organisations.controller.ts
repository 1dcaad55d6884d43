import { Controller } from '@nestjs/common';
import type { organisationView, successionView } from '@xiangaitong/contracts';
import { countyNames, type Actor } from '@xiangaitong/domain';
import {
  OrganisationRepository,
  ServiceStateRepository,
  SuccessionRepository,
  type Organisation,
  type SuccessionRow,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { CountyService } from './county.service';
import * as http from './organisations.http';
import { SuccessionService } from './succession.service';

/** The organisations of the exchange. */
@Controller()
export class OrganisationsController {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly services: ServiceStateRepository,
    private readonly successions: SuccessionRepository,
    private readonly linking: SuccessionService,
    private readonly counties: CountyService,
  ) {}

  @Endpoint(http.organisationEndpoint)
  async get({
    params,
    actor,
  }: CallOf<typeof http.organisationEndpoint>): Promise<AnswerOf<typeof http.organisationEndpoint>> {
    return { status: 200, body: await this.viewOrganisation(params.id, actor) };
  }

  @Endpoint(http.countyEndpoint)
  async setCounty({
    params,
    body,
    actor,
    requestId,
  }: CallOf<typeof http.countyEndpoint>): Promise<AnswerOf<typeof http.countyEndpoint>> {
    await this.known(params.id, actor);
    await this.counties.set(params.id, body.county, actor, requestId);
    return { status: 200, body: await this.viewOrganisation(params.id, actor) };
  }

  @Endpoint(http.serviceEndpoint)
  async service({
    params,
    actor,
  }: CallOf<typeof http.serviceEndpoint>): Promise<AnswerOf<typeof http.serviceEndpoint>> {
    const { name } = await this.known(params.id, actor);
    const { desired } = await this.services.get(params.id);
    return { status: 200, body: { organisationId: params.id, name, service: desired } };
  }

  @Endpoint(http.successorEndpoint)
  async linkSuccessor({
    params,
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.successorEndpoint>): Promise<AnswerOf<typeof http.successorEndpoint>> {
    await this.known(params.id, actor);
    const { row, replayed } = await this.linking.link(params.id, body, actor, idempotencyKey);
    const linked = await this.view(row, actor);
    return replayed
      ? { status: 200, body: linked, headers: { 'Idempotent-Replay': 'true' } }
      : { status: 201, body: linked };
  }

  private async viewOrganisation(wanted: string, actor: Actor): Promise<z.output<typeof organisationView>> {
    const { id, name, kind, centreId, county } = await this.known(wanted, actor);
    const [link] = await this.successions.currentOf([id]);
    return {
      id,
      name,
      kind,
      centreId: centreId ?? undefined,
      county: county ?? undefined,
      countyName: county === null ? undefined : countyNames[county],
      dissolved: await this.services.isDissolved(id),
      succession: link === undefined ? undefined : await this.view(link, actor),
    };
  }

  private async known(id: string, actor: Actor): Promise<Organisation> {
    const organisation = await this.organisations.get(id);
    if (organisation === undefined || !mayKnow(organisation, actor)) throw new Problem('resource.notFound');
    return organisation;
  }

  private async view(row: SuccessionRow, actor: Actor): Promise<z.output<typeof successionView>> {
    const { organisationId, successorId, startsAt, reason, at: linkedAt } = row;
    const successorName = (await this.organisations.get(successorId))?.name ?? successorId;
    // Officers are named to their own people only.
    const linkedBy = row.actorOrganisationId === actor.organisationId ? row.actorId : undefined;
    return { organisationId, successorId, successorName, startsAt, reason, linkedBy, linkedAt };
  }
}

/** A centre those it connects, and itself; an organisation itself; bureau and authority all. */
function mayKnow({ id, centreId }: Organisation, actor: Actor): boolean {
  if (id === actor.organisationId) return true;
  const party = partyOf(actor.role);
  if (party === 'bureau' || party === 'authority') return true;
  return (party === 'centre' || party === 'auditor') && centreId === actor.organisationId;
}
