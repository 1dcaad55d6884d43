import { noticeEventTypes, type NoticeEventType } from '../notice/events';
import { suspensionEventTypes, type SuspensionEventType } from '../suspension/events';
import { disclosed, isSeenBy, knownThrough } from './disclosure';
import { noticeDisclosure } from './notice-disclosure';
import { outsiders, type Outsider } from './seen';
import { suspensionDisclosure } from './suspension-disclosure';

/** Who sees an event: R respondent, B bureau, A authority. */
type Readers = '' | 'R' | 'B' | 'A' | 'RB' | 'RA' | 'BA' | 'RBA';

const noticeReaders: Readonly<Record<NoticeEventType, Readers>> = {
  NoticeSubmitted: '',
  ApprovalEscalated: '',
  NoticeReturned: '',
  AmendmentOverdue: '',
  NoticeIssued: 'RB',
  NoticeDelivered: 'RB',
  NoticeNotArrived: '',
  ServiceOverdue: '',
  ReminderIssued: 'R',
  ReplyReceived: 'RB',
  TelephoneCallDue: '',
  ReplyConfirmedByTelephone: 'R',
  ReplyLeftUnconfirmed: '',
  SupplementRequested: 'R',
  SupplementMissed: 'R',
  AssessmentOverdue: '',
  ReplyAssessed: 'R',
  ActionReopened: 'R',
  ExtensionRequested: 'R',
  ExtensionDenied: 'R',
  DeadlinePassed: 'RB',
  FollowUpOverdue: '',
  PolicyActionDeferred: '',
  FollowUpRecorded: 'RB',
  SuspensionProposed: '',
  ProposalOverdue: '',
  ProposalSetAside: '',
  CureAccepted: 'RB',
  SuspensionDecidedUpon: '',
  SuspensionRefusedForNotice: '',
  ServiceSuspendedForNotice: 'RB',
  SuspensionSetAside: '',
  NoticeWithdrawn: 'R',
  WithdrawalRequested: '',
  WithdrawalEscalated: '',
  WithdrawalApproved: '',
  WithdrawalRefused: '',
  WithdrawalLapsed: '',
  TrackerReassigned: '',
  DeadlineMoved: 'RB',
  CalendarAdopted: '',
  DissolutionReported: '',
  DissolutionEscalated: '',
  DissolutionApproved: 'RB',
  DissolutionRefused: '',
  DissolutionLapsed: '',
  NoticeClosed: 'RB',
};

const suspensionReaders: Readonly<Record<SuspensionEventType, Readers>> = {
  SuspensionDecided: '',
  SuspensionApprovalEscalated: '',
  SuspensionApprovalLapsed: '',
  SuspensionApproved: 'RBA',
  SuspensionRefused: 'RB',
  SuspensionNotified: 'RBA',
  SuspensionNoticeNotArrived: '',
  SuspensionNotExecuted: 'RB',
  EffectiveDateOverdue: '',
  EffectiveDateSet: '',
  SuspensionChangeRequested: '',
  ChangeApprovalEscalated: '',
  SuspensionChangeRefused: '',
  SuspensionCancelled: 'RB',
  SuspensionPostponed: 'RB',
  SuspensionRecalled: 'RB',
  CalendarAdopted: '',
  DissolutionReported: '',
  DissolutionEscalated: '',
  DissolutionApproved: 'RBA',
  DissolutionRefused: '',
  DissolutionLapsed: '',
  TrackerReassigned: '',
  EmergencySuspensionOrdered: 'RBA',
  RatificationOverdue: '',
  EmergencyRatified: '',
  RatificationRefused: 'A',
  SuspensionExecutionOrdered: '',
  ActuationFailed: '',
  SuspensionExecutionRetried: '',
  ServiceSuspended: 'RBA',
  CureOverdue: '',
  CureSubmitted: 'RA',
  CureAssessmentOverdue: '',
  CureAssessed: 'RA',
  ConfirmationRequested: 'RA',
  ConfirmationOverdue: 'A',
  ConfirmationRequestedAgain: 'RA',
  RestorationRefused: 'RA',
  ConfirmationLetterRecorded: '',
  ConfirmationLetterEscalated: '',
  ConfirmationLetterRefused: '',
  RestorationConfirmed: 'RBA',
  ConfirmationWithdrawn: 'RA',
  RestorationOrdered: 'RBA',
  ServiceRestored: 'RBA',
  SuspensionClosed: 'RBA',
};

const letters: Readonly<Record<Outsider, string>> = { respondent: 'R', bureau: 'B', authority: 'A' };

