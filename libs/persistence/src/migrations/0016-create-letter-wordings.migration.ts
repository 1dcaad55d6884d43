import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateLetterWordings extends DdlMigration {
  readonly name = 'CreateLetterWordings1795219200016';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS letter_wordings (
        id varchar(64) NOT NULL,
        tenant varchar(20) NOT NULL,
        template varchar(32) NOT NULL,
        version int unsigned NOT NULL,
        texts json NOT NULL,
        effective_at datetime(3) NOT NULL,
        added_by varchar(64) NULL,
        command_id varchar(200) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY letter_wordings_version (tenant, template, version),
        UNIQUE KEY letter_wordings_command (tenant, command_id),
        KEY letter_wordings_in_force (tenant, template, effective_at, version)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS letter_wordings';
}
