import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateDrafts extends DdlMigration {
  readonly name = 'CreateDrafts1795219200005';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS drafts (
        id varchar(100) NOT NULL,
        tenant varchar(20) NOT NULL,
        content json NOT NULL,
        state varchar(16) NOT NULL,
        version int unsigned NOT NULL,
        created_by varchar(64) NOT NULL,
        updated_by varchar(64) NOT NULL,
        case_number varchar(60) NULL,
        updated_at datetime(3) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY drafts_case_number (tenant, case_number),
        KEY drafts_state (tenant, state, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS drafts';
}
