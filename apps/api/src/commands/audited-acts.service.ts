import { Injectable } from '@nestjs/common';
import type { Actor, Instant } from '@xiangaitong/domain';
import { AuditRepository } from '@xiangaitong/persistence';
import { Problem } from '../http/problem';

/** What is done outside a case, and by whom. */
export interface Act {
  readonly action: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
  /** Of the command, or of the request where it has none. */
  readonly requestId: string;
  /** No personal data: it cannot be erased from the audit record. */
  readonly detail: object;
}

/** Acts outside a case whose refusal has to leave a record as well; that of what was done is written with it. */
@Injectable()
export class AuditedActs {
  constructor(private readonly audit: AuditRepository) {}

  /**
   * Does it for whoever may.
   * @throws Problem `actor.notAllowed`; and what `work` throws
   */
  async run<T>(
    { action, by, at, requestId, detail }: Act,
    may: (actor: Actor) => boolean,
    work: () => Promise<T>,
  ): Promise<T> {
    try {
      if (!may(by)) throw new Problem('actor.notAllowed');
      return await work();
    } catch (error) {
      if (error instanceof Problem) {
        const { code } = error;
        const entry = { at, actor: by, tenant: by.organisationId, action, requestId, detail };
        await this.audit.append({ ...entry, outcome: 'refused', code });
      }
      throw error;
    }
  }
}
