export { problemInChinese, type CalendarFileProblem } from './problem';
export { readCalendarFile } from './read-calendar-file';
