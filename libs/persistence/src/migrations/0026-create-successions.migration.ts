import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateSuccessions extends DdlMigration {
  readonly name = 'CreateSuccessions1795219200026';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS successions (
        id varchar(64) NOT NULL,
        organisation_id varchar(20) NOT NULL,
        successor_id varchar(20) NOT NULL,
        starts_at datetime(3) NOT NULL,
        reason varchar(2000) NOT NULL,
        at datetime(3) NOT NULL,
        is_current tinyint(1) NULL,
        ${actorColumns},
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY successions_one_current (organisation_id, is_current),
        CONSTRAINT successions_of_organisation FOREIGN KEY (organisation_id) REFERENCES organisations (id),
        CONSTRAINT successions_by_organisation FOREIGN KEY (successor_id) REFERENCES organisations (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS successions';
}
