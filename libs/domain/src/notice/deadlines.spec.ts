import { people, shippedRules, taipei, type Rules } from '../case/play.fixture';
import type { WorkCalendar } from '../calendar/working-calendar';
import { civilDateAt, MS_PER_DAY, type Instant } from '../time/taipei';
import {
  afterDeadline,
  assess,
  complete,
  extendTo,
  inRound,
  issued,
  need,
  newNotice,
  noticeIn,
  reply,
  roundOf,
  seedContent,
  submit,
  submitted,
  suspendFrom,
  tell,
  tracking,
  undoneReply,
  type NoticePlay,
} from './notice.fixture';

const { tracker, respondent, supervisor, drafter, system } = people;

/** One millisecond early nothing happens, at the instant this does, and it does not happen twice. */
function expectAt(play: NoticePlay, instant: Instant, events: readonly string[]): void {
  expect(play.nextWake()).toBe(instant);
  expect(play.wake(instant - 1)).toEqual([]);
  expect(play.wake(instant)).toEqual(events);
  expect(play.wake(instant)).toEqual([]);
}

describe('approval clock', () => {
  it('escalates after two working days, and again', () => {
    const play = submitted();
    expectAt(play, taipei('2026-11-05'), ['ApprovalEscalated']);
    // Thursday 5 November: two working days on is Monday.
    expectAt(play, taipei('2026-11-10'), ['ApprovalEscalated']);
    expect(play.openTasks()).toMatchObject([
      { task: 'approveNotice', role: 'supervisor', dueAt: taipei('2026-11-05') },
      { task: 'approveNotice', role: 'centreAdministrator', urgent: true },
      { task: 'approveNotice', role: 'centreAdministrator', urgent: true },
    ]);
  });

  it('lets no one approve a term that has become too short', () => {
    const play = submitted();
    // 14 days before 4 December is 20 November.
    const late = play.copy();
    expect(late.refusal({ type: 'ApproveNotice' }, supervisor, taipei('2026-11-21'))).toMatchObject({
      code: 'notice.deadlineTooShort',
      fields: [{ field: 'deadline', message: '最早可訂為民國115年12月5日。' }],
    });
    expect(late.refusal({ type: 'ApproveNotice' }, supervisor, taipei('2026-12-05')).code).toBe(
      'notice.deadlinePast',
    );
    expect(play.do({ type: 'ApproveNotice' }, supervisor, taipei('2026-11-20', '23:59:59.999'))).toEqual([
      'NoticeIssued',
    ]);
  });

  it.each([
    ['2026-11-16', '10:00', '2026-11-29', 'notice.deadlineTooShort'],
    ['2026-11-16', '10:00', '2026-11-15', 'notice.deadlinePast'],
  ])('refuses on %s %s a deadline of %s', (day, time, deadline, code) => {
    const content = { ...seedContent, deadline };
    expect(newNotice().refusal({ ...submit, content }, drafter, taipei(day, time)).code).toBe(code);
  });
});

