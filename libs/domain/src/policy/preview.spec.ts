import { governmentCalendar2025to2027 as calendar } from '../calendar/government-calendar';
import { timeOfDayAt } from '../time/taipei';
import { policyVersion1, type Policy } from './policy';
import { previewPolicy, type Preview, type PreviewRequest } from './preview';
import { previewInChinese } from './preview-text';

// 2026-11-03 is a Tuesday; 25 December, a Friday, and 1 January 2027, a Friday, are holidays.
const preview = (change: Partial<PreviewRequest> = {}): Preview =>
  previewPolicy({ policy: policyVersion1, calendar, issuedOn: '2026-11-03', scenario: 'silence', ...change });

/** What happens, a line each: day, time, event, who, letters, deadlines. */
const told = ({ days }: Preview): string[] =>
  days.flatMap(({ date, steps }) =>
    steps.map(({ at, event, role, letters, deadline }) =>
      [
        date,
        timeOfDayAt(at),
        event,
        role,
        ...letters.map(({ template, party }) => `${template}>${party}`),
        ...(deadline === undefined ? [] : [`round ${deadline.round} until ${deadline.date}`]),
      ].join(' '),
    ),
  );

const under = (change: Partial<Policy>): Partial<PreviewRequest> => ({
  policy: { ...policyVersion1, ...change },
});

describe('無人回應', () => {
  it('goes day by day as the policy and the calendar have it', () => {
    expect(told(preview())).toEqual([
      '2026-11-03 09:00 NoticeSubmitted drafter',
      // 14 days, the shortest: Tuesday 17 November.
      '2026-11-03 10:00 NoticeIssued supervisor noticeIssued>respondent round 1 until 2026-11-17',
      // 7, 3 and 1 working days before it.
      '2026-11-06 09:00 ReminderIssued system reminder>respondent',
      '2026-11-12 09:00 ReminderIssued system reminder>respondent',
      '2026-11-16 09:00 ReminderIssued system reminder>respondent',
      '2026-11-18 00:00 DeadlinePassed system',
      // Three working days of silence: 18, 19, 20. The 14th day after the 21st is Saturday 5 December: Monday.
      '2026-11-21 00:00 FollowUpRecorded system followUpResult>respondent round 2 until 2026-12-07',
      '2026-11-26 09:00 ReminderIssued system reminder>respondent',
      '2026-12-02 09:00 ReminderIssued system reminder>respondent',
      '2026-12-04 09:00 ReminderIssued system reminder>respondent',
      '2026-12-08 00:00 DeadlinePassed system',
      // The 14th day after the 11th is 25 December, a holiday, and a weekend follows.
      '2026-12-11 00:00 FollowUpRecorded system followUpResult>respondent round 3 until 2026-12-28',
      '2026-12-16 09:00 ReminderIssued system reminder>respondent',
      '2026-12-22 09:00 ReminderIssued system reminder>respondent',
      '2026-12-24 09:00 ReminderIssued system reminder>respondent',
      '2026-12-29 00:00 DeadlinePassed system',
      '2027-01-01 00:00 SuspensionProposed system',
      // The first working day of the year; 14 days later is a Monday.
      '2027-01-04 10:00 SuspensionDecidedUpon supervisor',
      '2027-01-04 10:00 SuspensionDecided system',
      '2027-01-04 11:00 SuspensionApproved supervisor suspensionNotice>respondent',
      '2027-01-04 14:00 SuspensionNotified respondent suspensionReport>bureau',
      '2027-01-18 00:00 SuspensionExecutionOrdered system',
      '2027-01-18 00:00 ServiceSuspended system suspensionExecuted>respondent suspensionExecuted>bureau',
      '2027-01-18 00:00 ServiceSuspendedForNotice system',
    ]);
  });

  it('says what the policy does and what people do', () => {
    const steps = preview().days.flatMap(({ steps: ofDay }) => ofDay);
    expect(steps.filter(({ by }) => by === 'people').map(({ event }) => event)).toEqual([
      'NoticeSubmitted',
      'NoticeIssued',
      'SuspensionDecidedUpon',
      'SuspensionApproved',
      'SuspensionNotified',
    ]);
    expect(steps.find(({ event }) => event === 'SuspensionProposed')?.tasks).toEqual([
      // Two working days after 1 January: 4 and 5.
      { task: 'decideSuspension', role: 'supervisor', dueAt: Date.UTC(2027, 0, 5, 16) },
    ]);
  });

  it('leaves it to people where the policy says so: they act on the working day after they are reminded', () => {
    expect(told(preview(under({ onSilence: 'manual', reminderWorkingDays: [] })))).toEqual([
      '2026-11-03 09:00 NoticeSubmitted drafter',
      '2026-11-03 10:00 NoticeIssued supervisor noticeIssued>respondent round 1 until 2026-11-17',
      '2026-11-18 00:00 DeadlinePassed system',
      '2026-11-21 00:00 FollowUpOverdue system',
      // 21 November is a Saturday. A printed date does not move: 14 days from Monday 23.
      '2026-11-23 10:00 FollowUpRecorded tracker followUpResult>respondent round 2 until 2026-12-07',
      '2026-12-08 00:00 DeadlinePassed system',
      '2026-12-11 00:00 FollowUpOverdue system',
      '2026-12-11 10:00 FollowUpRecorded tracker followUpResult>respondent round 3 until 2026-12-25',
      '2026-12-26 00:00 DeadlinePassed system',
      // Three working days after the 25th: 28, 29, 30.
      '2026-12-31 00:00 FollowUpOverdue system',
      '2026-12-31 10:00 FollowUpRecorded tracker',
      '2026-12-31 10:00 SuspensionDecidedUpon tracker',
      '2026-12-31 10:00 SuspensionDecided system',
      '2026-12-31 11:00 SuspensionApproved supervisor suspensionNotice>respondent',
      '2026-12-31 14:00 SuspensionNotified respondent suspensionReport>bureau',
      '2027-01-14 00:00 SuspensionExecutionOrdered system',
      '2027-01-14 00:00 ServiceSuspended system suspensionExecuted>respondent suspensionExecuted>bureau',
      '2027-01-14 00:00 ServiceSuspendedForNotice system',
    ]);
  });

  it('suspends on a working day, the next one where the notice period ends on a day off', () => {
    // 4 January and 33 days: Saturday 6 February, amid the New Year holidays until the 10th.
    expect(told(preview(under({ noticePeriodDays: 33 }))).at(-1)).toBe(
      '2027-02-11 00:00 ServiceSuspendedForNotice system',
    );
  });

  it('plays the hastiest policy there can be', () => {
    const hasty = under({
      minimumTermDays: 0,
      extensionDays: 1,
      noticePeriodDays: 0,
      trackerSilenceWorkingDays: 0,
      reminderWorkingDays: [],
    });
    const { stopped, days } = preview(hasty);
    expect([stopped, days.at(-1)?.steps.at(-1)?.event]).toEqual([undefined, 'ServiceSuspendedForNotice']);
  });

  it('stops where the calendar ends and says so', () => {
    const short = preview({ calendar: { ...calendar, lastDay: '2026-12-20' } });
    expect(told(short).at(-1)).toBe('2026-12-11 00:00 PolicyActionDeferred system');
    expect(short.stopped).toEqual({
      at: Date.UTC(2026, 11, 10, 16),
      error: { code: 'calendar.notCovered', message: expect.stringContaining('辦公日曆表') as string },
    });
    expect(previewInChinese(short).at(-1)).toBe(
      '自民國115年12月11日起無法續行：辦公日曆表尚未涵蓋所需日期，請先匯入次年度日曆。',
    );
    const beyond = preview({ issuedOn: '2028-01-03' });
    expect([beyond.days, beyond.stopped?.error.code]).toEqual([[], 'calendar.notCovered']);
  });
});

