import { AlterMigration } from './alter-migration';

/** A case may have a task open for each of its letters; every other kind of task stays one a case. */
export class TasksOfLetters extends AlterMigration {
  readonly name = 'TasksOfLetters1795219200019';
  protected readonly upSql = `
      ALTER TABLE tasks
        ADD COLUMN letter_id varchar(160) NOT NULL DEFAULT '',
        DROP INDEX tasks_one_open,
        ADD UNIQUE KEY tasks_one_open (case_kind, case_id, kind, letter_id, is_open)`;
  protected readonly downSql = `
      ALTER TABLE tasks
        DROP INDEX tasks_one_open,
        DROP COLUMN letter_id,
        ADD UNIQUE KEY tasks_one_open (case_kind, case_id, kind, is_open)`;
}
