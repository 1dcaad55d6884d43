import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { DeadlineService } from './deadline.service';
import * as http from './deadlines.http';

/** Deadlines that somebody asks for. */
@Controller()
export class DeadlinesController {
  constructor(private readonly deadlines: DeadlineService) {}

  @Endpoint(http.deadlineEndpoint)
  async compute({
    query,
    actor,
  }: CallOf<typeof http.deadlineEndpoint>): Promise<AnswerOf<typeof http.deadlineEndpoint>> {
    return { status: 200, body: await this.deadlines.compute(query, actor) };
  }
}
