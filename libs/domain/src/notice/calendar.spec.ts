import { closedOn, longerCalendar } from '../case/calendar-change.fixture';
import { people, shippedRules, taipei } from '../case/play.fixture';
import { policyVersion1 } from '../policy/policy';
import { deadlineInstant, MS_PER_DAY } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import {
  afterDeadline,
  assess,
  extendTo,
  inRound,
  issued,
  noticeIn,
  reply,
  roundOf,
  suspendFrom,
} from './notice.fixture';
import type { NoticeIn } from './state';

const { tracker, supervisor, respondent, system } = people;
const adopt = (...days: readonly string[]): NoticeCommandOf<'AdoptCalendar'> => ({
  type: 'AdoptCalendar',
  calendar: closedOn(...days),
});
/** The first round of the form ends on Friday 4 December; Monday is the 7th. */
const FRIDAY = '2026-12-04';
const MONDAY = '2026-12-07';

describe('a calendar that goes on where the case’s own ends', () => {
  const short = { ...shippedRules, calendar: { ...shippedRules.calendar, lastDay: '2026-12-15' } };

  it('is added by the system, moves nothing, and lets the policy act again', () => {
    const play = issued();
    play.rules = short;
    play.sleep(taipei('2026-12-12'));
    expect(play.openTasks().map(({ task }) => task)).toContain('extendCalendar');
    const before = roundOf(play).plan;
    expect(play.do({ type: 'ExtendCalendar', calendar: longerCalendar }, system, play.now)).toEqual([
      'CalendarAdopted',
    ]);
    expect(roundOf(play).plan).toEqual(before);
    expect(play.rules.calendar.lastDay).toBe('2028-12-31');
    expect(play.openTasks().map(({ task }) => task)).not.toContain('extendCalendar');
    expect(play.sleep(taipei('2026-12-20'))).toContain('FollowUpRecorded');
    expect(roundOf(play).plan.explanation).toMatchObject({ calendarVersion: longerCalendar.version });
  });

  it('says nothing to a case that has those days, and is not for people to send', () => {
    const play = issued();
    expect(play.do({ type: 'ExtendCalendar', calendar: shippedRules.calendar }, system, play.now)).toEqual(
      [],
    );
    const byHand = play.refusal({ type: 'ExtendCalendar', calendar: longerCalendar }, supervisor, play.now);
    expect(byHand.code).toBe('case.systemOnly');
  });

  it('keeps the closures that were adopted for the case', () => {
    const play = issued();
    play.do(adopt(FRIDAY), tracker, play.now);
    play.do({ type: 'ExtendCalendar', calendar: longerCalendar }, system, play.now);
    expect(play.rules.calendar).toMatchObject({
      lastDay: '2028-12-31',
      closures: { [FRIDAY]: { county: 'TNN' } },
      holidays: { '2028-01-03': '調整放假' },
    });
  });
});

