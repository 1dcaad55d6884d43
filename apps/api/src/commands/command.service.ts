import { Inject, Injectable } from '@nestjs/common';
import type { CommandResult } from '@xiangaitong/contracts';
import type { Actor, BusinessNow, CaseKind, DomainError } from '@xiangaitong/domain';
import { AuditRepository, CommandRepository, type KnownCommand } from '@xiangaitong/persistence';
import { CaseNotRunning, CommandRefused, type Sent } from '@xiangaitong/temporal-client';
import { CaseAccess } from '../cases/case-access.service';
import { Problem, unavailable } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { commandIdOf, fingerprintOf, publicCommandId, type CommandIdentity } from './command-identity';
import { refusalFor, shownResult, type ShownResult } from './shown-outcome';

/** A command on a case, as it came in. */
export interface CommandRequest {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly tenant: string;
  /** The command's type, as the core names it. */
  readonly type: string;
  /** What the caller sent, before anything was added to it. */
  readonly body: unknown;
  readonly actor: Actor;
  readonly idempotencyKey: string;
  /** Brings it to its case; called only when it has not been carried out before. */
  readonly send: (identity: CommandIdentity) => Promise<Sent>;
}

export type CommandOutcome =
  | { readonly kind: 'done'; readonly result: ShownResult; readonly replayed: boolean }
  /** Taken durably, and not done yet: look again under this id. */
  | { readonly kind: 'pending'; readonly id: string };

/** What happens to every command: seen before? send it; refused? say so, and leave a trace. */
@Injectable()
export class CommandService {
  constructor(
    private readonly commands: CommandRepository,
    private readonly audit: AuditRepository,
    private readonly access: CaseAccess,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** @throws Problem when it is refused, cannot be taken now, or its key belongs to something else */
  async run(request: CommandRequest): Promise<CommandOutcome> {
    const { actor, caseKind, caseId } = request;
    const commandId = commandIdOf(actor, request.idempotencyKey);
    const identity = { commandId, fingerprint: fingerprintOf(request), actor };
    const known = await this.earlier(request, identity);
    if (known !== undefined) return done(request, known.result, true);
    try {
      const sent = await request.send(identity);
      if (sent.kind === 'pending')
        return { kind: 'pending', id: publicCommandId({ caseKind, caseId, commandId }) };
      // Two requests with one key at once get one answer from the engine: see whose it is.
      await this.earlier(request, identity);
      return done(request, sent.result, false);
    } catch (error) {
      if (error instanceof CommandRefused) return this.refused(request, identity, error.refusal);
      if (error instanceof CaseNotRunning) return this.notRunning(request, identity, error);
      throw error;
    }
  }

  /** The first answer to this command, if it was carried out. @throws Problem when the key was used for another */
  private async earlier(
    { caseKind, caseId, tenant }: CommandRequest,
    { commandId, fingerprint }: CommandIdentity,
  ): Promise<KnownCommand | undefined> {
    const known =
      (await this.commands.find(caseKind, caseId, commandId)) ??
      (await this.commands.findById(tenant, commandId));
    if (known !== undefined && known.fingerprint !== fingerprint)
      throw new Problem('request.idempotencyKeyReused');
    return known;
  }

  private async refused(
    request: CommandRequest,
    identity: CommandIdentity,
    refusal: DomainError,
  ): Promise<CommandOutcome> {
    // The same command may have gone through a moment ago, and been refused now because it had.
    const known = await this.earlier(request, identity);
    if (known !== undefined) return done(request, known.result, true);
    const { caseKind, caseId, tenant, type, actor } = request;
    await this.audit.append({
      at: this.now(),
      actor,
      tenant,
      action: type,
      caseKind,
      caseId,
      outcome: 'refused',
      code: refusal.code,
      requestId: identity.commandId,
    });
    throw refusalFor(refusal, tenant, actor);
  }

  private async notRunning(
    request: CommandRequest,
    identity: CommandIdentity,
    error: CaseNotRunning,
  ): Promise<CommandOutcome> {
    const known = await this.earlier(request, identity);
    if (known !== undefined) return done(request, known.result, true);
    const found = await this.access.find(request.caseKind, request.caseId);
    if (found === undefined && !error.tookCommand) throw new Problem('resource.notFound', { cause: error });
    if (found?.closed === true) return this.refused(request, identity, { code: 'case.closed', message: '' });
    throw unavailable(error);
  }
}

const done = (
  { tenant, actor }: CommandRequest,
  result: CommandResult,
  replayed: boolean,
): CommandOutcome => ({
  kind: 'done',
  result: shownResult(result, tenant, actor),
  replayed,
});
