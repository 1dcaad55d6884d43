import { Controller } from '@nestjs/common';
import { NoticeRepository, RegisterRepository } from '@xiangaitong/persistence';
import { CaseQueries } from '../cases/case-queries.service';
import { viewNotice } from '../cases/case-view';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import * as http from './notices.http';

/** What people look up about notices. */
@Controller()
export class NoticeQueriesController {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly queries: CaseQueries,
    private readonly register: RegisterRepository,
  ) {}

  private readonly kind = {
    kind: 'notice',
    list: (filter: Parameters<NoticeRepository['list']>[0]) => this.notices.list(filter),
    find: (id: string) => this.notices.find(id),
    view: viewNotice,
  } as const;

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    return this.queries.list(this.kind, query, actor);
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
