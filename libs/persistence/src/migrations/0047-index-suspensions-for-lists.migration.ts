import { AlterMigration } from './alter-migration';

export class IndexSuspensionsForLists extends AlterMigration {
  readonly name = 'IndexSuspensionsForLists1795219200047';
  protected readonly upSql = `
      ALTER TABLE suspensions
        ADD KEY suspensions_phase (tenant, phase, id),
        ADD KEY suspensions_by_effective (tenant, effective_at, id)`;
  protected readonly downSql = `
      ALTER TABLE suspensions
        DROP KEY suspensions_phase,
        DROP KEY suspensions_by_effective`;
}