describe.each([
  ['notice', Object.keys(noticeEventTypes), noticeReaders],
  ['suspension', Object.keys(suspensionEventTypes), suspensionReaders],
] as const)('of a %s', (kind, types, readers: Readonly<Record<string, Readers>>) => {
  it.each(types)('%s is seen by those whom it concerns, and by nobody else', (type) => {
    const stream = [
      { type: 'SuspensionApproved', data: {} },
      { type, data: {} },
    ];
    const seen = outsiders.filter((outsider) => isSeenBy(kind, type, outsider));
    const told = outsiders.filter((outsider) => disclosed(kind, stream, outsider).at(-1)?.type === type);
    expect(seen.map((outsider) => letters[outsider]).join('')).toBe(readers[type]);
    expect(told).toEqual(seen);
  });

  it('an event that nobody has decided upon is not seen', () => {
    expect(
      outsiders.flatMap((outsider) => disclosed(kind, [{ type: 'NewEvent', data: {} }], outsider)),
    ).toEqual([]);
  });
});

it('names neither people nor the clocks that remind officers', () => {
  const parts = [noticeDisclosure, suspensionDisclosure].flatMap((table) =>
    Object.values<Readonly<Record<string, readonly string[]>>>(table).flatMap((seen) =>
      Object.values(seen).flat(),
    ),
  );
  expect(parts.length).toBeGreaterThan(50);
  const private_ = /person|by$|decidedfor|trackerid|from$|dueat|nextat|silentat|decideby|policy|escalated/i;
  // The authority's own term is its own.
  expect([...new Set(parts.filter((part) => private_.test(part)))]).toEqual(['answerDueAt']);
});

describe('a history as outsiders see it', () => {
  it('has of each event the parts that it says, and nothing of what is within them beside', () => {
    const extended = {
      type: 'FollowUpRecorded',
      data: {
        round: 1,
        trackerId: 'p-cai',
        result: { kind: 'extend', to: '2026-10-01', reason: '內部意見' },
        nextPlan: { date: '2026-10-01', instant: 1, reminders: [] },
      },
      at: 5,
    };
    expect(disclosed('notice', [extended], 'respondent')).toEqual([
      {
        type: 'FollowUpRecorded',
        at: 5,
        data: { round: 1, result: { kind: 'extend', to: '2026-10-01' }, nextPlan: { date: '2026-10-01' } },
      },
    ]);
  });

  it('leaves out a follow-up that decides to suspend: it takes a second person', () => {
    const data = { round: 3, result: { kind: 'suspend', ground: 11 } };
    for (const outsider of outsiders)
      expect(disclosed('notice', [{ type: 'FollowUpRecorded', data }], outsider)).toEqual([]);
  });

  it('tells with the issue what was issued: of several submissions the last', () => {
    const submitted = (reason: string) => ({
      type: 'NoticeSubmitted',
      data: { content: { reason, trackerId: 'p-cai', contactPersonId: 'p-lin' } },
    });
    const stream = [submitted('初稿'), submitted('定稿'), { type: 'NoticeIssued', data: { edition: '108' } }];
    expect(disclosed('notice', stream, 'respondent')).toEqual([
      { type: 'NoticeIssued', data: { edition: '108', content: { reason: '定稿' } } },
    ]);
  });

  it('tells of a postponed date only while the date itself is agreed upon', () => {
    const postponed = { type: 'SuspensionPostponed', data: { effectiveDate: '2026-10-01', reason: '有。' } };
    const event = (type: string) => ({ type, data: {} });
    const dates = (...stream: { type: string; data: object }[]) =>
      disclosed('suspension', stream, 'respondent').filter(({ type }) => type === postponed.type).length;
    expect(dates(event('SuspensionDecided'), postponed, event('SuspensionApproved'))).toBe(0);
    expect(dates(event('SuspensionApproved'), postponed)).toBe(1);
    expect(dates(event('SuspensionApproved'), event('EffectiveDateSet'), postponed)).toBe(0);
  });
});

it.each([
  ['notice', 'NoticeSubmitted', []],
  ['notice', 'NoticeIssued', ['respondent']],
  ['notice', 'SuspensionDecidedUpon', []],
  ['notice', 'ServiceSuspendedForNotice', ['bureau']],
  ['notice', 'DissolutionApproved', ['bureau']],
  ['suspension', 'DissolutionApproved', ['respondent', 'bureau']],
  ['suspension', 'SuspensionDecided', []],
  ['suspension', 'SuspensionApproved', ['respondent']],
  ['suspension', 'SuspensionNotified', ['bureau']],
  ['suspension', 'EmergencySuspensionOrdered', ['respondent', 'authority']],
  ['suspension', 'ServiceSuspended', ['bureau']],
  ['suspension', 'ConfirmationRequested', ['authority']],
] as const)('a %s becomes known through %s to %j', (kind, type, known) => {
  expect(knownThrough(kind, [type])).toEqual(known);
  expect(knownThrough(kind, ['DissolutionReported', type])).toEqual(known);
});
