import { AlterMigration } from './alter-migration';

export class AddPeopleDisabledAt extends AlterMigration {
  readonly name = 'AddPeopleDisabledAt1795219200021';
  protected readonly upSql = `ALTER TABLE people ADD COLUMN disabled_at datetime(3) NULL`;
  protected readonly downSql = 'ALTER TABLE people DROP COLUMN disabled_at';
}
