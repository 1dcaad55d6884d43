import { AlterMigration } from './alter-migration';

export class AddTasksOnBehalfOf extends AlterMigration {
  readonly name = 'AddTasksOnBehalfOf1795219200020';
  protected readonly upSql = `ALTER TABLE tasks ADD COLUMN on_behalf_of varchar(64) NULL`;
  protected readonly downSql = 'ALTER TABLE tasks DROP COLUMN on_behalf_of';
}
