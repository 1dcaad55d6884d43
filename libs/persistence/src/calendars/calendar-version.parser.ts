import type { WorkCalendar } from '@xiangaitong/domain';
import type { CalendarVersionRow } from '../entities/calendar-version.entity';

/** A version with its calendar as such: it was checked when it was imported. */
export interface CalendarVersion extends Omit<CalendarVersionRow, 'calendar'> {
  readonly calendar: WorkCalendar;
}

export const parseCalendarVersion = (row: CalendarVersionRow): CalendarVersion => ({
  ...row,
  calendar: row.calendar as WorkCalendar,
});
