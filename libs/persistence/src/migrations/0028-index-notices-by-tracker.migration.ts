import { AlterMigration } from './alter-migration';

export class IndexNoticesByTracker extends AlterMigration {
  readonly name = 'IndexNoticesByTracker1795219200028';
  protected readonly upSql = 'ALTER TABLE notices ADD KEY notices_tracker (tracker_id, closed, id)';
  protected readonly downSql = 'ALTER TABLE notices DROP KEY notices_tracker';
}
