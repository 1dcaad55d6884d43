import { Controller } from '@nestjs/common';
import { commandAnswer, type CommandAnswer } from '../commands/command-answer';
import type { CommandOutcome } from '../commands/command.service';
import type { ShownResult } from '../commands/shown-outcome';
import { Endpoint } from '../http/endpoint.decorator';
import type { CallOf } from '../http/endpoint-spec';
import { SuspensionOpening } from './suspension-opening.service';
import * as http from './suspensions.http';

/** Where a suspension begins that follows from no notice. */
@Controller()
export class SuspensionOpeningController {
  constructor(private readonly opening: SuspensionOpening) {}

  @Endpoint(http.standaloneEndpoint)
  async decide({ body, actor, idempotencyKey }: CallOf<typeof http.standaloneEndpoint>): Promise<Opened> {
    return opened(await this.opening.decide(body, actor, idempotencyKey));
  }

  @Endpoint(http.emergencyEndpoint)
  async order({ body, actor, idempotencyKey }: CallOf<typeof http.emergencyEndpoint>): Promise<Opened> {
    return opened(await this.opening.order(body, actor, idempotencyKey));
  }
}

type Opened =
  | CommandAnswer
  | { readonly status: 201; readonly body: ShownResult; readonly headers: Record<string, string> };

function opened(outcome: CommandOutcome): Opened {
  if (outcome.kind === 'pending' || outcome.replayed) return commandAnswer(outcome);
  const headers = { Location: `/api/v1/suspensions/${outcome.result.caseId}` };
  return { status: 201, body: outcome.result, headers };
}
