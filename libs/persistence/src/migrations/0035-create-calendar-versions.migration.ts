import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateCalendarVersions extends DdlMigration {
  readonly name = 'CreateCalendarVersions1795219200035';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS calendar_versions (
        id varchar(64) NOT NULL,
        number int unsigned NOT NULL,
        calendar json NOT NULL,
        based_on varchar(64) NULL,
        source varchar(500) NOT NULL,
        file_form varchar(16) NULL,
        file_sha256 varchar(64) NULL,
        imported_at datetime(3) NOT NULL,
        ${actorColumns},
        state varchar(16) NOT NULL,
        decided_by varchar(64) NULL,
        decided_for varchar(64) NULL,
        decided_by_organisation varchar(20) NULL,
        decided_at datetime(3) NULL,
        decision_command_id varchar(200) NULL,
        reason varchar(2000) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY calendar_versions_number (number),
        KEY calendar_versions_in_force (state, number),
        CONSTRAINT calendar_versions_based_on FOREIGN KEY (based_on) REFERENCES calendar_versions (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS calendar_versions';
}
