import { governmentCalendar2025to2027 } from '@xiangaitong/domain';
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SHIPPED_CALENDAR } from '../calendars/shipped-calendar';

/**
 * The calendar that the product ships, as the first version and in force. A migration, because it has to be there
 * before the first case, and because every later version names the one that it was compared with: it is a row like
 * any other. Repeated after a crash it finds its row and leaves it.
 */
export class ShipCalendarVersion implements MigrationInterface {
  readonly name = 'ShipCalendarVersion1795219200036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO calendar_versions
         (id, number, calendar, source, imported_at, actor_id, actor_role, actor_organisation_id, state, decided_at)
       VALUES (?, 1, ?, '隨系統提供', '1970-01-01', 'system', 'system', '', 'approved', '1970-01-01')
       ON DUPLICATE KEY UPDATE number = 1`,
      [SHIPPED_CALENDAR, JSON.stringify(governmentCalendar2025to2027)],
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    // What was imported since was compared with it, and cannot stay without it.
    await runner.query('DELETE FROM calendar_versions ORDER BY number DESC');
  }
}
