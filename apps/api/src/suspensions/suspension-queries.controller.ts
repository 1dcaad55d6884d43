import { Controller } from '@nestjs/common';
import { RegisterRepository, SuspensionRepository } from '@xiangaitong/persistence';
import { CaseQueries } from '../cases/case-queries.service';
import { viewSuspension } from '../cases/case-view';
import { daysWithin, givenOf, narrowedBy } from '../cases/list-filter';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import * as http from './suspensions.http';

/** What people look up about suspensions. */
@Controller()
export class SuspensionQueriesController {
  constructor(
    private readonly suspensions: SuspensionRepository,
    private readonly queries: CaseQueries,
    private readonly register: RegisterRepository,
  ) {}

  private readonly kind = {
    kind: 'suspension',
    find: (id: string) => this.suspensions.find(id),
    view: viewSuspension,
  } as const;

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const { noticeId, effectiveFrom, effectiveTo, sort } = query;
    // A date that waits for its approval is told with it: neither a filter nor the order may tell it before.
    const fields = givenOf(query, ['trackerId', 'effectiveFrom', 'effectiveTo']);
    const ofOfficers = sort === 'effective' ? [...fields, 'sort'] : fields;
    return this.queries.list(this.kind, { ...query, ofOfficers }, actor, (scopes) =>
      this.suspensions.list({
        ...narrowedBy(query),
        scopes,
        order: sort,
        ...(noticeId === undefined ? {} : { noticeId }),
        effective: daysWithin(effectiveFrom, effectiveTo),
      }),
    );
  }

  @Endpoint(http.getEndpoint)
  async get(call: CallOf<typeof http.getEndpoint>): Promise<AnswerOf<typeof http.getEndpoint>> {
    const { status, body } = await this.queries.get(this.kind, call);
    return {
      status,
      body: { ...body, edition: await this.register.editionOf('suspension', call.params.id) },
    };
  }

  @Endpoint(http.timelineEndpoint)
  async timeline(
    call: CallOf<typeof http.timelineEndpoint>,
  ): Promise<AnswerOf<typeof http.timelineEndpoint>> {
    return this.queries.timeline(this.kind, call);
  }
}
