import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateOrganisations extends DdlMigration {
  readonly name = 'CreateOrganisations1795219200001';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS organisations (
        id varchar(20) NOT NULL,
        name varchar(200) NOT NULL,
        kind varchar(16) NOT NULL,
        centre_id varchar(20) NULL,
        status char(1) NOT NULL,
        email varchar(254) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY organisations_centre (centre_id, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS organisations';
}
