import { shippedRules, taipei } from '../case/play.fixture';
import { afterDeadline, inRound, issued, noticeIn } from '../notice/notice.fixture';
import { suspensionIn } from '../suspension/suspension.fixture';
import type { Instant } from '../time/taipei';
import { policyVersion1, type Policy } from './policy';
import type { CaseDifference } from './case-difference';
import { differenceInChinese } from './what-if-text';
import { whatIfNotice, whatIfSuspension } from './what-if';
import { draftOf, told, whatIf } from './what-if.fixture';

const { calendar } = shippedRules;

// As pinned: round 2 from 10 December until the 24th, round 3 from the 31st until 14 January, proposed on the 20th.
describe('a notice under a draft', () => {
  it('is not listed where nothing changes that anybody hears of', () => {
    expect(whatIf({})).toBeUndefined();
    expect(whatIf({ approvalWorkingDays: 1, assessmentWorkingDays: 9, minimumTermDays: 30 })).toBeUndefined();
  });

  it('silence of five working days: all that follows comes later', () => {
    expect(told(whatIf({ trackerSilenceWorkingDays: 5 }))).toEqual([
      // 7 to 11 December; the 14th day after Saturday 12 is Saturday 26: Monday.
      'deadline 2: 2026-12-24 > 2026-12-28',
      // 29, 30, 31 December, 4, 5 January; the 14th day after the 6th is the 20th.
      'deadline 3: 2027-01-14 > 2027-01-20',
      'followUpResult 1: 12-10 00 > 12-12 00',
      'reminder 2: 12-15 09 > 12-16 09',
      'reminder 2: 12-21 09 > 12-22 09',
      'reminder 2: 12-23 09 > 12-24 09',
      'followUpResult 2: 12-31 00 > 01-06 00',
      'reminder 3: 01-05 09 > 01-11 09',
      'reminder 3: 01-11 09 > 01-15 09',
      'reminder 3: 01-13 09 > 01-19 09',
      // 21, 22, 25, 26, 27 January; 14 days from the 28th, the first day after the New Year holidays.
      'proposed: 2027-01-20/2027-02-03 2027-01-28/2027-02-11',
    ]);
  });

  it('a term of 21 days: the rounds to come, not the one that was told', () => {
    const difference = whatIf({ extensionDays: 21, reminderWorkingDays: [] });
    expect(told(difference).filter((line) => !line.startsWith('reminder'))).toEqual([
      'deadline 2: 2026-12-24 > 2026-12-31',
      // 4, 5, 6 January; 21 days from the 7th.
      'deadline 3: 2027-01-14 > 2027-01-28',
      'followUpResult 2: 12-31 00 > 01-07 00',
      // 29 January, 1, 2 February; 14 days from the 3rd.
      'proposed: 2027-01-20/2027-02-03 2027-02-03/2027-02-17',
    ]);
    expect(difference?.deadlines[0]?.after?.explanation).toMatchObject({
      rule: 'days',
      from: '2026-12-10',
      n: 21,
    });
    expect(difference?.letters.filter(({ template }) => template === 'reminder')).toHaveLength(9);
  });

  it('other reminders: of this round those that are ahead, of the next ones all', () => {
    expect(told(whatIf({ reminderWorkingDays: [10, 5, 1] }, issued().state, taipei('2026-11-26')))).toEqual([
      // The one of 25 November is overdue, and of neither; 10 working days before 4 December are gone.
      'reminder 1: 11-26 00 > —',
      'reminder 1: 12-01 09 > —',
      'reminder 2: 12-15 09 > —',
      'reminder 2: 12-21 09 > —',
      'reminder 3: 01-05 09 > —',
      'reminder 3: 01-11 09 > —',
      'reminder 1: — > 11-27 09',
      'reminder 2: — > 12-10 09',
      'reminder 2: — > 12-17 09',
      // 13, 12, 11, 8, 7, 6, 5, 4 January, 31, 30 December: gone by when the round begins.
      'reminder 3: — > 01-07 09',
    ]);
  });

  it('a reminder of both policies goes out when it was planned, be it overdue', () => {
    const lines = told(whatIf({ reminderWorkingDays: [7, 5] }, issued().state, taipei('2026-11-26')));
    expect(lines.filter((line) => line.startsWith('reminder 1'))).toEqual([
      'reminder 1: 12-01 09 > —',
      'reminder 1: 12-03 09 > —',
      'reminder 1: — > 11-27 09',
    ]);
  });

  it('a longer notice period: when service could end', () => {
    expect(told(whatIf({ noticePeriodDays: 30 }))).toEqual([
      'proposed: 2027-01-20/2027-02-03 2027-01-20/2027-02-19',
    ]);
    const { state } = noticeIn.proposed();
    expect(told(whatIf({ noticePeriodDays: 30 }, state, taipei('2027-02-01', '10:00')))).toEqual([
      // 15 February is a Monday; 3 March a Wednesday.
      'proposed: 2027-02-01/2027-02-15 2027-02-01/2027-03-03',
    ]);
  });

  it('left to people: nothing comes by itself any more', () => {
    const lines = told(whatIf({ onSilence: 'manual' }));
    expect(lines.filter((line) => !line.startsWith('reminder'))).toEqual([
      'deadline 2: 2026-12-24 > —',
      'deadline 3: 2027-01-14 > —',
      'followUpResult 1: 12-10 00 > —',
      'followUpResult 2: 12-31 00 > —',
      'proposed: 2027-01-20/2027-02-03 —',
    ]);
  });

  it('silence that has begun ends as the draft has it, or at once', () => {
    const { state } = afterDeadline(1);
    const first = (at: Instant) =>
      told(whatIf({ trackerSilenceWorkingDays: 1 }, state, at)).filter((line) =>
        /^deadline 2|followUpResult 1/.test(line),
      );
    expect(first(taipei('2026-12-05', '12:00'))).toEqual([
      'deadline 2: 2026-12-24 > 2026-12-22',
      'followUpResult 1: 12-10 00 > 12-08 00',
    ]);
    expect(first(taipei('2026-12-09', '12:00'))).toEqual([
      'deadline 2: 2026-12-24 > 2026-12-23',
      'followUpResult 1: 12-10 00 > 12-09 12',
    ]);
  });

  it('says where a run had to stop, and claims nothing of what may come after it', () => {
    const { state } = inRound(3);
    const start = { caseId: 'n-1', tenant: 'T', at: taipei('2027-01-04') };
    const short = { ...calendar, lastDay: '2027-01-21' };
    const difference = whatIfNotice(state, {
      start,
      calendar: short,
      draft: draftOf({ trackerSilenceWorkingDays: 9 }),
      inForce: shippedRules,
    });
    expect(difference).toEqual({
      deadlines: [],
      letters: [],
      suspensions: [],
      stopped: { after: expect.any(Number) as number },
    });
    expect(differenceInChinese(difference as CaseDifference)).toEqual([
      expect.stringMatching(/^草案下，自民國116年1月\d+日起無法續算/) as string,
    ]);
  });

  it('calls nothing dropped that a run may have had after it stopped', () => {
    const { state } = inRound(2);
    // As pinned round 3 begins on 31 December. Under the draft silence lasts until 8 January, and no term fits.
    const difference = whatIfNotice(state, {
      start: { caseId: 'n-1', tenant: 'T', at: taipei('2026-12-25') },
      calendar: { ...calendar, lastDay: '2027-01-18' },
      draft: draftOf({ trackerSilenceWorkingDays: 9 }),
      inForce: shippedRules,
    });
    expect(difference).toEqual({
      deadlines: [],
      letters: [],
      suspensions: [],
      stopped: { before: expect.any(Number) as number, after: taipei('2027-01-09') },
    });
  });

  it('reads as people would tell it', () => {
    expect(differenceInChinese(whatIf({ trackerSilenceWorkingDays: 5 }) as CaseDifference)).toMatchSnapshot();
    expect(differenceInChinese(whatIf({ onSilence: 'manual' }) as CaseDifference)).toMatchSnapshot();
  });
});

