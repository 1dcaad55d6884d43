import { CorruptStreamError } from '../errors';
import { noticeEventTypes, type NoticeEventType, type RecordedNoticeEvent } from '../notice/events';
import { noticeCore } from '../notice/notice-core';
import {
  afterDeadline,
  assess,
  extendTo,
  inRound,
  issued,
  noticeIn,
  reply,
  seedReplyOn,
  submit,
  suspendFrom,
  tell,
  type NoticePlay,
} from '../notice/notice.fixture';
import type { NoticeIn, NoticePhase } from '../notice/state';
import {
  suspensionEventTypes,
  type RecordedSuspensionEvent,
  type SuspensionEventType,
} from '../suspension/events';
import type { SuspensionPhase } from '../suspension/state';
import { suspensionCore } from '../suspension/suspension-core';
import {
  acknowledged,
  actuated,
  changeAsked,
  cutInVain,
  dissolutionReported,
  emergencyIn,
  lapsed,
  letterRecorded,
  postponed,
  reassign,
  refusalLetter,
  refuseChange,
  refuseLetter,
  refuseRatification,
  refuseToRestore,
  rejectCure,
  setDate,
  suspensionIn,
  unanswered,
  withdrawConfirmation,
  type SuspensionPlay,
} from '../suspension/suspension.fixture';
import { MS_PER_DAY } from '../time/taipei';
import { expectFoldsAgain, people, shippedRules, taipei } from './play.fixture';
import { closedOn, longerCalendar } from './calendar-change.fixture';

const { drafter, supervisor, otherSupervisor, tracker, respondent, authority, system } = people;

