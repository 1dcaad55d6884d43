import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateCommands extends DdlMigration {
  readonly name = 'CreateCommands1795219200010';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS commands (
        case_kind varchar(16) NOT NULL,
        case_id varchar(100) NOT NULL,
        command_id varchar(200) NOT NULL,
        tenant varchar(20) NOT NULL,
        type varchar(64) NOT NULL,
        fingerprint varchar(200) NOT NULL,
        ${actorColumns},
        result json NOT NULL,
        ${recordedAt},
        PRIMARY KEY (case_kind, case_id, command_id),
        KEY commands_by_id (tenant, command_id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS commands';
}
