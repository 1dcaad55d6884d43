import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateDissolutions extends DdlMigration {
  readonly name = 'CreateDissolutions1795219200027';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS dissolutions (
        organisation_id varchar(20) NOT NULL,
        case_kind varchar(16) NOT NULL,
        case_id varchar(100) NOT NULL,
        at datetime(3) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (organisation_id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS dissolutions';
}