/** Cases that between them leave every event there is. */
const notices: Readonly<Record<string, () => NoticePlay>> = {
  ...noticeIn,
  'returned and submitted again': () => {
    const play = noticeIn.returned();
    play.do(submit, drafter, play.now);
    play.sleep(taipei('2026-11-12'));
    return play;
  },
  'not delivered, then served': () => {
    const play = issued();
    play.do({ type: 'RecordNonArrival', why: 'bounced' }, system, play.now);
    play.sleep(taipei('2026-11-10'));
    const proof = { kind: 'served', date: '2026-11-03', proof: '送達證書' } as const;
    play.do({ type: 'RecordDelivery', proof }, tracker, play.now);
    return play;
  },
  'e-mail, called, escalated, assessed, late': () => {
    const play = afterDeadline(1);
    play.do(reply(play.now, 'email'), respondent, play.now);
    play.sleep(taipei('2026-12-22'));
    play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, play.now);
    play.do(assess(play, 4), tracker, play.now);
    return play;
  },
  'called in vain, 補正, more time, an action reopened': () => rich(),
  '補正 missed after the deadline': () => {
    const play = afterDeadline(1);
    play.do(reply(play.now), respondent, play.now);
    play.do({ type: 'RequestSupplement', missing: '附件 2。', date: '2026-12-10' }, tracker, play.now);
    play.sleep(taipei('2026-12-11'));
    return play;
  },
  'more time denied': () => {
    const play = issued();
    play.do({ type: 'RequestExtension', reason: '廠商排程。' }, respondent, play.now);
    play.do({ type: 'DenyExtension', reason: '時間足夠。' }, tracker, play.now);
    return play;
  },
  'returned and left lying': () => {
    const play = noticeIn.returned();
    play.sleep(taipei('2026-11-12'));
    return play;
  },
  'proposed, overdue, set aside': () => {
    const play = noticeIn.proposed();
    const { instant } = (play.state as NoticeIn<'proposed'>).round.plan;
    play.sleep(play.now + 7 * MS_PER_DAY);
    play.do(reply(instant - 1), respondent, play.now);
    return play;
  },
  'cured after the third round': () => {
    const play = noticeIn.proposed();
    play.do(reply(play.now), respondent, play.now);
    play.do({ type: 'AcceptCure', items: assess(play).items, remark: '已改善。' }, supervisor, play.now);
    return play;
  },
  dissolved: () => {
    const play = noticeIn.proposed();
    play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
    play.do({ type: 'RefuseDissolution', reason: '未公告。' }, supervisor, play.now);
    play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
    play.do({ type: 'ApproveDissolution' }, supervisor, play.now);
    return play;
  },
  'all accepted and nobody records': () => {
    const play = issued();
    play.do(reply(play.now), respondent, play.now);
    play.do(assess(play), tracker, play.now);
    play.sleep(taipei('2026-12-31'));
    return play;
  },
  'a calendar that ends': () => {
    const play = issued();
    play.rules = { ...shippedRules, calendar: { ...shippedRules.calendar, lastDay: '2026-12-15' } };
    play.sleep(taipei('2026-12-13'));
    return play;
  },
  'put off by a closure, in a round and after the third': () => {
    const play = afterDeadline(1);
    const { date } = (play.state as NoticeIn<'tracking'>).round.plan;
    play.do(reply(play.now), respondent, play.now);
    play.do({ type: 'AdoptCalendar', calendar: closedOn(date) }, tracker, play.now);
    return play;
  },
  'extended, and put off after the proposal': () => {
    const play = noticeIn.proposed();
    const { date } = (play.state as NoticeIn<'proposed'>).round.plan;
    play.do({ type: 'ExtendCalendar', calendar: longerCalendar }, system, play.now);
    play.do({ type: 'AdoptCalendar', calendar: closedOn(date) }, supervisor, play.now);
    return play;
  },
  'suspended, refused, decided again for a day off, executed': () => {
    const play = noticeIn.suspending();
    tell(play, 'refused', play.now);
    const again = suspendFrom(play, '2026-11-28');
    if (again.result.kind !== 'suspend') throw new Error('No suspension');
    play.do({ ...again, result: { ...again.result, nonWorkingDayReason: '週末' } }, tracker, play.now);
    play.do(
      { type: 'RecordSuspensionOutcome', suspensionId: 'n-1-2', outcome: 'executed' },
      system,
      play.now,
    );
    return play;
  },
  'withdrawn by two while suspended': () => {
    const play = noticeIn.suspending();
    play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now);
    play.sleep(taipei('2026-11-20'));
    play.do({ type: 'RefuseWithdrawal', reason: '事實無誤。' }, supervisor, play.now);
    play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now);
    play.do({ type: 'ApproveWithdrawal' }, supervisor, play.now);
    tell(play, 'cancelled', play.now);
    return play;
  },
  'a withdrawal that came too late': () => {
    const play = noticeIn.suspending();
    play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now);
    tell(play, 'executed', play.now);
    return play;
  },
  'set aside for a reply in time': () => {
    const play = noticeIn.suspending();
    play.do(reply(taipei('2026-11-05', '13:00')), supervisor, play.now);
    tell(play, 'cancelled', play.now);
    return play;
  },
  '裁撤 of a suspended one': () => {
    const play = noticeIn.suspending();
    tell(play, 'executed', play.now);
    tell(play, 'dissolved', play.now);
    return play;
  },
  '裁撤 reported, and withdrawn before anybody decided': () => {
    const play = noticeIn.tracking();
    play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
    play.do({ type: 'WithdrawNotice', reason: '誤發。' }, tracker, play.now);
    return play;
  },
  'withdrawn after the proposal': () => {
    const play = noticeIn.proposed();
    play.do({ type: 'WithdrawNotice', reason: '已補正。' }, supervisor, play.now);
    return play;
  },
};

