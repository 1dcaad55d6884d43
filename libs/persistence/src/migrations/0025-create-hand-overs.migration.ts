import { actorColumns, DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateHandOvers extends DdlMigration {
  readonly name = 'CreateHandOvers1795219200025';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS hand_overs (
        person_id varchar(64) NOT NULL,
        tenant varchar(20) NOT NULL,
        substitute_id varchar(64) NULL,
        tracker_id varchar(64) NOT NULL,
        reason varchar(2000) NOT NULL,
        at datetime(3) NOT NULL,
        tasks int unsigned NOT NULL,
        cases int unsigned NOT NULL,
        ${actorColumns},
        command_id varchar(200) NOT NULL,
        fingerprint varchar(200) NOT NULL,
        ${recordedAt},
        PRIMARY KEY (person_id),
        CONSTRAINT hand_overs_of_person FOREIGN KEY (person_id) REFERENCES people (id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS hand_overs';
}
