import { AlterMigration } from './alter-migration';

export class AddSuspensionsCalendarUntil extends AlterMigration {
  readonly name = 'AddSuspensionsCalendarUntil1795219200042';
  protected readonly upSql =
    'ALTER TABLE suspensions ADD COLUMN calendar_until varchar(10) NULL, ADD KEY suspensions_calendar (closed, id, calendar_until)';
  protected readonly downSql =
    'ALTER TABLE suspensions DROP KEY suspensions_calendar, DROP COLUMN calendar_until';
}