const suspensions: Readonly<Record<string, () => SuspensionPlay>> = {
  ...suspensionIn,
  'lapsed, dated anew, escalated': () => {
    const play = lapsed();
    play.do({ ...setDate('2027-01-02'), nonWorkingDayReason: '假日' }, supervisor, play.now);
    play.sleep(taipei('2026-12-31'));
    return play;
  },
  'not arrived': () => {
    const play = suspensionIn.notifying();
    play.do({ type: 'RecordNonArrival', why: 'ambiguous' }, system, play.now);
    return play;
  },
  refused: () => {
    const play = suspensionIn.awaitingApproval();
    play.do({ type: 'RefuseSuspension', reason: '證據不足。' }, otherSupervisor, play.now);
    return play;
  },
  'cure rejected': () => {
    const play = suspensionIn.assessing();
    play.do(rejectCure, tracker, play.now);
    return play;
  },
  'cancelled before its date': () => {
    const play = changeAsked.notified();
    play.do({ type: 'ApproveChange' }, supervisor, play.now);
    return play;
  },
  'called off by its notice': () => {
    const play = suspensionIn.notified();
    play.do({ type: 'RecallSuspension', cause: 'withdrawn', reason: '查無違失。' }, system, play.now);
    return play;
  },
  '裁撤, refused, reported again, escalated': () => {
    const play = dissolutionReported.inForce();
    play.do({ type: 'RefuseDissolution', reason: '未公告。' }, supervisor, play.now);
    play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
    play.wake(play.nextWake() ?? NaN);
    play.do({ type: 'ApproveDissolution' }, supervisor, play.now);
    return play;
  },
  '裁撤 reported, and executed meanwhile': () => {
    const play = dissolutionReported.notified();
    play.sleep(taipei('2026-12-14'));
    play.do(actuated('off'), system, play.now);
    return play;
  },
  'postponed, escalated before': () => {
    const play = changeAsked.notifying();
    play.wake(play.nextWake() ?? NaN);
    play.do({ type: 'ApproveChange' }, supervisor, play.now);
    return play;
  },
  'a change refused': () => {
    const play = changeAsked.notified();
    play.do(refuseChange, supervisor, play.now);
    return play;
  },
  'a postponement that fell with its date': () => {
    const play = changeAsked.notifying();
    play.sleep(taipei('2027-01-31'));
    return play;
  },
  'postponed, and not arrived again': () => {
    const play = postponed();
    play.sleep(taipei('2027-01-31'));
    return play;
  },
  'cut in vain, then cut, then silence': () => {
    const play = cutInVain();
    play.wake(play.nextWake() ?? NaN);
    play.do(actuated('off'), system, play.now);
    play.sleep(taipei('2027-01-31'));
    return play;
  },
  'a cure that nobody assesses': () => {
    const play = suspensionIn.assessing();
    play.sleep(taipei('2027-01-31'));
    return play;
  },
  'an emergency, ratified late': () => {
    const play = emergencyIn.inForce();
    play.sleep(taipei('2027-01-31'));
    play.do({ type: 'RatifyEmergency' }, supervisor, play.now);
    return play;
  },
  'an emergency, not ratified': () => {
    const play = emergencyIn.inForce();
    play.do(refuseRatification, supervisor, play.now);
    return play;
  },
  'an emergency, restored and then ratified': () => {
    const play = emergencyIn.unratified();
    play.do({ type: 'RatifyEmergency' }, supervisor, play.now);
    return play;
  },
  'confirmed by letter, escalated before, then withdrawn': () => {
    const play = letterRecorded();
    play.wake(play.nextWake() ?? NaN);
    play.do({ type: 'ApproveConfirmationLetter' }, supervisor, play.now);
    play.do(withdrawConfirmation, authority, play.now);
    return play;
  },
  'a letter that was not what it was taken for': () => {
    const play = letterRecorded();
    play.do(refuseLetter, supervisor, play.now);
    return play;
  },
  'asked again, then refused by letter': () => {
    const play = unanswered();
    play.do({ type: 'RequestConfirmationAgain' }, supervisor, play.now);
    play.wake(play.nextWake() ?? NaN);
    play.do(refusalLetter, tracker, play.now);
    return play;
  },
  '裁撤 reported, and restored before anybody decided': () => {
    const play = dissolutionReported.confirmed();
    play.wake(play.now);
    return play;
  },
  '裁撤 reported, and called off': () => {
    const play = dissolutionReported.notified();
    play.do({ type: 'RecallSuspension', cause: 'withdrawn', reason: '查無違失。' }, system, play.now);
    return play;
  },
  'with more days to count by': () => {
    const play = suspensionIn.inForce();
    play.do({ type: 'ExtendCalendar', calendar: longerCalendar }, system, play.now);
    return play;
  },
  'handed over in every phase': () => {
    const play = suspensionIn.notifying();
    play.do(reassign, supervisor, play.now);
    play.do(acknowledged, respondent, play.now);
    play.sleep(taipei('2026-12-14'));
    play.do({ ...reassign, trackerId: 'tracker-3' }, supervisor, play.now);
    return play;
  },
  'restoration overdue, then refused': () => {
    const play = suspensionIn.awaitingConfirmation();
    play.sleep(taipei('2027-01-31'));
    play.do(refuseToRestore, authority, play.now);
    return play;
  },
};

