import { Controller } from '@nestjs/common';
import type { CaseKind } from '@xiangaitong/domain';
import { CommandRepository } from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { CaseAccess } from '../cases/case-access.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import { pendingAnswer } from './command-answer';
import { parseCommandId } from './command-identity';
import { commandEndpoint } from './commands.http';

/** Where a caller who got 202 looks again. */
@Controller()
export class CommandsController {
  constructor(
    private readonly commands: CommandRepository,
    private readonly access: CaseAccess,
    private readonly gateway: CaseGateway,
  ) {}

  @Endpoint(commandEndpoint)
  async get({
    params,
    actor,
    about,
  }: CallOf<typeof commandEndpoint>): Promise<AnswerOf<typeof commandEndpoint>> {
    const address = parseCommandId(params.commandId);
    if (address === undefined) throw new Problem('resource.notFound');
    const { caseKind, caseId, commandId } = address;
    about(caseId);
    await this.access.require(caseKind, caseId, actor);
    const known = await this.commands.find(caseKind, caseId, commandId);
    if (known !== undefined) return { status: 200, body: known.result };
    const outcome = await this.ask(caseKind, caseId, commandId);
    if (outcome === undefined) throw new Problem('resource.notFound');
    if (outcome.kind === 'done') return { status: 200, body: outcome.result };
    return pendingAnswer(params.commandId);
  }

  /** The register knows what was done; what was taken and then refused only the engine can tell. */
  private async ask(kind: CaseKind, caseId: string, commandId: string): Promise<Sent | undefined> {
    try {
      return await this.gateway.outcomeOf(kind, caseId, commandId);
    } catch (error) {
      if (error instanceof CommandRefused)
        throw new Problem(error.refusal.code, { fields: error.refusal.fields });
      throw error;
    }
  }
}
