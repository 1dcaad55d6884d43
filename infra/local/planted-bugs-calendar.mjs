/** Bugs for `plant` in deadlines and the calendar; what they are: planted-bugs.mjs. */

/** @type {readonly import('./planted-bugs.mjs').PlantedBug[]} */
export const calendarBugs = [
  {
    why: 'a month without the corresponding day ends on its 28th',
    file: 'calendar/term-count.ts',
    find: 'beforeLastMonth + daysInMonth(year, month)',
    replace: 'beforeLastMonth + 28',
  },
  {
    why: 'the corresponding day itself ends the months',
    file: 'calendar/term-count.ts',
    find: 'day: dayNumber(correspondingDay) - 1,',
    replace: 'day: dayNumber(correspondingDay),',
  },
  {
    why: 'a make-up Saturday moves to Monday',
    file: 'calendar/term-count.ts',
    find: 'if (status.working) {',
    replace: "if (status.working && status.kind !== 'makeUpDay') {",
  },
  {
    why: 'the earlier of the two ways for an adverse measure',
    file: 'calendar/term.ts',
    find: 'compareDates(ordinary.date, strict.value.date) > 0',
    replace: 'compareDates(ordinary.date, strict.value.date) < 0',
  },
  {
    why: 'the closure of another county',
    file: 'calendar/closure.ts',
    find: 'closures.filter((closure) => closure.county === county)',
    replace: 'closures.filter(() => true)',
  },
  {
    why: 'half a day without office hours is a day of rest',
    file: 'calendar/closure.ts',
    find: "decided === 'wholeDay' && ",
    replace: '',
  },
  {
    why: 'the first of two entries of a closure counts',
    file: 'calendar/closure.ts',
    find: 'new Map(closures.map(',
    replace: 'new Map([...closures].reverse().map(',
  },
  {
    why: 'a calendar that changes a day only appends',
    file: 'calendar/calendar-diff.ts',
    find: 'onlyAppends: changes.length === 0 && appended !== null',
    replace: 'onlyAppends: appended !== null',
  },
];
