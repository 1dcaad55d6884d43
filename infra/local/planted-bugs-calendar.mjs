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
  {
    why: 'a version that changes a day reaches a case whole',
    file: 'calendar/calendar-diff.ts',
    find: 'if (onlyAppends) return newer;',
    replace: 'return newer;',
  },
  {
    why: 'a person brings days to a case',
    file: 'case/calendar-adoption.ts',
    find: "if (actor.role !== 'system') return refuse('case.systemOnly');",
    replace: '',
  },
  {
    why: 'a day off that was printed on purpose moves',
    file: 'case/calendar-adoption.ts',
    find: 'worked.ok && !worked.value ? ok(told) : ofPrinted',
    replace: 'worked.ok && worked.value === undefined ? ok(told) : ofPrinted',
  },
  {
    why: 'a respondent chooses its own case',
    file: 'notice/decide-calendar.ts',
    find: "if (!isOfficer(actor.role)) return refuse('case.officerOnly');",
    replace: '',
  },
  {
    why: 'another calendar takes days away that were told',
    file: 'notice/decide-calendar.ts',
    find: "counted.value.outcome !== 'later'",
    replace: "counted.value.outcome === 'same'",
  },
  {
    why: 'what came by the day to which a deadline was put off is late',
    file: 'notice/evolve-deadline.ts',
    find: 'reply.late && isLate(moved, reply.receivedAt)',
    replace: 'reply.late',
  },
  {
    why: 'a round that was put off stays over',
    file: 'notice/evolve-deadline.ts',
    find: 'deadlinePassed: false',
    replace: 'deadlinePassed: round.deadlinePassed',
  },
  {
    why: 'the case goes on by the calendar with which it began',
    file: 'case/calendar-adoption.ts',
    find: 'events.filter(isAdoption).at(-1)?.calendar',
    replace: 'events.filter(isAdoption).at(events.length)?.calendar',
  },
  {
    why: 'only the last version of a reply counts for a deadline that is put off',
    file: 'notice/evolve-reply.ts',
    find: 'Math.min(receivedAt, round.firstReceivedAt ?? receivedAt)',
    replace: 'receivedAt',
  },
  {
    why: 'a silence that was counted is forgotten when the deadline is put off',
    file: 'notice/evolve-deadline.ts',
    find: '{ followUpReminded: _reminded, reply, supplement, ...round }: Round',
    replace: '{ followUpReminded: _reminded, silentAt: _silence, reply, supplement, ...round }: Round',
  },
  {
    why: 'a command that was on its way takes days back',
    file: 'case/calendar-adoption.ts',
    find: 'withAppendedDays(chosen, own) ?? chosen',
    replace: 'own.version === chosen.version ? own : chosen',
  },
  {
    why: 'a tracker sets a proposal aside',
    file: 'notice/decide-calendar.ts',
    find: "state.phase === 'proposed' && !isInCharge(actor)",
    replace: "state.phase === 'proposed' && !isOfficer(actor.role)",
  },
];
