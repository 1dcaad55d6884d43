import { AlterMigration } from './alter-migration';

export class AddSuspensionsTracker extends AlterMigration {
  readonly name = 'AddSuspensionsTracker1795219200033';
  protected readonly upSql = 'ALTER TABLE suspensions ADD COLUMN tracker_id varchar(64) NULL';
  protected readonly downSql = 'ALTER TABLE suspensions DROP COLUMN tracker_id';
}