describe('a closure on the last day', () => {
  it('moves the printed date to the next working day when an officer chooses the case, and tells both sides', () => {
    const play = issued();
    play.sleep(taipei('2026-12-02'));
    expect(play.do(adopt(FRIDAY), tracker, play.now)).toEqual(['CalendarAdopted', 'DeadlineMoved']);
    expect(roundOf(play)).toMatchObject({
      plan: {
        date: MONDAY,
        instant: deadlineInstant(MONDAY),
        explanation: { rule: 'movedDate', printed: FRIDAY },
      },
      // Seven and three working days before have been said; the last reminder comes one before the new day.
      remindersLeft: [{ workingDays: 1, at: taipei('2026-12-03', '09:00') }],
    });
    const told = play.letters().slice(-2);
    expect(told.map(({ template, recipient, gating }) => [template, recipient.party, gating])).toEqual([
      ['deadlineMoved', 'respondent', false],
      ['deadlineMoved', 'centre', false],
    ]);
    expect(told[0]?.facts).toMatchObject({ round: 1, deadline: MONDAY, earlierDate: FRIDAY });
    expect(told[0]?.facts.items).toContain(
      '民國115年12月4日（星期五）：臺南市天然災害停止上班（臺南市政府公告）',
    );
    // In time up to the last instant of the new day.
    play.do(reply(deadlineInstant(MONDAY) - 1), respondent, deadlineInstant(MONDAY));
    expect(roundOf(play).reply?.late).toBe(false);
  });

  it('opens a round again that had passed, and what came on the new day is in time', () => {
    const play = afterDeadline(1);
    const received = taipei(MONDAY, '16:00');
    play.sleep(received);
    play.do(reply(received), respondent, received);
    expect(roundOf(play)).toMatchObject({
      deadlinePassed: true,
      repliedInTime: false,
      reply: { late: true },
    });
    play.do(adopt(FRIDAY), tracker, play.now);
    expect(roundOf(play)).toMatchObject({
      deadlinePassed: false,
      repliedInTime: true,
      reply: { late: false },
    });
    expect(play.openTasks().map(({ task }) => task)).not.toContain('recordFollowUp');
    expect(play.sleep(deadlineInstant(MONDAY))).toEqual(['DeadlinePassed']);
  });

  it('counts what came first, whatever replaced it later', () => {
    const play = afterDeadline(1);
    for (const day of [MONDAY, '2026-12-08']) {
      play.sleep(taipei(day, '16:00'));
      play.do(reply(play.now), respondent, play.now);
    }
    play.do(adopt(FRIDAY), tracker, play.now);
    expect(roundOf(play)).toMatchObject({ repliedInTime: true, reply: { late: true } });
    expect(play.refusal(suspendFrom(play, '2027-01-15'), tracker, play.now).code).toBe(
      'followUp.replyUnassessed',
    );
  });

  it('makes the completion in time of a reply that it makes in time', () => {
    const play = afterDeadline(1);
    const received = taipei(MONDAY, '16:00');
    play.sleep(received);
    play.do(reply(received), respondent, received);
    play.do({ type: 'RequestSupplement', missing: '附件 2。', date: '2026-12-18' }, tracker, received);
    play.do(adopt(FRIDAY), tracker, received);
    expect(roundOf(play)).toMatchObject({ supplement: { timely: true }, reply: { late: false } });
    play.sleep(taipei('2026-12-17', '10:00'));
    play.do(reply(play.now), respondent, play.now);
    expect(roundOf(play).reply?.late).toBe(false);
  });

  it('makes no silence shorter that is counted already', () => {
    const failedAt = (choose: boolean): number => {
      const play = afterDeadline(1);
      play.do(reply(taipei(FRIDAY, '10:00')), respondent, play.now);
      play.do(assess(play), tracker, play.now);
      play.sleep(taipei('2026-12-14', '10:00'));
      play.do({ type: 'ReopenAction', item: 1, reason: '複查未過。' }, tracker, play.now);
      if (choose) play.do(adopt(FRIDAY), tracker, play.now);
      play.sleep(taipei('2026-12-31'));
      return play.events.find(({ type }) => type === 'FollowUpRecorded')?.at ?? NaN;
    };
    expect(failedAt(false)).toBe(taipei('2026-12-18'));
    expect(failedAt(true)).toBe(taipei('2026-12-18'));
  });

  it('asks for no calendar where it only makes the silence longer', () => {
    const play = afterDeadline(1);
    play.do(adopt('2026-12-08', '2026-12-09'), tracker, play.now);
    const types = play.sleep(taipei('2026-12-14'));
    expect(types).toContain('PolicyActionDeferred');
    expect(types.at(-1)).toBe('FollowUpRecorded');
    expect(play.effects).not.toContainEqual(expect.objectContaining({ task: 'extendCalendar' }));
  });

  it('leaves it to the letter of the round whether that has arrived', () => {
    const play = issued();
    play.do(adopt(FRIDAY), tracker, play.now);
    const lost = { type: 'RecordNonArrival', why: 'bounced', deadline: FRIDAY } as const;
    expect(play.do(lost, system, play.now)).toEqual(['NoticeNotArrived']);
    expect(play.do({ ...lost, deadline: MONDAY }, system, play.now)).toEqual([]);
    expect(play.sleep(taipei('2027-01-31'))).not.toContain('FollowUpRecorded');
  });

  it('goes on from a moved day that is closed as well, though the first closure was taken back', () => {
    const play = issued();
    play.do(adopt(FRIDAY), tracker, play.now);
    expect(play.do(adopt(MONDAY), tracker, play.now)).toEqual(['CalendarAdopted', 'DeadlineMoved']);
    expect(roundOf(play).plan.date).toBe('2026-12-08');
  });

  it('sets the proposal aside that followed from the third round', () => {
    const play = noticeIn.proposed();
    const { date } = (play.state as NoticeIn<'proposed'>).round.plan;
    expect(play.refusal(adopt(date), tracker, play.now).code).toBe('case.supervisorOnly');
    play.do(adopt(date), supervisor, play.now);
    expect(play.state).toMatchObject({ phase: 'tracking', round: { number: 3, deadlinePassed: false } });
    expect(play.openTasks().map(({ task }) => task)).not.toContain('decideSuspension');
    expect(play.sleep(play.now + 30 * MS_PER_DAY).slice(0, 2)).toEqual([
      'DeadlinePassed',
      'SuspensionProposed',
    ]);
  });

  it('leaves a day off alone that was printed on purpose', () => {
    const play = issued();
    play.do(extendTo(play, '2026-12-26'), tracker, play.now);
    expect(roundOf(play).plan.date).toBe('2026-12-26');
    expect(play.do(adopt('2026-12-28'), tracker, play.now)).toEqual(['CalendarAdopted']);
    expect(roundOf(play).plan.date).toBe('2026-12-26');
  });
});

