import { Controller, Inject } from '@nestjs/common';
import type { BusinessNow } from '@xiangaitong/domain';
import { NoticeRepository, RegisterRepository } from '@xiangaitong/persistence';
import { CaseQueries } from '../cases/case-queries.service';
import { viewNotice } from '../cases/case-view';
import { daysWithin, deadlinesWithin, givenOf, narrowedBy } from '../cases/list-filter';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { NOW } from '../infrastructure/tokens';
import * as http from './notices.http';

/** What people look up about notices. */
@Controller()
export class NoticeQueriesController {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly queries: CaseQueries,
    private readonly register: RegisterRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  private readonly kind = {
    kind: 'notice',
    find: (id: string) => this.notices.find(id),
    view: viewNotice,
  } as const;

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const { deadlineFrom, deadlineTo, issuedFrom, issuedTo, overdue, sort } = query;
    const asked = { ...query, ofOfficers: givenOf(query, ['trackerId']) };
    return this.queries.list(this.kind, asked, actor, (scopes) =>
      this.notices.list({
        ...narrowedBy(query),
        scopes,
        order: sort,
        deadline: deadlinesWithin(deadlineFrom, deadlineTo),
        issued: daysWithin(issuedFrom, issuedTo),
        ...(overdue === undefined ? {} : { overdueAt: this.now() }),
      }),
    );
  }

  @Endpoint(http.getEndpoint)
  async get(call: CallOf<typeof http.getEndpoint>): Promise<AnswerOf<typeof http.getEndpoint>> {
    const { status, body } = await this.queries.get(this.kind, call);
    return { status, body: { ...body, edition: await this.register.editionOf('notice', call.params.id) } };
  }

  @Endpoint(http.timelineEndpoint)
  async timeline(
    call: CallOf<typeof http.timelineEndpoint>,
  ): Promise<AnswerOf<typeof http.timelineEndpoint>> {
    return this.queries.timeline(this.kind, call);
  }
}
