import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateEvents extends DdlMigration {
  readonly name = 'CreateEvents1795219200009';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS events (
        stream_kind varchar(16) NOT NULL,
        stream_id varchar(100) NOT NULL,
        seq int unsigned NOT NULL,
        tenant varchar(20) NOT NULL,
        type varchar(64) NOT NULL,
        at datetime(3) NOT NULL,
        ${actorColumns},
        data json NOT NULL,
        content_hash char(64) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (stream_kind, stream_id, seq)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS events';
}