describe('a suspension under a draft', () => {
  const under = (
    phase: 'notifying' | 'notExecuted' | 'notified' | 'awaitingConfirmation',
    change: Partial<Policy>,
  ) => {
    const { state, now: at } = suspensionIn[phase]();
    const start = { caseId: 's-1', tenant: 'T', at };
    return told(whatIfSuspension(state, policyVersion1, { start, calendar, draft: draftOf(change) }));
  };

  it('keeps the date that was told', () => {
    expect(under('notified', { noticePeriodDays: 60, cureReminderWorkingDays: 1 })).toEqual([]);
  });

  it('has another date, where one is needed, by the notice period of the draft', () => {
    // 14 December passes without the arrival: 14 days later is a Monday, 21 a Monday as well.
    expect(under('notifying', { noticePeriodDays: 21 })).toEqual([
      'dateNeeded: 2026-12-14/2026-12-28 2026-12-14/2027-01-04',
    ]);
    expect(under('notExecuted', { noticePeriodDays: 21 })).toEqual([
      'dateNeeded: 2026-12-14/2026-12-28 2026-12-14/2027-01-04',
    ]);
  });

  it('has the authority reminded when the draft says so', () => {
    // Until Wednesday 30 December as it is; two working days more: 31 December, 4 January.
    expect(under('awaitingConfirmation', { authorityWorkingDays: 7 })).toEqual([
      'confirmationReminder : 12-31 00 > 01-05 00',
    ]);
  });
});
