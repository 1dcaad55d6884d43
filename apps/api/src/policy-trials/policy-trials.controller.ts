import { Controller } from '@nestjs/common';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { PolicyPreview } from './policy-preview.service';
import * as http from './policy-trials.http';
import { PolicyWhatIf } from './policy-what-if.service';

/** What a policy would do, before anybody proposes it: to an example, and to the open cases. */
@Controller()
export class PolicyTrialsController {
  constructor(
    private readonly previews: PolicyPreview,
    private readonly whatIfs: PolicyWhatIf,
  ) {}

  @Endpoint(http.previewEndpoint)
  async preview({
    body,
    actor,
  }: CallOf<typeof http.previewEndpoint>): Promise<AnswerOf<typeof http.previewEndpoint>> {
    return { status: 200, body: await this.previews.preview(body, actor) };
  }

  @Endpoint(http.whatIfEndpoint)
  async whatIf({
    body,
    actor,
  }: CallOf<typeof http.whatIfEndpoint>): Promise<AnswerOf<typeof http.whatIfEndpoint>> {
    return { status: 200, body: await this.whatIfs.compare(body, actor) };
  }
}
