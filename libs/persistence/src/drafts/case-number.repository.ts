import type { DataSource } from 'typeorm';
import type { OrganisationId } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { nextCaseNumber } from './draft.repository';

/** Numbers for cases that have no draft, out of the counter that drafts take theirs from. */
export class CaseNumberRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The next one of tenant and year, e.g. `中止-115-000002`. Given once; one that no case takes up is lost. */
  async next(tenant: OrganisationId, rocYear: number, prefix: string): Promise<string> {
    return inTransaction(this.dataSource, (manager) => nextCaseNumber(manager, tenant, rocYear, prefix));
  }
}
