import { AlterMigration } from './alter-migration';

/** What operators are shown of open suspensions is read from this index alone. */
export class IndexOpenSuspensionsByPhase extends AlterMigration {
  readonly name = 'IndexOpenSuspensionsByPhase1795219200050';
  protected readonly upSql =
    'ALTER TABLE suspensions ADD KEY suspensions_operator (closed, phase, next_wake_at, effective_at, in_force)';
  protected readonly downSql = 'ALTER TABLE suspensions DROP KEY suspensions_operator';
}
