import { AlterMigration } from './alter-migration';

/** Tasks of one case, of one person, and of a centre whether open or not. */
export class IndexTasksForLists extends AlterMigration {
  readonly name = 'IndexTasksForLists1795219200048';
  protected readonly upSql = `
      ALTER TABLE tasks
        ADD KEY tasks_case (case_id, due_at, id),
        ADD KEY tasks_assignee (assignee_id, is_open, due_at, id),
        ADD KEY tasks_list (tenant, due_at, id)`;
  protected readonly downSql = `
      ALTER TABLE tasks
        DROP KEY tasks_case,
        DROP KEY tasks_assignee,
        DROP KEY tasks_list`;
}
