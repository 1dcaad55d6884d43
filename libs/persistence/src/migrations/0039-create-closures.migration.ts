import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateClosures extends DdlMigration {
  readonly name = 'CreateClosures1795219200039';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS closures (
        id varchar(64) NOT NULL,
        number int unsigned NOT NULL,
        county char(3) NOT NULL,
        date char(10) NOT NULL,
        decided varchar(16) NOT NULL,
        source varchar(500) NOT NULL,
        entered_at datetime(3) NOT NULL,
        ${actorColumns},
        ${recordedAt},
        PRIMARY KEY (id),
        UNIQUE KEY closures_number (number),
        KEY closures_county (county, date)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS closures';
}
