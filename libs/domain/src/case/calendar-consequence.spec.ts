import { governmentCalendar2025to2027 as shipped } from '../calendar/government-calendar';
import { inRound, issued, noticeIn, tell } from '../notice/notice.fixture';
import type { NoticeIn } from '../notice/state';
import { postponed, suspensionIn } from '../suspension/suspension.fixture';
import { closedOn } from './calendar-change.fixture';
import { consequenceForNotice, consequenceForSuspension, consequenceInChinese } from './calendar-consequence';
import { people } from './play.fixture';

describe('what another calendar would do to a notice', () => {
  it('is nothing where the deadline stays the day it is', () => {
    expect(consequenceForNotice(issued().state, shipped, closedOn('2026-12-03'))).toBeUndefined();
    expect(
      consequenceForNotice(noticeIn.awaitingApproval().state, shipped, closedOn('2026-12-04')),
    ).toBeUndefined();
    expect(consequenceForNotice(noticeIn.closed().state, shipped, closedOn('2026-12-04'))).toBeUndefined();
  });

  it('is the later day, which an officer may choose, and choosing does just that', () => {
    const play = inRound(2);
    const { date } = (play.state as NoticeIn<'tracking'>).round.plan;
    const consequence = consequenceForNotice(play.state, shipped, closedOn(date));
    expect(consequence).toMatchObject({
      kind: 'later',
      round: 2,
      before: { date },
      after: { date: '2026-12-28' },
    });
    expect(consequence).not.toHaveProperty('refused');
    expect(consequence && consequenceInChinese(consequence)).toBe(
      '第二次改善期限可由民國115年12月24日順延至民國115年12月28日，由承辦人員決定。',
    );
    play.do({ type: 'AdoptCalendar', calendar: closedOn(date) }, people.tracker, play.now);
    expect((play.state as NoticeIn<'tracking'>).round.plan.date).toBe('2026-12-28');
    const back = consequenceForNotice(play.state, closedOn(date), shipped);
    expect(back).toMatchObject({ kind: 'earlier', before: { date: '2026-12-28' }, after: { date } });
    expect(back && consequenceInChinese(back)).toContain('已通知之民國115年12月28日不提前');
  });

  it('says why not, once a suspension is decided, and nothing once service is off', () => {
    const play = noticeIn.suspending();
    const { date } = (play.state as NoticeIn<'suspending'>).round.plan;
    expect(consequenceForNotice(play.state, shipped, closedOn(date))).toMatchObject({
      kind: 'later',
      refused: 'notice.suspensionDecided',
    });
    tell(play, 'executed', play.now);
    expect(consequenceForNotice(play.state, shipped, closedOn(date))).toBeUndefined();
  });

  it('says where the calendar ends too early', () => {
    const play = inRound(2);
    const short = { ...shipped, version: '短', lastDay: '2026-12-20' };
    expect(consequenceForNotice(play.state, shipped, short)).toEqual({
      kind: 'notCovered',
      date: '2026-12-24',
    });
  });
});

describe('what it would do to a suspension', () => {
  it('is that its date has become a day off, while service is on', () => {
    const play = suspensionIn.notified();
    const { effectiveDate } = play.state.phase === 'notified' ? play.state.decision : { effectiveDate: '' };
    expect(consequenceForSuspension(play.state, shipped, closedOn(effectiveDate))).toEqual({
      kind: 'effectiveDayOff',
      effectiveDate,
      nextWorkingDay: '2026-12-15',
    });
    expect(
      consequenceForSuspension(play.state, closedOn(effectiveDate), closedOn(effectiveDate)),
    ).toBeUndefined();
    expect(consequenceForSuspension(play.state, shipped, closedOn('2026-12-15'))).toBeUndefined();
    const again = consequenceForSuspension(postponed().state, shipped, closedOn('2026-12-21'));
    expect(again).toMatchObject({ kind: 'effectiveDayOff', refused: 'suspension.alreadyPostponed' });
    expect(again && consequenceInChinese(again)).toContain('中止日期已延後過一次');
    const off = suspensionIn.inForce();
    expect(consequenceForSuspension(off.state, shipped, closedOn(effectiveDate))).toBeUndefined();
  });
});
