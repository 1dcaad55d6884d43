import { Controller } from '@nestjs/common';
import type { Actor } from '@xiangaitong/domain';
import type { CalendarVersion } from '@xiangaitong/persistence';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { replayHeaders } from '../http/replay-headers';
import { CalendarImport } from './calendar-import.service';
import { CalendarVersions } from './calendar-versions.service';
import { summaryOf, viewVersion } from './calendar-view';
import * as http from './calendars.http';

/** The working calendar by which deadlines are computed: its versions. */
@Controller()
export class CalendarsController {
  constructor(
    private readonly versions: CalendarVersions,
    private readonly importing: CalendarImport,
  ) {}

  @Endpoint(http.importEndpoint)
  async import({
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.importEndpoint>): Promise<AnswerOf<typeof http.importEndpoint>> {
    const { version, replayed } = await this.importing.import(body, actor, idempotencyKey);
    const view = await this.view(version, actor);
    return replayed
      ? { status: 200, body: view, headers: replayHeaders(replayed) }
      : { status: 201, body: view, headers: { Location: `/api/v1/calendars/${version.id}` } };
  }

  @Endpoint(http.listEndpoint)
  async list({ actor }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const [versions, inForce] = await Promise.all([this.versions.list(), this.versions.inForceId()]);
    const entries = versions.map((version) => summaryOf(version, version.id === inForce, actor));
    return { status: 200, body: { entries } };
  }

  @Endpoint(http.versionEndpoint)
  async version({
    params,
    actor,
  }: CallOf<typeof http.versionEndpoint>): Promise<AnswerOf<typeof http.versionEndpoint>> {
    return { status: 200, body: await this.view(await this.versions.require(params.id), actor) };
  }

  @Endpoint(http.approvalEndpoint)
  async approve({
    params,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.approvalEndpoint>): Promise<AnswerOf<typeof http.approvalEndpoint>> {
    const { version, replayed } = await this.versions.decide(
      params.id,
      { state: 'approved' },
      actor,
      idempotencyKey,
    );
    return { status: 200, body: await this.view(version, actor), headers: replayHeaders(replayed) };
  }

  @Endpoint(http.refusalEndpoint)
  async refuse({
    params,
    body: { reason },
    actor,
    idempotencyKey,
  }: CallOf<typeof http.refusalEndpoint>): Promise<AnswerOf<typeof http.refusalEndpoint>> {
    const outcome = { state: 'refused', reason } as const;
    const { version, replayed } = await this.versions.decide(params.id, outcome, actor, idempotencyKey);
    return { status: 200, body: await this.view(version, actor), headers: replayHeaders(replayed) };
  }

  private async view(version: CalendarVersion, actor: Actor) {
    const [inForce, base] = await Promise.all([
      this.versions.inForceId(),
      version.basedOn === null ? undefined : this.versions.require(version.basedOn),
    ]);
    return viewVersion(version, base?.calendar, version.id === inForce, actor);
  }
}
