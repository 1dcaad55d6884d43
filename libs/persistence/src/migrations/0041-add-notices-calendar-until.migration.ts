import { AlterMigration } from './alter-migration';

export class AddNoticesCalendarUntil extends AlterMigration {
  readonly name = 'AddNoticesCalendarUntil1795219200041';
  protected readonly upSql =
    'ALTER TABLE notices ADD COLUMN calendar_until varchar(10) NULL, ADD KEY notices_calendar (closed, id, calendar_until)';
  protected readonly downSql = 'ALTER TABLE notices DROP KEY notices_calendar, DROP COLUMN calendar_until';
}