describe('reminders', () => {
  it('go out at 09:00 Taipei 7, 3 and 1 working days before the deadline, each once', () => {
    const play = issued();
    expectAt(play, taipei('2026-11-25', '09:00'), ['ReminderIssued']);
    expectAt(play, taipei('2026-12-01', '09:00'), ['ReminderIssued']);
    expectAt(play, taipei('2026-12-03', '09:00'), ['ReminderIssued']);
    expect(play.nextWake()).toBe(taipei('2026-12-05'));
    expect(
      play.events.flatMap((event) => (event.type === 'ReminderIssued' ? [event.workingDays] : [])),
    ).toEqual([7, 3, 1]);
  });

  it('leave out what lies before the issue', () => {
    const play = submitted(undefined, { ...seedContent, deadline: '2026-11-17' });
    play.do({ type: 'ApproveNotice' }, supervisor, taipei('2026-11-03', '09:30'));
    expect(roundOf(play).plan.reminders.map(({ workingDays }) => workingDays)).toEqual([7, 3, 1]);
    const third = submitted({ ...shippedRules, policy: { ...shippedRules.policy, minimumTermDays: 3 } });
    third.do({ type: 'ApproveNotice' }, supervisor, taipei('2026-11-20', '10:00'));
    third.sleep(taipei('2026-12-05'));
    third.do(extendTo(third, '2026-12-10'), tracker, taipei('2026-12-07', '09:00'));
    // 7 working days before 10 December lie behind, 3 (Monday the 7th, 09:00) are just now.
    expect(roundOf(third).plan.reminders).toEqual([{ workingDays: 1, at: taipei('2026-12-09', '09:00') }]);
  });

  it('are one, not three, after an outage that ends in time', () => {
    const play = issued();
    expect(play.catchUp(taipei('2026-12-03', '12:00'))).toEqual(['ReminderIssued']);
    expect(play.events.at(-1)).toMatchObject({ workingDays: 1 });
    expect(play.nextWake()).toBe(taipei('2026-12-05'));
  });

  it('are two when the outage ends between the last two', () => {
    const play = issued();
    expect(play.catchUp(taipei('2026-12-02'))).toEqual(['ReminderIssued']);
    expect(play.events.at(-1)).toMatchObject({ workingDays: 3 });
    expectAt(play, taipei('2026-12-03', '09:00'), ['ReminderIssued']);
  });

  it('do not remind of a day that has gone by', () => {
    const play = issued();
    expect(play.catchUp(taipei('2026-12-05'))).toEqual(['DeadlinePassed']);
    expect(play.letters().map(({ template }) => template)).toEqual(['noticeIssued']);
  });

  it('stop for a reply that claims every action done, and for no other', () => {
    const claimed = issued();
    claimed.do(reply(taipei('2026-11-24', '10:00')), respondent, taipei('2026-11-24', '10:00'));
    expect(claimed.sleep(taipei('2026-12-05'))).toEqual(['AssessmentOverdue', 'DeadlinePassed']);

    const undone = issued();
    const received = taipei('2026-11-24', '10:00');
    undone.do(reply(received, 'letter', undoneReply), respondent, received);
    expect(undone.sleep(taipei('2026-11-30'))).toEqual(['ReminderIssued']);
  });

  it('go on when the claim is not accepted, without those that fell due meanwhile', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-24', '10:00')), respondent, taipei('2026-11-24', '10:00'));
    play.do(assess(play, 2), tracker, taipei('2026-12-01', '09:00'));
    expectAt(play, taipei('2026-12-03', '09:00'), ['ReminderIssued']);
  });
});

describe('deadline', () => {
  it('includes its day: 23:59:59.999 is in time, 00:00 is late', () => {
    const play = issued();
    const last = taipei('2026-12-04', '23:59:59.999');
    play.sleep(last);
    const late = play.copy();
    play.do(reply(last), respondent, last);
    expect(roundOf(play).reply).toMatchObject({ late: false });
    late.do(reply(last + 1), respondent, last + 1);
    expect(roundOf(late).reply).toMatchObject({ late: true });
    expectAt(play, last + 1, ['DeadlinePassed']);
  });

  it('takes a reply by when it was received, not by when it was entered', () => {
    const play = afterDeadline(1);
    const entered = taipei('2026-12-07', '15:00');
    play.do(reply(taipei('2026-12-04', '23:59:59.999'), 'fax'), tracker, entered);
    expect(roundOf(play)).toMatchObject({
      deadlinePassed: true,
      repliedInTime: true,
      reply: { late: false },
    });
    // In time, and nobody has assessed it: the system fails nobody.
    expect(play.sleep(taipei('2026-12-31'))).toEqual(['AssessmentOverdue', 'AssessmentOverdue']);
    expect(play.refusal(reply(play.now + 1), respondent, play.now).code).toBe('reply.receivedInFuture');
    expect(play.refusal(reply(taipei('2026-11-03', '09:29:59.999')), tracker, play.now).code).toBe(
      'reply.receivedBeforeIssue',
    );
  });

  it('keeps a round replied to in time when a late version corrects the reply', () => {
    const play = inRound(2);
    const inTime = taipei('2026-12-24', '17:00');
    play.do(reply(inTime), respondent, inTime);
    play.sleep(taipei('2026-12-28', '09:00'));
    play.do(reply(play.now), respondent, play.now);
    expect(roundOf(play)).toMatchObject({ repliedInTime: true, reply: { version: 2, late: true } });
    expect(play.refusal(suspendFrom(play, '2027-01-18'), tracker, play.now).code).toBe(
      'followUp.replyUnassessed',
    );
  });

  it('has passed for a person as soon as it has, woken or not', () => {
    const play = inRound(2);
    const instant = taipei('2026-12-25');
    expect(play.refusal(suspendFrom(play, '2027-01-18'), tracker, instant - 1).code).toBe(
      'followUp.deadlineNotPassed',
    );
    expect(play.do(suspendFrom(play, '2027-01-18'), tracker, instant)).toEqual([
      'FollowUpRecorded',
      'SuspensionDecidedUpon',
    ]);
  });
});

