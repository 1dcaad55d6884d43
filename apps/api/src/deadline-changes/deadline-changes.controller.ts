import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { DeadlineChanges } from './deadline-changes.service';
import * as http from './deadline-changes.http';

/** What another calendar would do to the open cases. */
@Controller()
export class DeadlineChangesController {
  constructor(private readonly changes: DeadlineChanges) {}

  @Endpoint(http.deadlineChangesEndpoint)
  async list({
    query,
    actor,
  }: CallOf<typeof http.deadlineChangesEndpoint>): Promise<AnswerOf<typeof http.deadlineChangesEndpoint>> {
    return { status: 200, body: await this.changes.list(query, actor) };
  }
}
