import { Inject, Injectable } from '@nestjs/common';
import type { bounceBody, dismissalBody, letterServiceBody, ProblemCode } from '@xiangaitong/contracts';
import type { Actor, BusinessNow } from '@xiangaitong/domain';
import {
  AuditRepository,
  CommandRepository,
  LetterActionRepository,
  type DispatchRow,
  type LetterAction,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { CaseAccess } from '../cases/case-access.service';
import { commandIdOf, fingerprintOf } from '../commands/command-identity';
import type { CommandOutcome } from '../commands/command.service';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { DeliveryService } from './delivery.service';
import { DispatchAccess } from './dispatch-access.service';

type Service = z.output<typeof letterServiceBody>;

export interface Acted {
  readonly letter: DispatchRow;
  readonly replayed: boolean;
}

interface Asked {
  readonly type: LetterAction['type'];
  readonly body: object;
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Why nothing was done, when the letter is not one to which this can be done. */
  readonly otherwise: ProblemCode;
}

/** What officers do about letters that have not arrived. */
@Injectable()
export class LetterActionService {
  constructor(
    private readonly access: DispatchAccess,
    private readonly deliveries: DeliveryService,
    private readonly actions: LetterActionRepository,
    private readonly commands: CommandRepository,
    private readonly cases: CaseAccess,
    private readonly audit: AuditRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** 送達 in another way; a case that waits for the letter hears of it first. */
  async serve(
    id: string,
    body: Service,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Acted | Extract<CommandOutcome, { kind: 'pending' }>> {
    const letter = await this.access.toActOn(id, actor);
    if (letter.gating) return this.serveForCase(letter, body, actor, idempotencyKey);
    const asked = { type: 'ServeLetter', body, actor, idempotencyKey } as const;
    return this.run(letter, { ...asked, otherwise: 'dispatch.alreadyDelivered' }, (action) => {
      this.deliveries.check(letter, { kind: 'served', ...body }, actor);
      return this.actions.serve(letter, body, action);
    });
  }

  async recordBounce(
    id: string,
    body: z.output<typeof bounceBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Acted> {
    const letter = await this.access.toActOn(id, actor);
    const asked = { type: 'RecordBounce', body, actor, idempotencyKey } as const;
    return this.run(letter, { ...asked, otherwise: 'dispatch.notReturnable' }, (action) =>
      this.actions.recordBounce(letter, body.reason, action),
    );
  }

  async resend(id: string, actor: Actor, idempotencyKey: string): Promise<Acted> {
    const letter = await this.access.toActOn(id, actor);
    const asked = { type: 'ResendLetter', body: {}, actor, idempotencyKey } as const;
    return this.run(letter, { ...asked, otherwise: 'dispatch.notResendable' }, (action) =>
      this.actions.resend(letter, action),
    );
  }

  /** Nobody needs the letter to arrive any more: its task ends with the reason, the letter stays as it is. */
  async dismiss(
    id: string,
    body: z.output<typeof dismissalBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Acted> {
    const letter = await this.access.toActOn(id, actor);
    const asked = { type: 'DismissLetter', body, actor, idempotencyKey } as const;
    return this.run(letter, { ...asked, otherwise: 'dispatch.notDismissible' }, (action) =>
      this.actions.dismiss(letter, body.reason, action),
    );
  }

  /** First the case, then the letter: a retry after a failure in between does the rest. */
  private async serveForCase(
    letter: DispatchRow,
    service: Service,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Acted | Extract<CommandOutcome, { kind: 'pending' }>> {
    if (letter.deliveredAt !== null) {
      const same = letter.servedOn === service.date && letter.serviceProof === service.proof;
      if (!same) throw new Problem('dispatch.alreadyDelivered');
      return { letter, replayed: true };
    }
    const at = this.now();
    const proof = { kind: 'served', ...service } as const;
    this.deliveries.check(letter, proof, actor);
    const outcome = await this.deliveries.tellCase(letter, proof, service, actor, idempotencyKey);
    if (outcome?.kind === 'pending') return outcome;
    await this.deliveries.note(letter, proof, actor, at);
    return { letter: await this.access.require(letter.id, actor), replayed: false };
  }

  /** Carries it out once for one key, and leaves a trace when it cannot be. */
  private async run(
    letter: DispatchRow,
    { type, body, actor, idempotencyKey, otherwise }: Asked,
    carryOut: (action: LetterAction) => Promise<boolean>,
  ): Promise<Acted> {
    const { id, caseKind, caseId, tenant } = letter;
    const commandId = commandIdOf(actor, idempotencyKey);
    const fingerprint = fingerprintOf({ caseKind, caseId, type, body: { dispatchId: id, ...body } });
    const replay = async (): Promise<Acted | undefined> => {
      const known = await this.commands.findById(tenant, commandId);
      if (known === undefined) return undefined;
      if (known.fingerprint !== fingerprint) throw new Problem('request.idempotencyKeyReused');
      return { letter: await this.access.require(id, actor), replayed: true };
    };
    const before = await replay();
    if (before !== undefined) return before;
    const at = this.now();
    const { seq, phase, caseNumber } = await this.cases.require(caseKind, caseId, actor);
    const result = { caseKind, caseId, caseNumber, seq, phase, events: [], at };
    const action = { type, commandId, fingerprint, actor, at, result };
    const done = await carryOut(action).catch(async (error: unknown) => {
      // Two requests with one key at once: one of them has carried it out.
      if ((await replay()) === undefined) throw error;
      return true;
    });
    if (!done) {
      // The same request may have gone through a moment ago, and be refused now because it had.
      const meanwhile = await replay();
      if (meanwhile !== undefined) return meanwhile;
      const entry = { at, actor, tenant, action: type, caseKind, caseId, requestId: commandId };
      await this.audit.append({ ...entry, outcome: 'refused', code: otherwise, detail: { dispatchId: id } });
      throw new Problem(otherwise);
    }
    return { letter: await this.access.require(id, actor), replayed: false };
  }
}
