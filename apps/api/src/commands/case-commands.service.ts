import { Injectable } from '@nestjs/common';
import type { Actor, CaseKind, OrganisationId } from '@xiangaitong/domain';
import type { Sent } from '@xiangaitong/temporal-client';
import { CaseAccess } from '../cases/case-access.service';
import { commandAnswer, type CommandAnswer } from './command-answer';
import type { CommandIdentity } from './command-identity';
import { CommandService } from './command.service';

/** A call of a command on a case, whatever its body. */
export interface CaseCall {
  readonly params: { readonly id: string };
  readonly body: unknown;
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly about: (caseId: string) => void;
}

/** Makes the core's command out of what was sent. */
export type Build<C> = (identity: CommandIdentity, respondentId: OrganisationId) => Promise<C>;

/** Commands on a case that exists, of either kind. */
@Injectable()
export class CaseCommands {
  constructor(
    private readonly commands: CommandService,
    private readonly access: CaseAccess,
  ) {}

  /** @param send brings it to its case; called only when it has not been carried out before @throws Problem */
  async run(
    caseKind: CaseKind,
    call: CaseCall,
    type: string,
    send: (call: CaseCall, identity: CommandIdentity, respondentId: OrganisationId) => Promise<Sent>,
  ): Promise<CommandAnswer> {
    const { params, body, actor, idempotencyKey, about } = call;
    about(params.id);
    const { tenant, respondentId } = await this.access.toActOn(caseKind, params.id, actor);
    const outcome = await this.commands.run({
      caseKind,
      caseId: params.id,
      tenant,
      type,
      body,
      actor,
      idempotencyKey,
      send: (identity) => send(call, identity, respondentId),
    });
    return commandAnswer(outcome);
  }
}
