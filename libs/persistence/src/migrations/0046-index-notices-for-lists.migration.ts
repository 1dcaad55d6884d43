import { AlterMigration } from './alter-migration';

/** One key for each way in which a list of notices is narrowed or sorted; a notice is issued when its respondent knows. */
export class IndexNoticesForLists extends AlterMigration {
  readonly name = 'IndexNoticesForLists1795219200046';
  protected readonly upSql = `
      ALTER TABLE notices
        ADD KEY notices_phase (tenant, phase, id),
        ADD KEY notices_by_deadline (tenant, deadline_at, id),
        ADD KEY notices_issued (tenant, known_to_respondent_at, id)`;
  protected readonly downSql = `
      ALTER TABLE notices
        DROP KEY notices_phase,
        DROP KEY notices_by_deadline,
        DROP KEY notices_issued`;
}