describe('a deadline that the policy gave', () => {
  it('is counted again from its first day', () => {
    const play = inRound(2);
    const { date, explanation } = roundOf(play).plan;
    expect(explanation).toMatchObject({ rule: 'days', n: 14 });
    play.do(adopt(date), tracker, play.now);
    expect(roundOf(play).plan).toMatchObject({
      date: '2026-12-28',
      explanation: {
        rule: 'days',
        n: 14,
        taken: { skipped: [{ date, reason: 'closure' }, { reason: 'holiday' }, {}, {}] },
      },
    });
  });

  it('is not taken back when the closure was wrong: what was told stays', () => {
    const play = inRound(2);
    const { date } = roundOf(play).plan;
    play.do(adopt(date), tracker, play.now);
    const moved = roundOf(play).plan;
    expect(play.do({ type: 'AdoptCalendar', calendar: shippedRules.calendar }, tracker, play.now)).toEqual([
      'CalendarAdopted',
    ]);
    expect(roundOf(play).plan).toEqual(moved);
  });
});

describe('who chooses a case', () => {
  it('is an officer, and not for a calendar that the case has', () => {
    const play = issued();
    expect(play.refusal(adopt(FRIDAY), respondent, play.now).code).toBe('case.officerOnly');
    expect(play.refusal(adopt(FRIDAY), system, play.now).code).toBe('case.officerOnly');
    const same = { type: 'AdoptCalendar', calendar: shippedRules.calendar } as const;
    expect(play.refusal(same, tracker, play.now).code).toBe('calendar.sameVersion');
    play.rules = { ...shippedRules, calendar: { ...shippedRules.calendar, lastDay: '2026-11-30' } };
    const short = { ...closedOn(FRIDAY), lastDay: '2026-11-30' };
    expect(play.refusal({ type: 'AdoptCalendar', calendar: short }, tracker, play.now).code).toBe(
      'calendar.notCovered',
    );
  });
});

describe('a command that was on its way while days were added', () => {
  it('takes none of them back', () => {
    const play = issued();
    const short = { ...closedOn('2026-12-01'), lastDay: '2026-12-31' };
    play.do({ type: 'AdoptCalendar', calendar: short }, tracker, play.now);
    expect(play.rules.calendar).toMatchObject({ lastDay: shippedRules.calendar.lastDay, closures: {} });
    const waiting = noticeIn.awaitingApproval();
    waiting.do({ type: 'ExtendCalendar', calendar: longerCalendar }, system, waiting.now);
    const stale = { type: 'ApproveNotice', calendar: shippedRules.calendar } as const;
    expect(waiting.do(stale, supervisor, waiting.now)).toEqual(['NoticeIssued']);
    expect(waiting.rules.calendar.lastDay).toBe(longerCalendar.lastDay);
  });
});

describe('the rules of a notice', () => {
  it('are those in force when it is issued, which it keeps', () => {
    const play = noticeIn.awaitingApproval();
    const policy = { ...policyVersion1, version: 2, extensionDays: 21 };
    const types = play.do({ type: 'ApproveNotice', policy, calendar: longerCalendar }, supervisor, play.now);
    expect(types).toEqual(['CalendarAdopted', 'NoticeIssued']);
    expect(play.events.at(-1)).toMatchObject({ policy, calendarVersion: longerCalendar.version });
    play.sleep(taipei('2026-12-20'));
    expect(roundOf(play).plan.explanation).toMatchObject({ n: 21, calendarVersion: longerCalendar.version });
  });

  it('ask for a deadline that they allow', () => {
    const play = noticeIn.awaitingApproval();
    const policy = { ...policyVersion1, minimumTermDays: 60 };
    expect(play.refusal({ type: 'ApproveNotice', policy }, supervisor, play.now).code).toBe(
      'notice.deadlineTooShort',
    );
    expect(play.do({ type: 'ReturnNotice', reason: '期限過短。' }, supervisor, play.now)).toHaveLength(1);
  });
});