describe("the tracker's silence", () => {
  it.each([
    [1, '2026-12-05', '2026-12-10', 'FollowUpRecorded', '2026-12-24'],
    // The 25th is a day off, then a weekend.
    [2, '2026-12-25', '2026-12-31', 'FollowUpRecorded', '2027-01-14'],
    [3, '2027-01-15', '2027-01-20', 'SuspensionProposed', undefined],
  ] as const)('of three working days ends round %i', (round, deadline, silent, event, next) => {
    const play = inRound(round);
    play.sleep(taipei(deadline) - 1);
    expectAt(play, taipei(deadline), ['DeadlinePassed']);
    expectAt(play, taipei(silent), [event]);
    expect(play.events.at(-1)?.by).toEqual(system);
    if (next !== undefined) expect(roundOf(play)).toMatchObject({ number: round + 1, plan: { date: next } });
  });

  it('is 系統 on the sheet, beside the assigned tracker, in each of the three rounds', () => {
    const play = noticeIn.proposed();
    expect(play.state).toMatchObject({
      followUps: [1, 2, 3].map((round) => ({ round, trackerId: tracker.personId, bySystem: true })),
    });
  });

  it('is not silence when the tracker has recorded', () => {
    const play = afterDeadline(1);
    play.do(extendTo(play, '2026-12-24'), tracker, taipei('2026-12-09', '23:59:59.999'));
    expect(play.nextWake()).toBe(taipei('2026-12-15', '09:00'));
    expect(tracking(play).followUps).toMatchObject([{ round: 1, bySystem: false }]);
  });

  it('begins anew when a reply has been assessed after the deadline', () => {
    const play = afterDeadline(1);
    play.do(reply(taipei('2026-12-07', '10:00')), respondent, taipei('2026-12-07', '10:00'));
    play.do(assess(play, 1), tracker, taipei('2026-12-14', '16:00'));
    expectAt(play, taipei('2026-12-18'), ['FollowUpRecorded']);
  });

  it('begins anew also when the assessment is quicker than a late wake', () => {
    const play = issued();
    play.do(reply(taipei('2026-12-04', '10:00')), respondent, taipei('2026-12-04', '10:00'));
    // The system was down; the officer is first.
    play.do(assess(play, 1), tracker, taipei('2026-12-21', '16:00'));
    expect(play.catchUp(taipei('2026-12-21', '16:01'))).toEqual(['DeadlinePassed']);
    // The 25th is a day off.
    expectAt(play, taipei('2026-12-25'), ['FollowUpRecorded']);
  });

  it('fails nobody whose every action is accepted: people are told, again and again', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-20', '10:00')), respondent, taipei('2026-11-20', '10:00'));
    play.do(assess(play), tracker, taipei('2026-11-20', '11:00'));
    // Nothing is left to remind of.
    expect(play.sleep(taipei('2026-12-05'))).toEqual(['DeadlinePassed']);
    expectAt(play, taipei('2026-12-10'), ['FollowUpOverdue']);
    expectAt(play, taipei('2026-12-16'), ['FollowUpOverdue']);
    expect(play.do(complete(play), tracker, play.now)).toEqual(['FollowUpRecorded', 'NoticeClosed']);
  });

  it('decides nothing under a manual policy', () => {
    const manual: Rules = { ...shippedRules, policy: { ...shippedRules.policy, onSilence: 'manual' } };
    const play = afterDeadline(1, manual);
    expectAt(play, taipei('2026-12-10'), ['FollowUpOverdue']);
    expectAt(play, taipei('2026-12-16'), ['FollowUpOverdue']);
    expect(play.openTasks()).toMatchObject([
      { task: 'recordFollowUp', role: 'tracker', urgent: false },
      { task: 'recordFollowUp', role: 'tracker', assigneeId: 'tracker-1', urgent: true },
      { task: 'recordFollowUp', role: 'supervisor', urgent: true },
    ]);
  });

  it('keeps the policy under which the notice was issued', () => {
    const play = issued();
    play.rules = { ...shippedRules, policy: { ...shippedRules.policy, onSilence: 'manual' } };
    play.sleep(taipei('2026-12-09', '23:59:59.999'));
    expectAt(play, taipei('2026-12-10'), ['FollowUpRecorded']);
  });

  it('after an outage of weeks: the deadline, a working day for late entries, then the extension from there', () => {
    const play = issued();
    expect(play.catchUp(taipei('2027-01-04', '08:00'))).toEqual(['DeadlinePassed']);
    expectAt(play, taipei('2027-01-06'), ['FollowUpRecorded']);
    expect(roundOf(play)).toMatchObject({ number: 2, plan: { date: '2027-01-20' } });
  });

  it('after an outage of weeks: a reply that came in time and is entered late holds back the failure', () => {
    const play = issued();
    play.catchUp(taipei('2027-01-04', '08:00'));
    const receivedAt = taipei('2026-12-01', '10:00');
    expect(play.do(reply(receivedAt, 'letter'), tracker, taipei('2027-01-04', '11:00'))).toEqual([
      'ReplyReceived',
    ]);
    expect(play.wake(taipei('2027-01-06'))).toEqual([]);
  });

  describe('that ended while the system was away', () => {
    /** The deadline passed before the outage: until 10 December the tracker could have entered what came. */
    const cutOff = (): NoticePlay => {
      const play = issued();
      expect(play.sleep(taipei('2026-12-05')).at(-1)).toBe('DeadlinePassed');
      return play;
    };

    it('gives people a working day to enter what had come in time, before the round is over', () => {
      const play = cutOff();
      expect(play.catchUp(taipei('2027-01-04', '08:00'))).toEqual(['PolicyActionDeferred']);
      expectAt(play, taipei('2027-01-06'), ['FollowUpRecorded']);
    });

    it('and what they enter then holds back the failure', () => {
      const play = cutOff();
      play.catchUp(taipei('2027-01-04', '08:00'));
      const entered = reply(taipei('2026-12-01', '10:00'), 'letter');
      expect(play.do(entered, tracker, taipei('2027-01-04', '11:00'))).toEqual(['ReplyReceived']);
      expect(play.wake(taipei('2027-01-06'))).toEqual([]);
    });

    it('is acted upon at once where hardly any time was lost', () => {
      const inTime = cutOff();
      expect(inTime.catchUp(taipei('2026-12-10', '23:59:59.999'))).toEqual(['FollowUpRecorded']);
      const late = cutOff();
      expect(late.catchUp(taipei('2026-12-11'))).toEqual(['PolicyActionDeferred']);
    });

    it('is acted upon at once where a clock runs so fast that a busy machine is late by days', () => {
      const play = cutOff();
      const tolerance = 10 * MS_PER_DAY;
      const wokenAt = (at: Instant): string[] => {
        const decided = play.core.decide(
          play.state,
          { type: 'Wake' },
          { ...play.context(system, at), tolerance },
        );
        return decided.ok ? decided.value.map(({ type }) => type) : [decided.error.code];
      };
      const silentAt = play.nextWake() ?? Number.NaN;
      expect(wokenAt(silentAt + tolerance)).toEqual(['FollowUpRecorded']);
      expect(wokenAt(silentAt + tolerance + 1)).toEqual(['PolicyActionDeferred']);
    });
  });
});

