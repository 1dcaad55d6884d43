import { calendarWithClosures } from '../calendar/closure';
import { governmentCalendar2025to2027 as shipped } from '../calendar/government-calendar';
import type { WorkCalendar } from '../calendar/working-calendar';
import type { CivilDate } from '../time/civil-date';

/** The calendar that ships, and the year after it. */
export const longerCalendar: WorkCalendar = {
  ...shipped,
  version: '行政機關辦公日曆表 2025-2028（第 2 版）',
  lastDay: '2028-12-31',
  holidays: { ...shipped.holidays, '2028-01-03': '調整放假' },
};

/** The calendar with the offices of 臺南市 shut on these days. */
export const closedOn = (...dates: readonly CivilDate[]): WorkCalendar =>
  calendarWithClosures(
    shipped,
    dates.map((date) => ({
      county: 'TNN',
      date,
      source: '臺南市政府公告',
      decided: 'wholeDay',
    })),
    'TNN',
  );
