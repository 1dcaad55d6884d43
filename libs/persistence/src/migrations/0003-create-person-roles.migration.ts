import { DdlMigration, tableOptions } from './ddl-migration';

export class CreatePersonRoles extends DdlMigration {
  readonly name = 'CreatePersonRoles1795219200003';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS person_roles (
        person_id varchar(64) NOT NULL,
        role varchar(32) NOT NULL,
        PRIMARY KEY (person_id, role),
        KEY person_roles_role (role, person_id),
        CONSTRAINT roles_of_person FOREIGN KEY (person_id) REFERENCES people (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS person_roles';
}