describe('a suspension refused by the second person', () => {
  it('does not end a round whose deadline is still to come', () => {
    const play = noticeIn.suspending();
    tell(play, 'refused', taipei('2026-11-06', '10:00'));
    expect(play.nextWake()).toBe(taipei('2026-11-25', '09:00'));
    expect(play.sleep(taipei('2026-12-05'))).toEqual([
      'ReminderIssued',
      'ReminderIssued',
      'ReminderIssued',
      'DeadlinePassed',
    ]);
    expectAt(play, taipei('2026-12-10'), ['FollowUpRecorded']);
  });

  it('gives the tracker the whole of the silence when the deadline passed meanwhile', () => {
    const play = noticeIn.suspending();
    tell(play, 'refused', taipei('2026-12-14', '10:00'));
    expect(play.catchUp(play.now)).toEqual(['DeadlinePassed']);
    expectAt(play, taipei('2026-12-18'), ['FollowUpRecorded']);
  });
});

describe('the telephone call after an e-mail', () => {
  it('is made by the officer after one working day without it', () => {
    const play = issued();
    // A Friday: the end of Monday.
    play.do(reply(taipei('2026-11-13', '10:00'), 'email'), respondent, taipei('2026-11-13', '10:01'));
    expectAt(play, taipei('2026-11-17'), ['TelephoneCallDue']);
    expect(play.openTasks().map(({ task }) => task)).toEqual(['assessReply', 'confirmByTelephone']);
    play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, play.now);
    expect(play.openTasks().map(({ task }) => task)).toEqual(['assessReply']);
  });

  it.each(['letter', 'fax'] as const)('is not asked of a %s', (channel) => {
    const play = issued();
    play.do(reply(taipei('2026-11-13', '10:00'), channel), respondent, taipei('2026-11-13', '10:00'));
    expect(play.nextWake()).toBe(taipei('2026-11-21'));
    expect(play.letters().map(({ template }) => template)).toEqual(['noticeIssued']);
  });

  it('made in time is not asked for again, and asked for anew with a new version', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-13', '10:00'), 'email'), respondent, taipei('2026-11-13', '10:00'));
    play.do(
      { type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' },
      tracker,
      taipei('2026-11-16', '09:00'),
    );
    expect(play.nextWake()).toBe(taipei('2026-11-21'));
    play.do(reply(taipei('2026-11-16', '10:00'), 'email'), respondent, taipei('2026-11-16', '10:00'));
    expectAt(play, taipei('2026-11-18'), ['TelephoneCallDue']);
    expect(play.openTasks().map(({ task }) => task)).toEqual(['assessReply', 'confirmByTelephone']);
    // A letter in its place needs no call: nobody is asked to make one.
    play.do(reply(taipei('2026-11-18', '10:00')), respondent, taipei('2026-11-18', '10:00'));
    expect(play.openTasks().map(({ task }) => task)).toEqual(['assessReply']);
  });

  it('while it is open holds back automatic failure', () => {
    const play = inRound(3);
    play.do(reply(taipei('2027-01-14', '10:00'), 'email'), respondent, taipei('2027-01-14', '10:00'));
    const types = play.sleep(taipei('2027-03-31'));
    expect(types.filter((type) => type === 'DeadlinePassed' || type === 'TelephoneCallDue')).toHaveLength(2);
    expect(new Set(types)).toEqual(new Set(['DeadlinePassed', 'TelephoneCallDue', 'AssessmentOverdue']));
  });
});