describe('fold', () => {
  it.each(Object.entries(notices))('notice, %s: every prefix, through JSON', (_name, walk) => {
    expectFoldsAgain(walk());
  });

  it.each(Object.entries(suspensions))('suspension, %s: every prefix, through JSON', (_name, walk) => {
    expectFoldsAgain(walk());
  });

  it('has been shown every event there is', () => {
    expect(Object.keys(samples).sort()).toEqual(
      [...new Set([...Object.keys(noticeEventTypes), ...Object.keys(suspensionEventTypes)])].sort(),
    );
  });
});

/** One recorded event of each type, from the cases above. */
const samples = Object.fromEntries(
  [...Object.values(notices), ...Object.values(suspensions)].flatMap((walk) =>
    walk().events.map((event) => [event.type, event]),
  ),
) as Record<string, RecordedNoticeEvent | RecordedSuspensionEvent>;

const anyRound: readonly NoticeEventType[] = [
  'ReminderIssued',
  'ReplyReceived',
  'TelephoneCallDue',
  'ReplyConfirmedByTelephone',
  'ReplyLeftUnconfirmed',
  'SupplementRequested',
  'SupplementMissed',
  'AssessmentOverdue',
  'ReplyAssessed',
  'ActionReopened',
  'ExtensionRequested',
  'ExtensionDenied',
  'DeadlinePassed',
  'FollowUpOverdue',
  'PolicyActionDeferred',
  'FollowUpRecorded',
  'DeadlineMoved',
  'SuspensionProposed',
];

/** Which event may follow in which phase; `tracking` with a reply, the round's number being right. */
const noticeFollows: Readonly<Record<NoticePhase, readonly NoticeEventType[]>> = {
  absent: ['NoticeSubmitted'],
  awaitingApproval: [
    'ApprovalEscalated',
    'NoticeReturned',
    'NoticeIssued',
    'NoticeWithdrawn',
    'TrackerReassigned',
    'CalendarAdopted',
    'NoticeClosed',
  ],
  returned: [
    'NoticeSubmitted',
    'AmendmentOverdue',
    'NoticeWithdrawn',
    'TrackerReassigned',
    'CalendarAdopted',
    'NoticeClosed',
  ],
  tracking: [
    'NoticeDelivered',
    'NoticeNotArrived',
    ...anyRound,
    'SuspensionDecidedUpon',
    'NoticeWithdrawn',
    'TrackerReassigned',
    'CalendarAdopted',
    'DissolutionEscalated',
    'DissolutionApproved',
    'DissolutionRefused',
    'DissolutionLapsed',
    'NoticeClosed',
  ],
  proposed: [
    'NoticeDelivered',
    'NoticeNotArrived',
    'ProposalOverdue',
    'ProposalSetAside',
    'CureAccepted',
    'ReplyReceived',
    'SuspensionDecidedUpon',
    'NoticeWithdrawn',
    'TrackerReassigned',
    'CalendarAdopted',
    'DissolutionEscalated',
    'DissolutionApproved',
    'DissolutionRefused',
    'DissolutionLapsed',
    'NoticeClosed',
  ],
  suspending: [
    'NoticeDelivered',
    'NoticeNotArrived',
    'SuspensionRefusedForNotice',
    'ServiceSuspendedForNotice',
    'TrackerReassigned',
    'CalendarAdopted',
    'ReplyReceived',
    'SuspensionSetAside',
    'WithdrawalEscalated',
    'WithdrawalApproved',
    'WithdrawalRefused',
    'WithdrawalLapsed',
    'DissolutionEscalated',
    'DissolutionRefused',
    'DissolutionLapsed',
  ],
  closed: [],
};

const whileOpen = ['TrackerReassigned', 'CalendarAdopted'] as const;
const beforeExecution = [
  ...whileOpen,
  'SuspensionChangeRequested',
  'SuspensionRecalled',
  'DissolutionReported',
] as const;

