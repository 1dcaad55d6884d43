import { Controller } from '@nestjs/common';
import type { noticeView } from '@xiangaitong/contracts';
import { NoticeRepository, RegisterRepository, type NoticeRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { CaseAccess } from '../cases/case-access.service';
import { ListScope } from '../cases/list-scope.service';
import { RespondentViews, type RespondentView } from '../cases/respondent-views.service';
import { viewTimeline } from '../cases/timeline-view';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import * as http from './notices.http';

/** What people look up about notices. */
@Controller()
export class NoticeQueriesController {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly respondents: RespondentViews,
    private readonly register: RegisterRepository,
    private readonly access: CaseAccess,
    private readonly scope: ListScope,
  ) {}

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const { tenant, ...filter } = query;
    const scope = await this.scope.of(actor, tenant);
    const asked = filter.respondentId;
    if (scope.respondentId !== undefined && asked !== undefined && asked !== scope.respondentId) {
      throw new Problem('resource.notFound');
    }
    const { items, next } = await this.notices.list({ ...filter, ...scope });
    const respondentOf = await this.respondents.of(items);
    const entries = items.map((row) => viewNotice(row, respondentOf(row)));
    return { status: 200, body: { entries, next } };
  }

  @Endpoint(http.getEndpoint)
  async get({
    params,
    actor,
    about,
  }: CallOf<typeof http.getEndpoint>): Promise<AnswerOf<typeof http.getEndpoint>> {
    about(params.id);
    const row = await this.access.notice(params.id, actor);
    const respondentOf = await this.respondents.of([row]);
    return { status: 200, body: viewNotice(row, respondentOf(row)) };
  }

  @Endpoint(http.timelineEndpoint)
  async timeline({
    params,
    actor,
    about,
  }: CallOf<typeof http.timelineEndpoint>): Promise<AnswerOf<typeof http.timelineEndpoint>> {
    about(params.id);
    await this.access.notice(params.id, actor);
    return { status: 200, body: viewTimeline(await this.register.timeline('notice', params.id)) };
  }
}

const viewNotice = (row: NoticeRow, respondent: RespondentView): z.output<typeof noticeView> => ({
  id: row.id,
  caseNumber: row.caseNumber,
  tenant: row.tenant,
  ...respondent,
  phase: row.phase,
  round: row.round ?? undefined,
  deadlineAt: row.deadlineAt ?? undefined,
  nextWakeAt: row.nextWakeAt ?? undefined,
  trackerId: row.trackerId ?? undefined,
  closed: row.closed,
  seq: row.seq,
});
