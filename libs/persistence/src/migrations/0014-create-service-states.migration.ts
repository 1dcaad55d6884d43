import { DdlMigration, tableOptions } from './ddl-migration';

export class CreateServiceStates extends DdlMigration {
  readonly name = 'CreateServiceStates1795219200014';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS service_states (
        organisation_id varchar(20) NOT NULL,
        desired varchar(16) NOT NULL,
        changed_at datetime(3) NULL,
        changed_by_suspension varchar(100) NULL,
        version int unsigned NOT NULL,
        PRIMARY KEY (organisation_id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS service_states';
}
