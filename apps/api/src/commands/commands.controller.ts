import { Controller } from '@nestjs/common';
import { CommandRepository } from '@xiangaitong/persistence';
import { CaseAccess } from '../cases/case-access.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import { parseCommandId } from './command-identity';
import { commandEndpoint } from './commands.http';

/** Where a caller who got 202 looks again. */
@Controller()
export class CommandsController {
  constructor(
    private readonly commands: CommandRepository,
    private readonly access: CaseAccess,
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
    if (known === undefined) throw new Problem('resource.notFound');
    return { status: 200, body: known.result };
  }
}
