import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreatePolicies extends DdlMigration {
  readonly name = 'CreatePolicies1795219200004';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS policies (
        tenant varchar(20) NOT NULL,
        id varchar(64) NOT NULL,
        version int unsigned NOT NULL,
        json json NOT NULL,
        effective_at datetime(3) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (tenant, id, version),
        KEY policies_in_force (tenant, effective_at)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS policies';
}