describe('a new version every day', () => {
  const daily = (channel: 'portal' | 'letter', days: number): NoticePlay => {
    const play = inRound(3);
    for (let day = 0; day < days; day += 1) {
      const at = taipei('2027-01-11', '10:00') + day * MS_PER_DAY;
      play.sleep(at);
      play.do(reply(at, channel), respondent, at);
    }
    return play;
  };

  it('does not put off the call that the officer makes, nor the assessment', () => {
    const play = daily('portal', 10);
    play.do(
      { type: 'RecordTelephoneConfirmation', outcome: 'unreachable', remark: '三次無人接聽。' },
      tracker,
      play.now,
    );
    expect(play.do(assess(play, 1), tracker, play.now)).toEqual(['ReplyAssessed']);
  });

  it('is brought before the supervisor like one that waited', () => {
    const play = daily('letter', 20);
    const overdue = play.events.filter(({ type }) => type === 'AssessmentOverdue');
    // Five working days from Monday the 11th, and five more from the day on which it was told.
    expect(overdue.map(({ at }) => at)).toEqual([taipei('2027-01-19'), taipei('2027-01-27')]);
    expect(play.openTasks()).toContainEqual(
      expect.objectContaining({ task: 'assessReply', role: 'supervisor', urgent: true }),
    );
  });
});

describe('the assessment clock', () => {
  it('reminds the tracker after five working days, then asks the supervisor, and never fails the respondent', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-20', '10:00')), respondent, taipei('2026-11-20', '10:00'));
    expectAt(play, taipei('2026-11-28'), ['AssessmentOverdue']);
    expect(play.sleep(taipei('2026-12-05')).sort()).toEqual(['AssessmentOverdue', 'DeadlinePassed']);
    expect(play.openTasks()).toMatchObject([
      { task: 'assessReply', role: 'tracker', assigneeId: 'tracker-1', urgent: false },
      { task: 'assessReply', role: 'tracker', assigneeId: 'tracker-1', urgent: true },
      { task: 'recordFollowUp', role: 'tracker' },
      { task: 'assessReply', role: 'supervisor', urgent: true },
    ]);
    play.do(assess(play), tracker, play.now);
    expect(play.openTasks()).toMatchObject([{ task: 'recordFollowUp' }]);
  });
});

