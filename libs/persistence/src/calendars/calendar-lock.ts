import type { EntityManager } from 'typeorm';
import { CalendarVersionEntity } from '../entities/calendar-version.entity';
import { SHIPPED_CALENDAR } from './shipped-calendar';

/**
 * Until the end of the transaction: all that write calendars or closures go one after the other, some each year. The
 * row that ships is always there to wait at.
 */
export async function lockCalendar(manager: EntityManager): Promise<void> {
  await manager
    .createQueryBuilder(CalendarVersionEntity, 'r')
    .select('r.id')
    .setLock('pessimistic_write')
    .where('r.id = :id', { id: SHIPPED_CALENDAR })
    .getOneOrFail();
}
