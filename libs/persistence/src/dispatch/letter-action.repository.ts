import type { DataSource, EntityManager } from 'typeorm';
import type { CommandResult } from '@xiangaitong/contracts';
import type { Actor, CivilDate, Instant } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { AuditEntity } from '../entities/audit.entity';
import { DispatchEntity, type DispatchRow } from '../entities/dispatch.entity';
import { CommandEntity } from '../entities/stream.entity';
import { actorColumns } from '../register/record-rows';
import { recordArrival } from './arrival';
import { askToServe, closeTaskOf } from './letter-tasks';

/** What a person does about a letter, as it is recorded beside it. */
export interface LetterAction {
  readonly type: 'ServeLetter' | 'RecordBounce' | 'ResendLetter' | 'DismissLetter';
  readonly commandId: string;
  readonly fingerprint: string;
  readonly actor: Actor;
  /** Business time. */
  readonly at: Instant;
  /** The first answer: where the case stood. */
  readonly result: CommandResult;
}

/** Gives up a transaction whose letter has moved on. */
class LetterElsewhere extends Error {}

/**
 * What people do about letters: served another way, bounced after all, sent anew, or left as they are. Each in one transaction with its
 * command, so that the same request is carried out once, its audit record, and the letter's task. Lock order: the
 * letter, then its task.
 */
export class LetterActionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** 送達 in another way, of a letter that no case waits for. @returns false when its arrival was known before */
  serve(
    letter: DispatchRow,
    service: { readonly date: CivilDate; readonly proof: string },
    action: LetterAction,
  ): Promise<boolean> {
    const { at, actor } = action;
    return this.carryOut(letter, action, (manager) =>
      recordArrival(manager, letter.id, { source: 'served', at, by: actor.personId, service }),
    );
  }

  /**
   * A mail that a server had taken came back. A case that waits for it hears from the lane; otherwise a person is
   * asked to see to it.
   * @returns false when the letter has arrived, or is being sent
   */
  recordBounce(letter: DispatchRow, reason: string, action: LetterAction): Promise<boolean> {
    const { id } = letter;
    return this.carryOut(letter, action, async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(DispatchEntity)
        .set({
          state: 'rejected',
          nonArrival: 'bounced',
          reported: false,
          arrivalChecked: true,
          lastError: reason,
        })
        .where("id = :id AND delivered_at IS NULL AND state NOT IN ('queued', 'claimed')", { id })
        .execute();
      if (affected !== 1) return false;
      await askToServe(manager, await manager.findOneByOrFail(DispatchEntity, { id }), action.at);
      return true;
    });
  }

  /**
   * Puts a letter that did not arrive back into its lane, with twelve attempts anew and the wording and Message-ID
   * it had; the address is looked up again.
   * @returns false when it is not known to have failed, or a case waits for it
   */
  resend(letter: DispatchRow, action: LetterAction): Promise<boolean> {
    const { id } = letter;
    return this.carryOut(letter, action, async (manager) => {
      const { affected } = await manager
        .createQueryBuilder()
        .update(DispatchEntity)
        .set({
          state: 'queued',
          nextAttemptAt: action.at,
          attemptsBefore: () => 'attempts',
          ambiguousAttempts: 0,
          acceptedAt: null,
          arrivalCheckAt: null,
          arrivalChecked: false,
          nonArrival: null,
        })
        .where(
          `id = :id AND gating = FALSE AND delivered_at IS NULL AND non_arrival IS NOT NULL
             AND state NOT IN ('queued', 'claimed')`,
          { id },
        )
        .execute();
      if (affected !== 1) return false;
      await closeTaskOf(manager, id, action.at);
      return true;
    });
  }

  /**
   * Ends the task of a letter that need not arrive any more; letter and case stay as they are. A letter
   * that a case waits for has no such task. Needs no lock on the letter: a task is closed once, by whoever is first.
   * @param reason kept in the audit record
   * @returns false when no task is open
   */
  dismiss(letter: DispatchRow, reason: string, action: LetterAction): Promise<boolean> {
    return this.carryOut(letter, action, (manager) => closeTaskOf(manager, letter.id, action.at), { reason });
  }

  /** @throws QueryFailedError (duplicate entry) when a command of this id was carried out before */
  private async carryOut(
    letter: DispatchRow,
    action: LetterAction,
    change: (manager: EntityManager) => Promise<boolean>,
    detail: object = {},
  ): Promise<boolean> {
    try {
      await inTransaction(this.dataSource, async (manager) => {
        if (!(await change(manager))) throw new LetterElsewhere();
        await note(manager, letter, action, detail);
      });
      return true;
    } catch (error) {
      if (error instanceof LetterElsewhere) return false;
      throw error;
    }
  }
}

async function note(
  manager: EntityManager,
  { id, caseKind, caseId, tenant }: DispatchRow,
  { type, commandId, fingerprint, actor, at, result }: LetterAction,
  detail: object,
): Promise<void> {
  const by = { ...actorColumns(actor), tenant, caseKind, caseId };
  const insert = () => manager.createQueryBuilder().insert().updateEntity(false);
  await insert()
    .into(CommandEntity)
    .values({ ...by, commandId, type, fingerprint, result })
    .execute();
  await insert()
    .into(AuditEntity)
    .values({
      ...by,
      at,
      action: type,
      outcome: 'done',
      code: null,
      requestId: commandId,
      detail: { dispatchId: id, ...detail },
    })
    .execute();
}