describe('如期改善', () => {
  it('goes day by day from the issue to the end', () => {
    expect(told(preview({ scenario: 'cured' }))).toEqual([
      '2026-11-03 09:00 NoticeSubmitted drafter',
      '2026-11-03 10:00 NoticeIssued supervisor noticeIssued>respondent round 1 until 2026-11-17',
      '2026-11-06 09:00 ReminderIssued system reminder>respondent',
      '2026-11-12 09:00 ReminderIssued system reminder>respondent',
      '2026-11-16 09:00 ReminderIssued system reminder>respondent',
      '2026-11-17 14:00 ReplyReceived respondent telephoneRequest>respondent',
      '2026-11-17 15:00 ReplyConfirmedByTelephone tracker',
      '2026-11-18 00:00 DeadlinePassed system',
      '2026-11-18 10:00 ReplyAssessed tracker',
      '2026-11-18 11:00 FollowUpRecorded tracker followUpResult>respondent',
      '2026-11-18 11:00 NoticeClosed tracker',
    ]);
  });

  it('answers on the last working day where the deadline is none', () => {
    // 15 days: Wednesday 18; 12 days: Sunday 15, before it Friday 13.
    expect(told(preview({ scenario: 'cured', ...under({ minimumTermDays: 12 }) }))).toContain(
      '2026-11-13 14:00 ReplyReceived respondent telephoneRequest>respondent',
    );
  });

  it('reads as people would tell it', () => {
    expect(previewInChinese(preview({ scenario: 'cured' }))).toMatchSnapshot();
  });
});
