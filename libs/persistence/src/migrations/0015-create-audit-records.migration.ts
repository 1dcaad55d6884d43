import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateAuditRecords extends DdlMigration {
  readonly name = 'CreateAuditRecords1795219200015';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS audit_records (
        id bigint unsigned NOT NULL AUTO_INCREMENT,
        at datetime(3) NOT NULL,
        ${actorColumns},
        tenant varchar(20) NOT NULL,
        action varchar(64) NOT NULL,
        case_kind varchar(16) NULL,
        case_id varchar(100) NULL,
        outcome varchar(16) NOT NULL,
        code varchar(64) NULL,
        request_id varchar(200) NULL,
        detail json NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY audit_list (tenant, id),
        KEY audit_case (case_kind, case_id, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS audit_records';
}