const suspensionFollows: Readonly<Record<SuspensionPhase, readonly SuspensionEventType[]>> = {
  absent: ['SuspensionDecided', 'EmergencySuspensionOrdered'],
  awaitingApproval: [
    'SuspensionApprovalEscalated',
    'SuspensionApprovalLapsed',
    'SuspensionApproved',
    'SuspensionRefused',
    'EffectiveDateSet',
    ...beforeExecution,
  ],
  notifying: [
    'SuspensionNotified',
    'SuspensionNoticeNotArrived',
    'SuspensionNotExecuted',
    ...beforeExecution,
  ],
  notified: ['SuspensionExecutionOrdered', ...beforeExecution],
  notExecuted: ['EffectiveDateOverdue', 'EffectiveDateSet', ...beforeExecution],
  executing: ['ActuationFailed', 'SuspensionExecutionRetried', 'ServiceSuspended', ...whileOpen],
  inForce: ['CureOverdue', 'CureSubmitted', 'DissolutionReported', ...whileOpen],
  assessing: [
    'CureAssessmentOverdue',
    'CureAssessed',
    'ConfirmationRequested',
    'DissolutionReported',
    ...whileOpen,
  ],
  awaitingConfirmation: [
    'ConfirmationOverdue',
    'ConfirmationRequestedAgain',
    'RestorationRefused',
    'RestorationConfirmed',
    'ConfirmationLetterRecorded',
    'DissolutionReported',
    ...whileOpen,
  ],
  confirmed: ['ConfirmationWithdrawn', 'RestorationOrdered', ...whileOpen],
  restoring: ['ServiceRestored', 'SuspensionClosed', ...whileOpen],
  unratified: ['RatificationOverdue', 'EmergencyRatified', 'RatificationRefused', ...whileOpen],
  closed: [],
};

/** What evolve says: the event follows, or the stream is corrupt; anything else fails the test. */
function follows(evolve: () => { readonly phase: string }): boolean {
  try {
    expect(typeof evolve().phase).toBe('string');
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(CorruptStreamError);
    return false;
  }
}

const withdrawnByTwo = (): NoticePlay => {
  const play = noticeIn.suspending();
  play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now);
  play.do({ type: 'ApproveWithdrawal' }, supervisor, play.now);
  return play;
};

const replied = (): NoticePlay => {
  const play = inRound(2);
  play.do(reply(play.now, 'email'), respondent, play.now);
  return play;
};

/** In round 2, with everything that an event of a round can be about. */
function rich(): NoticePlay {
  const play = issued();
  play.do(reply(play.now), respondent, play.now);
  play.do(assess(play, 2), tracker, play.now);
  play.do(extendTo(play, '2026-12-24'), tracker, play.now);
  play.do({ type: 'ReopenAction', item: 3, reason: '複查未過。' }, tracker, play.now);
  play.do({ type: 'RequestExtension', reason: '廠商排程。', until: '2027-01-08' }, respondent, play.now);
  play.do(reply(play.now, 'portal', seedReplyOn(play.now, 2, 3)), respondent, play.now);
  play.sleep(taipei('2026-11-05'));
  const inVain = { outcome: 'unreachable', remark: '無人接聽。' } as const;
  play.do({ type: 'RecordTelephoneConfirmation', ...inVain }, tracker, play.now);
  play.do({ type: 'RequestSupplement', missing: '附件 2。', date: '2026-11-10' }, tracker, play.now);
  play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
  play.do({ type: 'ReassignTracker', trackerId: 'tracker-2', reason: '請假。' }, supervisor, play.now);
  return play;
}

/** The case in this phase, with as much in it as there can be. */
function fullest(phase: string): NoticePlay {
  if (phase === 'tracking') return rich();
  if (phase === 'suspending') {
    const play = issued();
    play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
    play.do(suspendFrom(play, '2026-11-30'), tracker, play.now);
    play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, tracker, play.now);
    return play;
  }
  const play = noticeIn[phase as NoticePhase]();
  if (phase === 'proposed') play.do({ type: 'CloseForDissolution', reason: '裁撤。' }, tracker, play.now);
  return play;
}

