import { Controller } from '@nestjs/common';
import { openingAnswer } from '../commands/command-answer';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { viewDraft } from './draft-view';
import { DraftService } from './draft.service';
import * as http from './drafts.http';
import { SubmissionService } from './submission.service';

/** Notices being written, up to the moment when their case begins. */
@Controller()
export class DraftsController {
  constructor(
    private readonly drafts: DraftService,
    private readonly submissions: SubmissionService,
  ) {}

  @Endpoint(http.createDraftEndpoint)
  async create({
    body,
    actor,
    idempotencyKey,
  }: CallOf<typeof http.createDraftEndpoint>): Promise<AnswerOf<typeof http.createDraftEndpoint>> {
    const { draft, replayed } = await this.drafts.create(body, actor, idempotencyKey);
    if (replayed) return { status: 200, body: viewDraft(draft), headers: { 'Idempotent-Replay': 'true' } };
    return {
      status: 201,
      body: viewDraft(draft),
      headers: { Location: `/api/v1/notice-drafts/${draft.id}` },
    };
  }

  @Endpoint(http.getDraftEndpoint)
  async get({
    params,
    actor,
    about,
  }: CallOf<typeof http.getDraftEndpoint>): Promise<AnswerOf<typeof http.getDraftEndpoint>> {
    about(params.id);
    return { status: 200, body: viewDraft(await this.drafts.require(params.id, actor)) };
  }

  @Endpoint(http.updateDraftEndpoint)
  async update({
    params,
    body,
    actor,
    about,
  }: CallOf<typeof http.updateDraftEndpoint>): Promise<AnswerOf<typeof http.updateDraftEndpoint>> {
    about(params.id);
    return { status: 200, body: viewDraft(await this.drafts.update(params.id, body, actor)) };
  }

  @Endpoint(http.submissionEndpoint)
  async submit({
    params,
    body,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.submissionEndpoint>): Promise<AnswerOf<typeof http.submissionEndpoint>> {
    about(params.id);
    const outcome = await this.submissions.submit(params.id, body, actor, idempotencyKey);
    return openingAnswer(outcome, await this.submissions.warnings(params.id, actor));
  }
}
