import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { viewClosures } from './closure-view';
import { ClosureService } from './closure.service';
import * as http from './closures.http';

/** 停止上班 of counties. */
@Controller()
export class ClosuresController {
  constructor(private readonly closures: ClosureService) {}

  @Endpoint(http.enterEndpoint)
  async enter({
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.enterEndpoint>): Promise<AnswerOf<typeof http.enterEndpoint>> {
    const { row, replayed } = await this.closures.enter(body, actor, idempotencyKey);
    const { county, date } = row;
    const ofThatDay = await this.closures.list({ county, from: date, to: date });
    const entered = viewClosures(ofThatDay, actor).find(({ id }) => id === row.id);
    // Nothing is ever deleted.
    if (entered === undefined) throw new Error(`Closure ${row.id} is gone`);
    return replayed
      ? { status: 200, body: entered, headers: { 'Idempotent-Replay': 'true' } }
      : { status: 201, body: entered };
  }

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    return { status: 200, body: { entries: viewClosures(await this.closures.list(query), actor) } };
  }
}