describe('a stream that cannot be', () => {
  it.each(Object.entries(noticeFollows))('notice, %s: nothing follows but %j', (phase, expected) => {
    const { state } = fullest(phase);
    const fitting = (event: object): object => ({
      ...event,
      ...('round' in event && 'round' in state ? { round: state.round.number } : {}),
      ...('suspensionId' in event ? { suspensionId: 'n-1-1' } : {}),
      ...('item' in event ? { item: 1 } : {}),
    });
    // A withdrawal ends what is open before a suspension; a restoration only what is suspended.
    const withdrawn = { ...samples.NoticeClosed, outcome: 'withdrawn' };
    const accepted = Object.entries({ ...samples, NoticeClosed: withdrawn }).filter(([, event]) =>
      follows(() => noticeCore.evolve(state, fitting(event) as RecordedNoticeEvent)),
    );
    expect(accepted.map(([type]) => type).sort()).toEqual([...expected].sort());
  });

  it.each(Object.entries(suspensionFollows))('suspension, %s: nothing follows but %j', (phase, expected) => {
    const { state } = suspensionIn[phase as SuspensionPhase]();
    const restored = { ...samples.SuspensionClosed, outcome: 'restored' };
    const accepted = Object.entries({ ...samples, SuspensionClosed: restored }).filter(([, event]) =>
      follows(() => suspensionCore.evolve(state, event as RecordedSuspensionEvent)),
    );
    expect(accepted.map(([type]) => type).sort()).toEqual([...expected].sort());
  });

  it('holds no event of another round', () => {
    const { state } = replied();
    for (const type of anyRound) {
      const event = { ...samples[type], round: 3 } as RecordedNoticeEvent;
      expect([type, follows(() => noticeCore.evolve(state, event))]).toEqual([type, false]);
    }
  });

  it('holds nothing about a reply that nobody sent', () => {
    const { state } = issued();
    for (const type of [
      'TelephoneCallDue',
      'ReplyConfirmedByTelephone',
      'ReplyLeftUnconfirmed',
      'SupplementRequested',
      'SupplementMissed',
      'AssessmentOverdue',
      'ReplyAssessed',
      'ActionReopened',
      'ExtensionDenied',
      'DissolutionApproved',
      'DissolutionRefused',
    ]) {
      const event = { ...samples[type], round: 1 } as RecordedNoticeEvent;
      expect([type, follows(() => noticeCore.evolve(state, event))]).toEqual([type, false]);
    }
  });

  it('holds no fourth round and no other suspension', () => {
    const third = inRound(3).state;
    const extended = inRound(2).events.find(({ type }) => type === 'FollowUpRecorded');
    expect(follows(() => noticeCore.evolve(third, { ...extended, round: 3 } as RecordedNoticeEvent))).toBe(
      false,
    );
    const { state } = noticeIn.suspending();
    for (const type of ['SuspensionRefusedForNotice', 'ServiceSuspendedForNotice']) {
      const event = { ...samples[type], suspensionId: 'n-1-2' } as RecordedNoticeEvent;
      expect([type, follows(() => noticeCore.evolve(state, event))]).toEqual([type, false]);
    }
  });

  it('closes a notice only as its phase can end', () => {
    const can = (walk: () => NoticePlay): string[] =>
      ['completed', 'restored', 'withdrawn', 'dissolved'].filter((outcome) =>
        follows(() =>
          noticeCore.evolve(walk().state, { ...samples.NoticeClosed, outcome } as RecordedNoticeEvent),
        ),
      );
    expect(can(noticeIn.tracking)).toEqual(['completed', 'withdrawn', 'dissolved']);
    expect(can(noticeIn.proposed)).toEqual(['withdrawn', 'dissolved']);
    expect(can(noticeIn.suspending)).toEqual(['restored', 'dissolved']);
    expect(can(withdrawnByTwo)).toEqual(['restored', 'withdrawn', 'dissolved']);
    expect(can(noticeIn.awaitingApproval)).toEqual(['withdrawn']);
  });

  it('closes a suspension refused from its approval, restored from its restoration only', () => {
    const refused = { ...samples.SuspensionClosed, outcome: 'refused' } as RecordedSuspensionEvent;
    const restored = { ...samples.SuspensionClosed, outcome: 'restored' } as RecordedSuspensionEvent;
    const can = (phase: SuspensionPhase, event: RecordedSuspensionEvent): boolean =>
      follows(() => suspensionCore.evolve(suspensionIn[phase]().state, event));
    expect([can('awaitingApproval', refused), can('restoring', refused)]).toEqual([true, false]);
    expect([
      can('awaitingConfirmation', restored),
      can('inForce', restored),
      can('restoring', restored),
    ]).toEqual([false, false, true]);
  });

  it.each([
    ['a change asked for', changeAsked.notified, ['ChangeApprovalEscalated', 'SuspensionChangeRefused']],
    ['a cancellation asked for', changeAsked.notified, ['SuspensionCancelled']],
    ['a postponement asked for', changeAsked.notifying, ['SuspensionPostponed']],
    [
      '裁撤 reported',
      dissolutionReported.inForce,
      ['DissolutionEscalated', 'DissolutionApproved', 'DissolutionRefused', 'DissolutionLapsed'],
    ],
    ['裁撤 reported, and confirmed', dissolutionReported.confirmed, ['DissolutionLapsed']],
    ['a letter recorded', letterRecorded, ['ConfirmationLetterEscalated', 'ConfirmationLetterRefused']],
    ['a letter recorded, too', letterRecorded, ['ConfirmationWithdrawn']],
    [
      'an emergency',
      emergencyIn.inForce,
      ['RatificationOverdue', 'EmergencyRatified', 'RatificationRefused'],
    ],
  ] as const)('%s: only then %#', (_what, walk, types) => {
    for (const type of types) {
      const event = samples[type] as RecordedSuspensionEvent;
      expect([type, follows(() => suspensionCore.evolve(walk().state, event))]).toEqual([type, true]);
      const { state } = suspensionIn[walk().state.phase]();
      expect([type, follows(() => suspensionCore.evolve(state, event))]).toEqual([type, false]);
    }
  });

  it('postpones nothing that was to be cancelled, and cancels nothing that was to be postponed', () => {
    const can = (walk: () => SuspensionPlay, event: object): boolean =>
      follows(() => suspensionCore.evolve(walk().state, event as RecordedSuspensionEvent));
    const cancelled = { ...samples.SuspensionClosed, outcome: 'cancelled' };
    expect(can(changeAsked.notified, samples.SuspensionPostponed ?? {})).toBe(false);
    expect(can(changeAsked.notifying, samples.SuspensionCancelled ?? {})).toBe(false);
    expect(can(changeAsked.notified, cancelled)).toBe(true);
    expect(can(suspensionIn.executing, cancelled)).toBe(false);
    expect(can(suspensionIn.inForce, cancelled)).toBe(false);
    expect(can(emergencyIn.restoring, { ...samples.SuspensionClosed, outcome: 'restored' })).toBe(false);
  });

  it('knows its own events from others', () => {
    for (const event of Object.values(samples)) {
      expect(noticeCore.owns(event)).toBe(Object.hasOwn(noticeEventTypes, event.type));
      expect(suspensionCore.owns(event)).toBe(Object.hasOwn(suspensionEventTypes, event.type));
    }
    expect(noticeCore.owns({ type: 'toString' })).toBe(false);
    for (const phase of Object.values(noticeIn)) {
      const unknown = { ...samples.NoticeIssued, type: 'NoticeBurnt' } as unknown as RecordedNoticeEvent;
      expect(() => noticeCore.evolve(phase().state, unknown)).toThrow(CorruptStreamError);
    }
  });

  it('says where it broke', () => {
    const event = samples.NoticeIssued as RecordedNoticeEvent;
    const error = new CorruptStreamError('absent', 'NoticeIssued');
    expect(() => noticeCore.evolve({ phase: 'absent' }, event)).toThrow(error);
    expect(error).toMatchObject({
      code: 'case.corruptStream',
      name: 'CorruptStreamError',
      message: 'Event NoticeIssued cannot follow from phase absent',
    });
  });
});
