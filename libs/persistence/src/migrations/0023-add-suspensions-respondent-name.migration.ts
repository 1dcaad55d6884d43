import { AlterMigration } from './alter-migration';

export class AddSuspensionsRespondentName extends AlterMigration {
  readonly name = 'AddSuspensionsRespondentName1795219200023';
  protected readonly upSql = `ALTER TABLE suspensions ADD COLUMN respondent_name varchar(200) NULL`;
  protected readonly downSql = 'ALTER TABLE suspensions DROP COLUMN respondent_name';
}
