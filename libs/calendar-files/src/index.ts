export type { CalendarFileForm } from './listed-day';
export { problemInChinese, type CalendarFileProblem } from './problem';
export { readCalendarFile, type CalendarFile } from './read-calendar-file';
