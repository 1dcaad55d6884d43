import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateSuspensions extends DdlMigration {
  readonly name = 'CreateSuspensions1795219200008';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS suspensions (
        id varchar(100) NOT NULL,
        tenant varchar(20) NOT NULL,
        notice_id varchar(100) NULL,
        case_number varchar(60) NOT NULL,
        respondent_id varchar(20) NOT NULL,
        phase varchar(32) NOT NULL,
        effective_at datetime(3) NULL,
        in_force tinyint(1) NOT NULL,
        next_wake_at datetime(3) NULL,
        closed tinyint(1) NOT NULL,
        seq int unsigned NOT NULL,
        updated_at datetime(3) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY suspensions_case_number (tenant, case_number),
        KEY suspensions_list (tenant, id),
        KEY suspensions_effective (tenant, closed, effective_at, id),
        KEY suspensions_respondent (respondent_id, in_force, id),
        KEY suspensions_notice (notice_id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS suspensions';
}
