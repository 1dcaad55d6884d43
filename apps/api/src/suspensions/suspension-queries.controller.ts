import { Controller } from '@nestjs/common';
import type { suspensionView } from '@xiangaitong/contracts';
import { SuspensionRepository, RegisterRepository, type SuspensionRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { CaseAccess } from '../cases/case-access.service';
import { ListScope } from '../cases/list-scope.service';
import { RespondentViews, type RespondentView } from '../cases/respondent-views.service';
import { viewTimeline } from '../cases/timeline-view';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import * as http from './suspensions.http';

/** What people look up about suspensions. */
@Controller()
export class SuspensionQueriesController {
  constructor(
    private readonly suspensions: SuspensionRepository,
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
    const { items, next } = await this.suspensions.list({ ...filter, ...scope });
    const respondentOf = await this.respondents.of(items);
    const entries = items.map((row) => viewSuspension(row, respondentOf(row)));
    return { status: 200, body: { entries, next } };
  }

  @Endpoint(http.getEndpoint)
  async get({
    params,
    actor,
    about,
  }: CallOf<typeof http.getEndpoint>): Promise<AnswerOf<typeof http.getEndpoint>> {
    about(params.id);
    const row = await this.access.suspension(params.id, actor);
    const respondentOf = await this.respondents.of([row]);
    return { status: 200, body: viewSuspension(row, respondentOf(row)) };
  }

  @Endpoint(http.timelineEndpoint)
  async timeline({
    params,
    actor,
    about,
  }: CallOf<typeof http.timelineEndpoint>): Promise<AnswerOf<typeof http.timelineEndpoint>> {
    about(params.id);
    await this.access.suspension(params.id, actor);
    return { status: 200, body: viewTimeline(await this.register.timeline('suspension', params.id)) };
  }
}

const viewSuspension = (row: SuspensionRow, respondent: RespondentView): z.output<typeof suspensionView> => ({
  id: row.id,
  caseNumber: row.caseNumber,
  tenant: row.tenant,
  ...respondent,
  noticeId: row.noticeId ?? undefined,
  trackerId: row.trackerId ?? undefined,
  phase: row.phase,
  effectiveAt: row.effectiveAt ?? undefined,
  nextWakeAt: row.nextWakeAt ?? undefined,
  closed: row.closed,
  seq: row.seq,
});
