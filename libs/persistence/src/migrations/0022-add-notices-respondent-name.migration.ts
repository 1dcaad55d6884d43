import { AlterMigration } from './alter-migration';

export class AddNoticesRespondentName extends AlterMigration {
  readonly name = 'AddNoticesRespondentName1795219200022';
  protected readonly upSql = `ALTER TABLE notices ADD COLUMN respondent_name varchar(200) NULL`;
  protected readonly downSql = 'ALTER TABLE notices DROP COLUMN respondent_name';
}