describe('a notice that has not arrived', () => {
  it.each([1, 3] as const)('fails nobody for silence in round %i: people are reminded', (round) => {
    const play = inRound(round);
    play.do({ type: 'RecordNonArrival', why: 'bounced' }, people.system, play.now);
    const silent = play.sleep(play.now + 60 * MS_PER_DAY);
    expect(silent).toContain('FollowUpOverdue');
    expect(roundOf(play)).toMatchObject({ number: round, deadlinePassed: true });
    const proof = { kind: 'served', date: civilDateAt(play.now), proof: '送達證書' } as const;
    play.do({ type: 'RecordDelivery', proof }, tracker, play.now);
    expect(play.wake(need(play.nextWake()))).toEqual([
      round === 1 ? 'FollowUpRecorded' : 'SuspensionProposed',
    ]);
  });

  it('is the letter that names the present deadline: one of an earlier round says nothing about this one', () => {
    const play = inRound(2);
    const { date } = roundOf(play).plan;
    const arrived = { type: 'RecordDelivery', proof: { kind: 'delivered', source: 'link' } } as const;
    const lost = { type: 'RecordNonArrival', why: 'bounced' } as const;
    expect(play.do({ ...lost, deadline: '2026-12-04' }, people.system, play.now)).toEqual([]);
    expect(play.do({ ...lost, deadline: date }, people.system, play.now)).toEqual(['NoticeNotArrived']);
    expect(play.refusal({ ...arrived, deadline: '2026-12-04' }, respondent, play.now).code).toBe(
      'notice.otherDeadline',
    );
    expect(play.sleep(play.now + 60 * MS_PER_DAY)).not.toContain('FollowUpRecorded');
    expect(play.do({ ...arrived, deadline: date }, respondent, play.now)).toEqual(['NoticeDelivered']);
    expect(play.wake(need(play.nextWake()))).toEqual(['FollowUpRecorded']);
    // The letter of the third round may be lost as well; that nobody says it has come is not that.
    expect(play.state).toMatchObject({ delivered: false, round: { number: 3 } });
    expect(play.do({ ...lost, why: 'unknown' }, people.system, play.now)).toEqual([]);
    expect(play.do(lost, people.system, play.now)).toEqual(['NoticeNotArrived']);
    expect(play.sleep(play.now + 60 * MS_PER_DAY)).not.toContain('SuspensionProposed');
  });

  it('keeps waiting through a follow-up that a person records: nobody knows that the next letter comes', () => {
    const play = issued();
    play.do({ type: 'RecordNonArrival', why: 'bounced' }, people.system, play.now);
    play.do(extendTo(play, '2027-01-15'), tracker, play.now);
    expect(play.state).toMatchObject({ delivered: false, serveBy: expect.any(Number) as number });
    expect(play.sleep(taipei('2027-03-01'))).not.toContain('FollowUpRecorded');
    play.do({ type: 'RecordDelivery', proof: { kind: 'delivered', source: 'telephone' } }, tracker, play.now);
    expect(play.wake(need(play.nextWake()))).toEqual(['FollowUpRecorded']);
  });

  it('is to be served in two working days; then the supervisor is asked, again and again, until it is', () => {
    const play = issued();
    play.do({ type: 'RecordNonArrival', why: 'bounced' }, people.system, taipei('2026-11-04', '10:00'));
    expect(play.openTasks()).toMatchObject([
      { task: 'serveNotice', assigneeId: 'tracker-1', dueAt: taipei('2026-11-07') },
    ]);
    play.do({ type: 'RecordNonArrival', why: 'unknown' }, people.system, taipei('2026-11-05', '10:00'));
    expectAt(play, taipei('2026-11-07'), ['ServiceOverdue']);
    expectAt(play, taipei('2026-11-11'), ['ServiceOverdue']);
    expect(play.openTasks().at(-1)).toMatchObject({ task: 'serveNotice', role: 'supervisor', urgent: true });
    const proof = { kind: 'served', date: '2026-11-10', proof: '送達證書' } as const;
    play.do({ type: 'RecordDelivery', proof }, tracker, play.now);
    expect(play.openTasks()).toEqual([]);
    expect(play.sleep(taipei('2026-11-25'))).toEqual([]);
  });
});

