import { Controller } from '@nestjs/common';
import type { Actor, OrganisationId } from '@xiangaitong/domain';
import { CommandRepository } from '@xiangaitong/persistence';
import { CaseGateway, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { isOfTenant } from '../cases/audience';
import { CaseAccess } from '../cases/case-access.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import { pendingAnswer } from './command-answer';
import { isCommandOf, parseCommandId, type CommandAddress } from './command-identity';
import { commandEndpoint } from './commands.http';
import { refusalFor, shownResult } from './shown-outcome';

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
    const { tenant } = await this.access.require(caseKind, caseId, actor);
    // Officers look at one another's commands; anybody else at what they have sent themselves.
    if (!isOfTenant(tenant, actor) && !isCommandOf(actor, commandId)) throw new Problem('resource.notFound');
    const known = await this.commands.find(caseKind, caseId, commandId);
    if (known !== undefined) return { status: 200, body: shownResult(known.result, tenant, actor) };
    const outcome = await this.ask(address, tenant, actor);
    if (outcome === undefined) throw new Problem('resource.notFound');
    if (outcome.kind === 'done') return { status: 200, body: shownResult(outcome.result, tenant, actor) };
    return pendingAnswer(params.commandId);
  }

  /** The register knows what was done; what was taken and then refused only the engine can tell. */
  private async ask(
    { caseKind, caseId, commandId }: CommandAddress,
    tenant: OrganisationId,
    actor: Actor,
  ): Promise<Sent | undefined> {
    try {
      return await this.gateway.outcomeOf(caseKind, caseId, commandId);
    } catch (error) {
      if (error instanceof CommandRefused) throw refusalFor(error.refusal, tenant, actor);
      throw error;
    }
  }
}
