import { governmentCalendar2025to2027 as shipped } from '../calendar/government-calendar';
import { issued, submitted } from '../notice/notice.fixture';
import { suspensionIn } from '../suspension/suspension.fixture';
import { calendarOfCase } from './case-rules';

const later = { ...shipped, version: '第 2 版' };
const known = (...named: readonly (typeof shipped)[]) => ({
  named: new Map(named.map((calendar) => [calendar.version, calendar])),
  inForce: later,
});

describe('the calendar of an open case', () => {
  it('is the one that was in force when the notice was issued', () => {
    expect(calendarOfCase(issued().events, known(shipped, later))).toBe(shipped);
  });

  it('is the one in force now where none is named, or an unknown one', () => {
    expect(calendarOfCase(submitted().events, known(shipped, later))).toBe(later);
    expect(calendarOfCase(suspensionIn.notified().events, known(shipped, later))).toBe(later);
    expect(calendarOfCase(issued().events, known(later))).toBe(later);
  });
});
