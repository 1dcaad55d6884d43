import { Injectable } from '@nestjs/common';
import type { Actor, Instant } from '@xiangaitong/domain';
import { AuditRepository } from '@xiangaitong/persistence';
import { Problem } from '../http/problem';

/** What somebody does outside a case. */
export interface Act {
  readonly action: string;
  readonly by: Actor;
  readonly at: Instant;
  /** Of the command, or of the request where it has none. */
  readonly requestId: string;
  /** No personal data. */
  readonly detail: object;
}

/** Acts outside a case whose refusals leave a record as well; what is done, the register records with it. */
@Injectable()
export class AuditedActs {
  constructor(private readonly audit: AuditRepository) {}

  /**
   * @param allowed whether this person may do it at all
   * @throws Problem `actor.notAllowed`, and what `work` throws
   */
  async carryOut<T>(act: Act, allowed: boolean, work: () => Promise<T>): Promise<T> {
    try {
      if (!allowed) throw new Problem('actor.notAllowed');
      return await work();
    } catch (error) {
      if (error instanceof Problem) {
        const { action, by, at, requestId, detail } = act;
        const entry = { at, actor: by, tenant: by.organisationId, action, requestId, detail };
        await this.audit.append({ ...entry, outcome: 'refused', code: error.code });
      }
      throw error;
    }
  }
}
