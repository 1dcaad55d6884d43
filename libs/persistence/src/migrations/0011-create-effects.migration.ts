import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateEffects extends DdlMigration {
  readonly name = 'CreateEffects1795219200011';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS effects (
        id varchar(160) NOT NULL,
        stream_kind varchar(16) NOT NULL,
        stream_id varchar(100) NOT NULL,
        seq int unsigned NOT NULL,
        position int unsigned NOT NULL,
        tenant varchar(20) NOT NULL,
        kind varchar(64) NOT NULL,
        data json NOT NULL,
        state varchar(16) NOT NULL,
        outcome json NULL,
        done_at datetime(3) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY effects_of_stream (stream_kind, stream_id, state, seq)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS effects';
}
