import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateTasks extends DdlMigration {
  readonly name = 'CreateTasks1795219200012';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS tasks (
        id varchar(160) NOT NULL,
        case_kind varchar(16) NOT NULL,
        case_id varchar(100) NOT NULL,
        case_number varchar(60) NOT NULL,
        tenant varchar(20) NOT NULL,
        kind varchar(32) NOT NULL,
        role varchar(32) NOT NULL,
        assignee_id varchar(64) NULL,
        due_at datetime(3) NULL,
        urgent tinyint(1) NOT NULL,
        is_open tinyint(1) NULL,
        opened_at datetime(3) NOT NULL,
        closed_at datetime(3) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY tasks_one_open (case_kind, case_id, kind, is_open),
        KEY tasks_due (tenant, is_open, due_at, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS tasks';
}
