import { AlterMigration } from './alter-migration';

export class IndexSuspensionsByTracker extends AlterMigration {
  readonly name = 'IndexSuspensionsByTracker1795219200034';
  protected readonly upSql = 'ALTER TABLE suspensions ADD KEY suspensions_tracker (tracker_id, closed, id)';
  protected readonly downSql = 'ALTER TABLE suspensions DROP KEY suspensions_tracker';
}
