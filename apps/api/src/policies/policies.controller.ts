import { Controller } from '@nestjs/common';
import type { Actor } from '@xiangaitong/domain';
import type { PolicyVersion, VersionDecision } from '@xiangaitong/persistence';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import { replayHeaders } from '../http/replay-headers';
import * as http from './policies.http';
import { PolicyVersions } from './policy-versions.service';
import { summaryOf, viewVersion } from './policy-view';

/** The terms and clocks of the actor's own centre: their versions. */
@Controller()
export class PoliciesController {
  constructor(private readonly versions: PolicyVersions) {}

  @Endpoint(http.proposeEndpoint)
  async propose({
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.proposeEndpoint>): Promise<AnswerOf<typeof http.proposeEndpoint>> {
    const { version, replayed } = await this.versions.propose(body, actor, idempotencyKey);
    const view = await this.view(version, actor);
    return replayed
      ? { status: 200, body: view, headers: replayHeaders(replayed) }
      : { status: 201, body: view, headers: { Location: `/api/v1/policies/${version.version}` } };
  }

  @Endpoint(http.listEndpoint)
  async list({ actor }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const line = await this.versions.line(actor);
    return { status: 200, body: { entries: line.versions.map((version) => summaryOf(version, line)) } };
  }

  @Endpoint(http.versionEndpoint)
  async version({
    params,
    actor,
  }: CallOf<typeof http.versionEndpoint>): Promise<AnswerOf<typeof http.versionEndpoint>> {
    const line = await this.versions.line(actor);
    const version = line.versions.find((each) => each.version === params.version);
    if (version === undefined) throw new Problem('resource.notFound');
    return { status: 200, body: viewVersion(version, line) };
  }

  @Endpoint(http.approvalEndpoint)
  approve({
    params,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.approvalEndpoint>): Promise<AnswerOf<typeof http.approvalEndpoint>> {
    return this.decide(params.version, { state: 'approved' }, actor, idempotencyKey);
  }

  @Endpoint(http.refusalEndpoint)
  refuse({
    params,
    body: { reason },
    actor,
    idempotencyKey,
  }: CallOf<typeof http.refusalEndpoint>): Promise<AnswerOf<typeof http.refusalEndpoint>> {
    return this.decide(params.version, { state: 'refused', reason }, actor, idempotencyKey);
  }

  private async decide(
    number: number,
    outcome: VersionDecision['outcome'],
    actor: Actor,
    idempotencyKey: string,
  ) {
    const { version, replayed } = await this.versions.decide(number, outcome, actor, idempotencyKey);
    const body = await this.view(version, actor);
    return { status: 200 as const, body, headers: replayHeaders(replayed) };
  }

  private async view(version: PolicyVersion, actor: Actor) {
    return viewVersion(version, await this.versions.line(actor));
  }
}
