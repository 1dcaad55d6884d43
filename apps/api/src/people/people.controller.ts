import { Controller } from '@nestjs/common';
import type { handOverView, substitutionView } from '@xiangaitong/contracts';
import type { HandOverRow, SubstitutionRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { replayHeaders } from '../http/replay-headers';
import { DisablingService } from './disabling.service';
import * as http from './people.http';
import { SubstitutionService } from './substitution.service';

/** The centre's people: who takes whose place, and who has left. */
@Controller()
export class PeopleController {
  constructor(
    private readonly substitutions: SubstitutionService,
    private readonly disabling: DisablingService,
  ) {}

  @Endpoint(http.setSubstituteEndpoint)
  async setSubstitute({
    params,
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.setSubstituteEndpoint>): Promise<AnswerOf<typeof http.setSubstituteEndpoint>> {
    const { row, replayed } = await this.substitutions.set(params.id, body, actor, idempotencyKey);
    return replayed
      ? { status: 200, body: viewSubstitution(row), headers: { 'Idempotent-Replay': 'true' } }
      : { status: 201, body: viewSubstitution(row) };
  }

  @Endpoint(http.listSubstitutesEndpoint)
  async listSubstitutes({
    query,
    actor,
  }: CallOf<typeof http.listSubstitutesEndpoint>): Promise<AnswerOf<typeof http.listSubstitutesEndpoint>> {
    const { items, next } = await this.substitutions.list(actor, query);
    return { status: 200, body: { entries: items.map(viewSubstitution), next } };
  }

  @Endpoint(http.endSubstituteEndpoint)
  async endSubstitute({
    params,
    actor,
  }: CallOf<typeof http.endSubstituteEndpoint>): Promise<AnswerOf<typeof http.endSubstituteEndpoint>> {
    return { status: 200, body: viewSubstitution(await this.substitutions.end(params.id, actor)) };
  }

  @Endpoint(http.disableEndpoint)
  async disable({
    params,
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.disableEndpoint>): Promise<AnswerOf<typeof http.disableEndpoint>> {
    const { row, replayed } = await this.disabling.disable(params.id, body, actor, idempotencyKey);
    return { status: 200, body: viewHandOver(row), headers: replayHeaders(replayed) };
  }
}

const viewSubstitution = (row: SubstitutionRow): z.output<typeof substitutionView> => ({
  id: row.id,
  personId: row.personId,
  substituteId: row.substituteId,
  startsAt: row.startsAt,
  endsAt: row.endsAt,
  setBy: row.actorId,
  endedBy: row.endedBy ?? undefined,
});

const viewHandOver = (row: HandOverRow): z.output<typeof handOverView> => ({
  personId: row.personId,
  substituteId: row.substituteId ?? undefined,
  trackerId: row.trackerId,
  tasks: row.tasks,
  cases: row.cases,
  at: row.at,
});
