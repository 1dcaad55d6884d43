import { Inject, Injectable } from '@nestjs/common';
import type { acknowledgementBody } from '@xiangaitong/contracts';
import type { Actor, BusinessNow } from '@xiangaitong/domain';
import type { DispatchRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { CommandOutcome } from '../commands/command.service';
import { NOW } from '../infrastructure/tokens';
import { DeliveryService } from './delivery.service';
import { DispatchAccess } from './dispatch-access.service';

type Source = z.output<typeof acknowledgementBody>['source'];
export type Acknowledged = DispatchRow | Extract<CommandOutcome, { kind: 'pending' }>;

/** The recipient's own word that a letter has arrived. */
@Injectable()
export class AcknowledgementService {
  constructor(
    private readonly access: DispatchAccess,
    private readonly deliveries: DeliveryService,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** First the case that waits for it, then the letter: a retry after a failure in between does the rest. */
  async acknowledge(id: string, source: Source, actor: Actor, idempotencyKey: string): Promise<Acknowledged> {
    const letter = await this.access.require(id, actor);
    if (letter.deliveredAt !== null) return letter;
    const proof = { kind: 'delivered', source } as const;
    this.deliveries.check(letter, proof, actor);
    if (letter.gating) {
      const outcome = await this.deliveries.tellCase(letter, proof, { source }, actor, idempotencyKey);
      if (outcome?.kind === 'pending') return outcome;
    }
    await this.deliveries.note(letter, proof, actor, this.now());
    return this.access.require(id, actor);
  }
}
