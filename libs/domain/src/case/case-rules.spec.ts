import { governmentCalendar2025to2027 as shipped } from '../calendar/government-calendar';
import { issued, submitted } from '../notice/notice.fixture';
import { emergencyIn, suspensionIn } from '../suspension/suspension.fixture';
import { closedOn, longerCalendar } from './calendar-change.fixture';
import { calendarOfCase, policyOfCase, policyOfSuspension } from './case-rules';
import { people } from './play.fixture';

const later = { ...shipped, version: '第 2 版' };
const known = (...named: readonly (typeof shipped)[]) => ({
  named: new Map(named.map((calendar) => [calendar.version, calendar])),
  inForce: later,
});

describe('the calendar of an open case', () => {
  it('is the one that was in force when it was issued, decided or ordered', () => {
    for (const play of [issued(), suspensionIn.notified(), emergencyIn.inForce()]) {
      expect(calendarOfCase(play.events, known(shipped, later))).toBe(shipped);
    }
  });

  it('is the last one that it has adopted', () => {
    const play = issued();
    play.do({ type: 'AdoptCalendar', calendar: closedOn('2026-12-04') }, people.tracker, play.now);
    expect(calendarOfCase(play.events, known(shipped, later))).toEqual(closedOn('2026-12-04'));
    play.do({ type: 'ExtendCalendar', calendar: longerCalendar }, people.system, play.now);
    expect(calendarOfCase(play.events, known(shipped, later))).toMatchObject({
      lastDay: longerCalendar.lastDay,
    });
  });

  it('is the one in force now where none is named yet, or an unknown one', () => {
    expect(calendarOfCase(submitted().events, known(shipped, later))).toBe(later);
    expect(calendarOfCase(issued().events, known(later))).toBe(later);
  });
});

describe('the policy of an open case', () => {
  it('is the one that was in force when it was issued, decided or ordered', () => {
    for (const play of [issued(), suspensionIn.notified(), emergencyIn.inForce()]) {
      expect(policyOfCase(play.events)).toBe(play.rules.policy);
    }
  });

  it('is none before that', () => {
    expect(policyOfCase(submitted().events)).toBeUndefined();
  });
});

describe('the policy of a suspension', () => {
  it('is the one with which it began', () => {
    for (const play of [suspensionIn.notified(), emergencyIn.inForce()]) {
      expect(policyOfSuspension(play.events)).toBe(play.rules.policy);
    }
    expect(() => policyOfSuspension([])).toThrow('cannot follow');
  });
});