/** The shipped calendar as if the next year's had not come out. */
const endsOn = (lastDay: string): WorkCalendar => ({ ...shippedRules.calendar, lastDay });

describe('a calendar that ends too early', () => {
  it('refuses no reply and no assessment: only people are reminded, daily', () => {
    const play = issued();
    play.rules = { ...shippedRules, calendar: endsOn('2026-12-04') };
    play.do(reply(taipei('2026-12-04', '10:00'), 'email'), respondent, taipei('2026-12-04', '10:00'));
    expect(roundOf(play).reply).toMatchObject({ callDueAt: taipei('2026-12-05', '10:00') });
    play.do(
      { type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' },
      tracker,
      taipei('2026-12-04', '11:00'),
    );
    play.sleep(taipei('2026-12-06'));
    expect(play.do(assess(play, 1), tracker, play.now)).toEqual(['ReplyAssessed']);
    expect(roundOf(play).silentAt).toBe(taipei('2026-12-07'));
  });

  it('lets the system extend nothing, asks for it daily, and goes on when it comes', () => {
    const play = issued();
    play.rules = { ...shippedRules, calendar: endsOn('2026-12-15') };
    play.sleep(taipei('2026-12-10') - 1);
    expectAt(play, taipei('2026-12-10'), ['PolicyActionDeferred']);
    expect(play.openTasks().at(-1)).toMatchObject({ task: 'extendCalendar', urgent: true });
    expectAt(play, taipei('2026-12-11'), ['PolicyActionDeferred']);
    play.rules = shippedRules;
    expectAt(play, taipei('2026-12-12'), ['FollowUpRecorded']);
    expect(play.openTasks()).toEqual([]);
  });

  it('lets the system propose no suspension before the silence can be counted and is over', () => {
    const play = inRound(3);
    play.rules = { ...shippedRules, calendar: endsOn('2027-01-18') };
    play.sleep(taipei('2027-01-15') - 1);
    expectAt(play, taipei('2027-01-15'), ['DeadlinePassed']);
    expectAt(play, taipei('2027-01-16'), ['PolicyActionDeferred']);
    play.rules = shippedRules;
    expectAt(play, taipei('2027-01-17'), ['PolicyActionDeferred']);
    expectAt(play, taipei('2027-01-20'), ['SuspensionProposed']);
  });

  it('does not leave a notice waiting for a suspension that was refused', () => {
    const play = noticeIn.suspending();
    play.rules = { ...shippedRules, calendar: endsOn('2026-11-06') };
    expect(tell(play, 'refused', taipei('2026-11-06', '10:00'))).toEqual(['SuspensionRefusedForNotice']);
  });

  it('defers the reminding of a manual policy too', () => {
    const policy = { ...shippedRules.policy, onSilence: 'manual' } as const;
    const play = afterDeadline(1, { ...shippedRules, policy });
    play.rules = { policy, calendar: endsOn('2026-12-10') };
    expectAt(play, need(play.nextWake()), ['PolicyActionDeferred']);
  });

  it('refuses to start a clock that people set', () => {
    const rules = { ...shippedRules, calendar: endsOn('2026-11-03') };
    expect(newNotice(rules).refusal(submit, drafter, taipei('2026-11-02', '10:00')).code).toBe(
      'calendar.notCovered',
    );
    const play = issued();
    play.rules = { ...shippedRules, calendar: endsOn('2026-12-04') };
    expect(play.refusal(extendTo(play, '2026-12-20'), tracker, play.now).code).toBe('calendar.notCovered');
    expect(play.refusal(suspendFrom(play, '2026-12-20'), tracker, play.now).code).toBe('calendar.notCovered');
  });

  it('escalates an approval daily rather than never', () => {
    const play = submitted();
    play.rules = { ...shippedRules, calendar: endsOn('2026-11-05') };
    expectAt(play, taipei('2026-11-05'), ['ApprovalEscalated']);
    expectAt(play, taipei('2026-11-06'), ['ApprovalEscalated']);
  });
});
