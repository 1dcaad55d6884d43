import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreatePeople extends DdlMigration {
  readonly name = 'CreatePeople1795219200002';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS people (
        id varchar(64) NOT NULL,
        organisation_id varchar(20) NOT NULL,
        name varchar(100) NULL,
        phone varchar(50) NULL,
        email varchar(254) NULL,
        erased_at datetime(3) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY people_organisation (organisation_id, id),
        CONSTRAINT people_of_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS people';
}
