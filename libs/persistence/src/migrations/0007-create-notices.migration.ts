import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateNotices extends DdlMigration {
  readonly name = 'CreateNotices1795219200007';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS notices (
        id varchar(100) NOT NULL,
        tenant varchar(20) NOT NULL,
        case_number varchar(60) NOT NULL,
        respondent_id varchar(20) NOT NULL,
        phase varchar(32) NOT NULL,
        round int unsigned NULL,
        deadline_at datetime(3) NULL,
        next_wake_at datetime(3) NULL,
        tracker_id varchar(64) NULL,
        closed tinyint(1) NOT NULL,
        seq int unsigned NOT NULL,
        updated_at datetime(3) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY notices_case_number (tenant, case_number),
        KEY notices_list (tenant, id),
        KEY notices_deadline (tenant, closed, deadline_at, id),
        KEY notices_respondent (respondent_id, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS notices';
}
