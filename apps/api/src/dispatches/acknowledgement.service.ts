import { Inject, Injectable } from '@nestjs/common';
import type { acknowledgementBody } from '@xiangaitong/contracts';
import type { Actor, BusinessNow, DeliveryProof, RefusalCode } from '@xiangaitong/domain';
import { DispatchRepository, parseFacts, type DispatchRow } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import type { z } from 'zod';
import { isOfTenant } from '../cases/audience';
import { CommandService, type CommandOutcome } from '../commands/command.service';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { DispatchAccess } from './dispatch-access.service';

type Source = z.output<typeof acknowledgementBody>['source'];

export type Acknowledged = DispatchRow | Extract<CommandOutcome, { kind: 'pending' }>;

/** The case knew of the delivery already; what remains is to note it on the letter. */
const knownBefore: readonly string[] = [
  'notice.alreadyDelivered',
  'suspension.alreadyDelivered',
] satisfies RefusalCode[];

/** The recipient's own word that a letter has arrived. */
@Injectable()
export class AcknowledgementService {
  constructor(
    private readonly access: DispatchAccess,
    private readonly dispatches: DispatchRepository,
    private readonly commands: CommandService,
    private readonly gateway: CaseGateway,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** First the case that waits for it, then the letter: a retry after a failure in between does the rest. */
  async acknowledge(id: string, source: Source, actor: Actor, idempotencyKey: string): Promise<Acknowledged> {
    const letter = await this.access.require(id, actor);
    if (letter.deliveredAt !== null) return letter;
    if (letter.attempts === 0) throw new Problem('dispatch.notSent');
    if (letter.gating) {
      const proof = { kind: 'delivered', source } as const;
      const outcome = await this.tellCase(letter, proof, { source }, actor, idempotencyKey);
      if (outcome?.kind === 'pending') return outcome;
    }
    const at = this.now();
    // The recipient's own acknowledgement has nobody beside it; an officer who notes a call is named.
    await this.dispatches.acknowledge(id, {
      source,
      at,
      ...(isOfTenant(letter.tenant, actor) ? { by: actor.personId } : {}),
    });
    return this.access.require(id, actor);
  }

  /**
   * Tells the case that waits for this letter; nothing when it knew before.
   * @param sent what the caller sent, by which a repetition is known
   */
  async tellCase(
    letter: DispatchRow,
    proof: DeliveryProof,
    sent: object,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<CommandOutcome | undefined> {
    const { id, caseKind, caseId, tenant } = letter;
    const { effectiveDate } = parseFacts(letter);
    const command = { type: 'RecordDelivery', proof } as const;
    // The notice of an earlier date does not announce a later one.
    const dated = { ...command, ...(effectiveDate === undefined ? {} : { effectiveDate }) };
    try {
      return await this.commands.run({
        caseKind,
        caseId,
        tenant,
        type: command.type,
        body: { dispatchId: id, ...sent },
        actor,
        idempotencyKey,
        send: (identity) =>
          caseKind === 'notice'
            ? this.gateway.sendToNotice(caseId, { ...identity, command })
            : this.gateway.sendToSuspension(caseId, { ...identity, command: dated }),
      });
    } catch (error) {
      if (error instanceof Problem && knownBefore.includes(error.code)) return undefined;
      throw error;
    }
  }
}
