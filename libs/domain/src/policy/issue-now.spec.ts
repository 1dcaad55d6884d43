import { people, shippedRules, taipei } from '../case/play.fixture';
import { issued, ISSUED_AT, noticeIn, submitted } from '../notice/notice.fixture';
import type { NoticeIn } from '../notice/state';
import type { CaseDifference } from './case-difference';
import { policyVersion1, type Policy } from './policy';
import { whatIfNotice } from './what-if';
import { draftOf, told, whatIf } from './what-if.fixture';
import { differenceInChinese } from './what-if-text';

const { calendar } = shippedRules;

describe('a notice that is not issued yet', () => {
  const { supervisor, otherSupervisor } = people;
  const waiting = submitted().state;
  const returned = noticeIn.returned().state;
  const changes: Partial<Policy>[] = [
    { trackerSilenceWorkingDays: 5, noticePeriodDays: 30 },
    { reminderWorkingDays: [9, 5, 1], extensionDays: 21 },
    { onSilence: 'manual' },
  ];

  it('comes to what it would come to if it had just been issued', () => {
    const just = issued();
    for (const change of changes) {
      const difference = whatIf(change, waiting, ISSUED_AT);
      expect(told(difference).length).toBeGreaterThan(0);
      expect(difference).toEqual(whatIf(change, just.state, ISSUED_AT));
      expect(whatIf(change, returned, ISSUED_AT)).toEqual(difference);
    }
    expect(whatIf({ minimumTermDays: 31, approvalWorkingDays: 9 }, waiting, ISSUED_AT)).toBeUndefined();
  });

  it('is compared with the policy in force now, not with the one of its submission', () => {
    const slower = draftOf({ trackerSilenceWorkingDays: 5 });
    const compared = { start: { caseId: 'n-1', tenant: 'T', at: ISSUED_AT }, calendar };
    const inForce = { calendar, policy: slower };
    expect(whatIfNotice(waiting, { ...compared, draft: slower, inForce })).toBeUndefined();
    expect(told(whatIfNotice(waiting, { ...compared, draft: policyVersion1, inForce }))[0]).toBe(
      'deadline 2: 2026-12-28 > 2026-12-24',
    );
  });

  it('is counted by the calendar in force now', () => {
    const off = { '2026-12-08': '彈性放假' };
    const inForce = {
      policy: policyVersion1,
      calendar: { ...calendar, version: 'new', holidays: { ...calendar.holidays, ...off } },
    };
    const start = { caseId: 'n-1', tenant: 'T', at: ISSUED_AT };
    const draft = draftOf({ trackerSilenceWorkingDays: 5 });
    // 7, 9, 10 December, and 11 and 14; 14 days from the 11th and from the 15th: the 25th is a holiday, a Friday.
    expect(told(whatIfNotice(waiting, { start, calendar, draft, inForce }))[0]).toBe(
      'deadline 2: 2026-12-28 > 2026-12-29',
    );
  });

  it.each([
    ['awaiting approval', submitted],
    ['returned', noticeIn.returned],
  ])('says that it would be refused: %s', (_, played) => {
    const play = played();
    const difference = whatIf({ minimumTermDays: 60, extensionDays: 60 }, play.state, ISSUED_AT);
    expect(difference).toMatchObject({
      deadlines: [],
      letters: [],
      suspensions: [],
      issueRefusal: { after: { code: 'notice.deadlineTooShort' } },
    });
    expect(difference?.issueRefusal).not.toHaveProperty('before');
    expect(differenceInChinese(difference as CaseDifference)).toEqual([
      '核准發文：可 → 不可（改善期限少於規定的最短期間，請另訂日期。最早可訂為民國116年1月2日。）',
    ]);
  });

  it('is refused as the approval itself will be', () => {
    const play = submitted();
    const policy = draftOf({ minimumTermDays: 60, extensionDays: 60 });
    const error = play.refusal({ type: 'ApproveNotice', policy }, otherSupervisor, ISSUED_AT);
    expect(whatIf({ minimumTermDays: 60 }, play.state, ISSUED_AT)?.issueRefusal?.after).toEqual(error);
  });

  it('says that it would no longer be refused, and from when on it might be issued instead', () => {
    // Three days before the printed date.
    const late = taipei('2026-12-01', '10:00');
    const line = (change: Partial<Policy>, at = late): string[] => {
      const difference = whatIf(change, waiting, at);
      return difference === undefined ? [] : differenceInChinese(difference);
    };
    const refused = (date: string): string =>
      `不可（改善期限少於規定的最短期間，請另訂日期。最早可訂為民國115年12月${date}日。）`;
    expect(line({ minimumTermDays: 3 })).toEqual([`核准發文：${refused('15')} → 可`]);
    expect(line({ minimumTermDays: 20 })).toEqual([`核准發文：${refused('15')} → ${refused('21')}`]);
    expect(line({ trackerSilenceWorkingDays: 5 })).toEqual([]);
    // The printed date is past: under any policy.
    expect(line({ minimumTermDays: 20 }, taipei('2026-12-05'))).toEqual([]);
  });

  it('is approved by a second person, whoever has submitted it', () => {
    for (const by of [supervisor, people.system]) {
      const play = submitted();
      const own = { ...(play.state as NoticeIn<'awaitingApproval'>), submittedBy: by.personId };
      expect(told(whatIf({ noticePeriodDays: 30 }, own, ISSUED_AT))).toHaveLength(1);
    }
  });
});
