import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateSubstitutions extends DdlMigration {
  readonly name = 'CreateSubstitutions1795219200024';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS substitutions (
        id varchar(64) NOT NULL,
        tenant varchar(20) NOT NULL,
        person_id varchar(64) NOT NULL,
        substitute_id varchar(64) NOT NULL,
        starts_at datetime(3) NOT NULL,
        ends_at datetime(3) NOT NULL,
        ${actorColumns},
        ended_by varchar(64) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY substitutions_person (person_id, ends_at),
        KEY substitutions_list (tenant, ends_at, id),
        CONSTRAINT substitutions_of_person FOREIGN KEY (person_id) REFERENCES people (id),
        CONSTRAINT substitutions_by_person FOREIGN KEY (substitute_id) REFERENCES people (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS substitutions';
}
