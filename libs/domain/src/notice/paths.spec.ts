import { people, RESPONDENT, shippedRules, taipei } from '../case/play.fixture';
import type { Actor } from '../case/actor';
import { MS_PER_DAY, type Instant } from '../time/taipei';
import type { NoticeCommandOf } from './commands';
import {
  afterDeadline,
  assess,
  extendTo,
  inRound,
  issued,
  noticeIn,
  proposed,
  reply,
  roundOf,
  seedReplyOn,
  suspendFrom,
  tell,
  tracking,
  type NoticePlay,
} from './notice.fixture';

const { tracker, respondent, supervisor, otherSupervisor, drafter, bureau } = people;

/** One millisecond early nothing happens, at the instant this does, and it does not happen twice. */
function expectAt(play: NoticePlay, instant: Instant, events: readonly string[]): void {
  expect(play.nextWake()).toBe(instant);
  expect(play.wake(instant - 1)).toEqual([]);
  expect(play.wake(instant)).toEqual(events);
  expect(play.wake(instant)).toEqual([]);
}

const supplement = (date: string, missing = '附件 2。'): NoticeCommandOf<'RequestSupplement'> => ({
  type: 'RequestSupplement',
  missing,
  date,
});
const REPLIED = taipei('2026-12-03', '10:00');

/** Replied the day before the deadline of round 1, and returned until 10 December. */
function returned(date = '2026-12-10'): NoticePlay {
  const play = issued();
  play.do(reply(REPLIED), respondent, REPLIED);
  play.do(supplement(date), tracker, REPLIED);
  return play;
}

/** A reply about some of the actions only. */
const further = (receivedAt: Instant, ...items: number[]): NoticeCommandOf<'SubmitReply'> =>
  reply(receivedAt, 'letter', seedReplyOn(receivedAt, ...items));

const letter = (play: NoticePlay, step: string): object | undefined =>
  play.letters().find((sent) => sent.step === step);
const tasks = (play: NoticePlay): string[] => [...new Set(play.openTasks().map(({ task }) => task))];

describe('補正', () => {
  it('is told with its own date, and takes the assessment off the officer until then', () => {
    const play = returned();
    expect(letter(play, 'round-1-supplement')).toMatchObject({
      template: 'supplementRequested',
      facts: { round: 1, remark: '附件 2。', supplementDate: '2026-12-10' },
    });
    expect(tasks(play)).toEqual([]);
  });

  it('wants what is missing, and a date later than today', () => {
    const play = issued();
    play.do(reply(REPLIED), respondent, REPLIED);
    const error = play.refusal(supplement('2026-12-03', ' '), tracker, REPLIED);
    expect([error.code, error.fields?.map(({ field }) => field)]).toEqual([
      'reply.supplementIncomplete',
      ['missing', 'date'],
    ]);
    const lastMoment = taipei('2026-12-03', '23:59:59.999');
    expect(play.copy().refusal(supplement('2026-12-03'), tracker, lastMoment).code).toBe(
      'reply.supplementIncomplete',
    );
    expect(play.do(supplement('2026-12-04'), tracker, lastMoment)).toEqual(['SupplementRequested']);
  });

  it('takes no longer than the policy gives by itself', () => {
    const play = issued();
    play.do(reply(REPLIED), respondent, REPLIED);
    expect(play.refusal(supplement('2026-12-18'), tracker, REPLIED)).toMatchObject({
      code: 'reply.supplementIncomplete',
      fields: [{ field: 'date', message: '補正期限最晚可訂為民國115年12月17日。' }],
    });
    expect(play.do(supplement('2026-12-17'), tracker, REPLIED)).toEqual(['SupplementRequested']);
  });

  it('or up to the deadline, where that is further away', () => {
    const play = issued();
    const early = taipei('2026-11-12', '10:00');
    play.do(reply(early), respondent, early);
    expect(play.refusal(supplement('2026-12-05'), tracker, early)).toMatchObject({
      fields: [{ field: 'date', message: '補正期限最晚可訂為民國115年12月4日。' }],
    });
    expect(play.do(supplement('2026-12-04'), tracker, early)).toEqual(['SupplementRequested']);
  });

  it('holds back automatic failure past the deadline until its date, and silence counts from there', () => {
    const play = returned();
    expectAt(play, taipei('2026-12-05'), ['DeadlinePassed']);
    // Silence after the deadline alone would have been over on 10 December.
    expectAt(play, taipei('2026-12-11'), ['SupplementMissed']);
    expect(tasks(play)).toEqual(['recordFollowUp']);
    // Thursday 10 December and three working days: the end of the 15th.
    expectAt(play, taipei('2026-12-16'), ['FollowUpRecorded']);
  });

  it('missed before the deadline takes nothing away: the respondent is reminded again', () => {
    const play = issued();
    play.do(reply(taipei('2026-11-10', '10:00')), respondent, taipei('2026-11-10', '10:00'));
    play.do(supplement('2026-11-20'), tracker, taipei('2026-11-11', '10:00'));
    expectAt(play, taipei('2026-11-21'), ['SupplementMissed']);
    expect(roundOf(play).silentAt).toBeUndefined();
    expect(tasks(play)).toEqual([]);
    expect(play.sleep(taipei('2026-12-05'))).toEqual([
      'ReminderIssued',
      'ReminderIssued',
      'ReminderIssued',
      'DeadlinePassed',
    ]);
    expectAt(play, taipei('2026-12-10'), ['FollowUpRecorded']);
  });

  it.each([
    [taipei('2026-12-11') - 1, false],
    [taipei('2026-12-11'), true],
  ])('answered at %d is late: %s', (at, late) => {
    const play = returned();
    play.sleep(taipei('2026-12-12'));
    play.do(reply(at), respondent, play.now);
    expect(roundOf(play).reply).toMatchObject({ version: 2, late });
    // Answered, late or not, it waits for people again.
    expect(play.sleep(taipei('2026-12-31')).filter((type) => type !== 'AssessmentOverdue')).toEqual([]);
  });

  it('of a reply that was late does not make it one in time', () => {
    const play = afterDeadline(1);
    play.do(reply(play.now), respondent, play.now);
    play.do(supplement('2026-12-10'), tracker, play.now);
    play.do(reply(play.now), respondent, play.now);
    expect(roundOf(play)).toMatchObject({ repliedInTime: false, reply: { late: true } });
    expect(letter(play, 'round-1-supplement')).toMatchObject({ facts: { late: true } });
    expect(letter(returned(), 'round-1-supplement')).not.toHaveProperty('facts.late');
  });

  it('within its date allows no rejection and no suspension; after it, both', () => {
    const play = returned();
    play.sleep(taipei('2026-12-11') - 1);
    expect(play.refusal(assess(play, 2), tracker, play.now).code).toBe('reply.supplementAwaited');
    expect(play.copy().do(assess(play), tracker, play.now)).toEqual(['ReplyAssessed']);
    expect(play.refusal(suspendFrom(play, '2027-01-04'), tracker, play.now).code).toBe(
      'followUp.replyUnassessed',
    );
    play.sleep(taipei('2026-12-11'));
    expect(play.copy().do(assess(play, 2), tracker, play.now)).toEqual(['ReplyAssessed']);
    expect(play.do(suspendFrom(play, '2027-01-04'), tracker, play.now)).toHaveLength(2);
  });
});

describe('補正 that is answered before its date and not accepted', () => {
  const answered = (): NoticePlay => {
    const play = returned();
    play.sleep(taipei('2026-12-06'));
    play.do(reply(play.now), respondent, play.now);
    play.do(assess(play, 2), tracker, play.now);
    return play;
  };

  it('is failed by nobody before its date: a further version would be in time', () => {
    const play = answered();
    expect(play.refusal(suspendFrom(play, '2027-01-04'), tracker, taipei('2026-12-11') - 1).code).toBe(
      'reply.supplementAwaited',
    );
    expect(play.copy().do(suspendFrom(play, '2027-01-04'), tracker, taipei('2026-12-11'))).toHaveLength(2);
    // As if it had not been answered: three working days from the date of the 補正.
    expectAt(play, taipei('2026-12-16'), ['FollowUpRecorded']);
  });

  it('is told until when it may be answered', () => {
    expect(letter(answered(), 'round-1-assessed-2')).toMatchObject({ facts: { deadline: '2026-12-10' } });
  });
});

describe('a reply in time that is entered after the third round was given up', () => {
  const third = (play: NoticePlay): Instant => play.core.summaryOf(play.state)?.deadlineAt ?? NaN;

  it('sets the proposal aside and waits to be assessed', () => {
    const play = proposed();
    expect(play.do(reply(third(play) - 1), respondent, play.now)).toEqual([
      'ProposalSetAside',
      'ReplyReceived',
    ]);
    expect(tracking(play).followUps.map(({ round }) => round)).toEqual([1, 2]);
    expect(roundOf(play)).toMatchObject({ number: 3, repliedInTime: true, deadlinePassed: true });
    expect(tasks(play)).toEqual(['recordFollowUp', 'assessReply']);
    expect(new Set(play.sleep(play.now + 60 * MS_PER_DAY))).toEqual(new Set(['AssessmentOverdue']));
    play.do(assess(play, 1), tracker, play.now);
    expect(play.sleep(play.now + 10 * MS_PER_DAY)).toContain('SuspensionProposed');
  });

  it('sets nothing aside when it came at the deadline or later, and is refused when all was accepted', () => {
    const play = proposed();
    expect(play.do(reply(third(play)), respondent, play.now)).toEqual(['ReplyReceived']);
    expect(play.state).toMatchObject({ phase: 'proposed', round: { reply: { late: true } } });
    expect(tasks(play)).toEqual(['decideSuspension']);
    const assessed = inRound(3);
    assessed.do(reply(assessed.now), respondent, assessed.now);
    assessed.do(assess(assessed), tracker, assessed.now);
    expect(assessed.refusal(reply(assessed.now), respondent, assessed.now).code).toBe('reply.notReplaceable');
  });

  it('may be a further version, of what an assessment had left open', () => {
    const play = inRound(3);
    play.do(reply(play.now), respondent, play.now);
    play.do(assess(play, 1), tracker, play.now);
    play.sleep(taipei('2027-02-28'));
    expect(play.do(further(third(play) - 1, 1), respondent, play.now)).toEqual([
      'ProposalSetAside',
      'ReplyReceived',
    ]);
  });
});

describe('a cure after the third round, no suspension being decided', () => {
  const accept = (
    play: NoticePlay,
    change: Partial<NoticeCommandOf<'AcceptCure'>> = {},
  ): NoticeCommandOf<'AcceptCure'> => ({
    type: 'AcceptCure',
    items: assess(play).items,
    remark: '實地查核，均已改善。',
    ...change,
  });

  it('is accepted by a supervisor, told, and ends the notice without a fourth follow-up', () => {
    const play = proposed();
    play.do(reply(play.now), respondent, play.now);
    expect(play.do(accept(play), supervisor, play.now)).toEqual(['CureAccepted', 'NoticeClosed']);
    expect(play.events.at(-2)).toMatchObject({ round: 3, reply: 1, remark: '實地查核，均已改善。' });
    expect(play.state).toMatchObject({ phase: 'closed', outcome: 'completed' });
    expect(play.events.filter(({ type }) => type === 'FollowUpRecorded')).toHaveLength(2);
    expect(play.letters().at(-1)).toMatchObject({
      template: 'cureAccepted',
      facts: { remark: '實地查核，均已改善。' },
    });
    expect(play.openTasks()).toEqual([]);
  });

  it('is accepted after the second person has refused the suspension, also without a reply', () => {
    const play = proposed();
    const decide = {
      type: 'DecideSuspension',
      effectiveDate: '2027-06-30',
      noJustifiableReason: true,
    } as const;
    play.do(decide, tracker, play.now);
    expect(play.refusal(accept(play), supervisor, play.now).code).toBe('notice.suspensionDecided');
    tell(play, 'refused', play.now);
    expect(play.do(accept(play), supervisor, play.now)).toEqual(['CureAccepted', 'NoticeClosed']);
    expect(play.events.at(-2)).not.toHaveProperty('reply');
  });

  it('is one of every action that is open, by a supervisor, with the reason', () => {
    const play = proposed();
    expect(play.refusal(accept(play), tracker, play.now).code).toBe('case.supervisorOnly');
    expect(play.refusal(accept(play, { remark: ' ' }), supervisor, play.now)).toMatchObject({
      code: 'case.reasonMissing',
      fields: [{ field: 'remark' }],
    });
    expect(
      play.refusal(accept(play, { items: accept(play).items.slice(1) }), supervisor, play.now),
    ).toMatchObject({ code: 'reply.assessmentIncomplete', fields: [{ message: '請就第 1 項審查一次。' }] });
    expect(play.refusal(accept(play, { items: assess(play, 2).items }), supervisor, play.now)).toMatchObject({
      code: 'followUp.notAllAccepted',
      fields: [{ field: 'items.1.accepted' }],
    });
  });

  it('told of by e-mail waits for the telephone call, which the tracker is asked for', () => {
    const play = proposed();
    play.do(reply(play.now, 'email'), respondent, play.now);
    play.sleep(play.now + 2 * MS_PER_DAY);
    expect(tasks(play)).toContain('confirmByTelephone');
    expect(play.refusal(accept(play), supervisor, play.now).code).toBe('reply.telephoneOpen');
    play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, play.now);
    expect(play.do(accept(play), supervisor, play.now)).toEqual(['CureAccepted', 'NoticeClosed']);
  });
});

describe('a request for more time', () => {
  const ask = { type: 'RequestExtension', reason: '廠商排程。', until: '2026-12-20' } as const;

  it('moves nothing by itself', () => {
    const play = issued();
    const before = [play.nextWake(), roundOf(play).plan];
    expect(play.do(ask, respondent, play.now)).toEqual(['ExtensionRequested']);
    expect([play.nextWake(), roundOf(play).plan]).toEqual(before);
    expect(play.openTasks()).toMatchObject([
      { task: 'decideExtension', role: 'tracker', assigneeId: 'tracker-1' },
    ]);
    play.sleep(taipei('2026-12-10'));
    expect(roundOf(play).number).toBe(2);
    expect(tasks(play)).toEqual([]);
  });

  it('is granted by a follow-up that uses up the round, and says so', () => {
    const play = issued();
    play.do(ask, respondent, play.now);
    play.do(extendTo(play, '2026-12-20'), tracker, play.now);
    expect(letter(play, 'follow-up-1')).toMatchObject({
      facts: { remark: '貴機關（構）申請展期一案，併此核復，並計為第一次追蹤。' },
    });
    expect(roundOf(play).extension).toBeUndefined();
    expect(tasks(play)).toEqual([]);
    play.do(extendTo(play, '2027-01-20'), tracker, play.now);
    expect(letter(play, 'follow-up-2')).not.toHaveProperty('facts.remark');
  });

  it('is denied with a reason that the respondent is told, each time', () => {
    const play = issued();
    for (const number of [1, 2]) {
      play.do(ask, respondent, play.now);
      expect(play.refusal({ type: 'DenyExtension', reason: ' ' }, tracker, play.now).code).toBe(
        'case.reasonMissing',
      );
      play.do({ type: 'DenyExtension', reason: '時間足夠。' }, tracker, play.now);
      expect(letter(play, `round-1-extension-${number}`)).toMatchObject({
        template: 'extensionDenied',
        facts: { remark: '時間足夠。', deadline: '2026-12-04' },
      });
    }
    expect(tasks(play)).toEqual([]);
  });

  it('wants a reason and a later date', () => {
    const play = issued();
    expect(play.refusal({ ...ask, reason: '' }, respondent, play.now).code).toBe('case.reasonMissing');
    expect(play.refusal({ ...ask, until: '2026-12-04' }, respondent, play.now).code).toBe(
      'extension.notLater',
    );
    expect(play.do({ ...ask, until: '2026-12-05' }, respondent, play.now)).toEqual(['ExtensionRequested']);
  });

  it('still waits when a suspension is refused', () => {
    const play = issued();
    play.do(ask, respondent, play.now);
    play.do(suspendFrom(play, '2026-11-30'), tracker, play.now);
    expect(tasks(play)).toEqual([]);
    tell(play, 'refused', play.now);
    expect(tasks(play)).toEqual(['recordFollowUp', 'decideExtension']);
  });
});

describe('the assessment', () => {
  it('tells the respondent what was not accepted and why, and says nothing when all was', () => {
    const play = issued();
    play.do(reply(REPLIED), respondent, REPLIED);
    const all = play.copy();
    all.do(assess(all), tracker, REPLIED);
    expect(letter(all, 'round-1-assessed-1')).toBeUndefined();
    play.do(assess(play, 2, 4), tracker, REPLIED);
    expect(letter(play, 'round-1-assessed-1')).toMatchObject({
      template: 'replyAssessed',
      facts: { items: ['第 2 項：未附掃描結果。', '第 4 項：未附掃描結果。'] },
    });
  });

  it('carries accepted actions over; reopening one needs a reason and is told', () => {
    const play = issued();
    play.do(reply(REPLIED), respondent, REPLIED);
    play.do(assess(play, 2), tracker, REPLIED);
    play.do(extendTo(play, '2026-12-24'), tracker, REPLIED);
    expect(tracking(play).accepted).toEqual([1, 3, 4]);
    const reopen = { type: 'ReopenAction', item: 3, reason: '複查未過。' } as const;
    expect(play.refusal({ ...reopen, reason: ' ' }, tracker, REPLIED).code).toBe('case.reasonMissing');
    expect(play.refusal({ ...reopen, item: 2 }, tracker, REPLIED).code).toBe('reply.itemNotAccepted');
    play.do(reopen, tracker, REPLIED);
    expect(tracking(play).accepted).toEqual([1, 4]);
    expect(letter(play, 'round-2-reopened-1')).toMatchObject({
      template: 'actionReopened',
      facts: { remark: '複查未過。', items: [expect.stringContaining('公文電子交換檔案')] },
    });
    play.do(further(play.now, 2, 3), respondent, play.now);
    play.do(assess(play), tracker, play.now);
    expect(tracking(play).accepted).toEqual([1, 2, 3, 4]);
  });

  it('reopened after the deadline gives the respondent the silence anew, to answer in', () => {
    const play = inRound(3);
    play.do(reply(play.now), respondent, play.now);
    play.do(assess(play), tracker, play.now);
    play.sleep(taipei('2027-01-18', '10:00'));
    play.do({ type: 'ReopenAction', item: 3, reason: '複查未過。' }, tracker, play.now);
    const silent = taipei('2027-01-22');
    const answered = play.copy();
    expectAt(play, silent, ['SuspensionProposed']);
    answered.do(further(answered.now, 3), respondent, answered.now);
    expect(answered.sleep(silent)).toEqual([]);
  });
});

describe('a further reply after an assessment that left actions open', () => {
  const assessed = (receivedAt: Instant): NoticePlay => {
    const play = issued();
    play.do(reply(receivedAt), respondent, receivedAt);
    play.do(assess(play, 2), tracker, receivedAt);
    return play;
  };

  it('answers those actions only, and is assessed and told as its own version', () => {
    const play = assessed(taipei('2026-11-20', '10:00'));
    expect(play.refusal(further(play.now, 1), respondent, play.now)).toMatchObject({
      code: 'reply.incomplete',
      fields: [{ field: 'answers', message: '請填寫第 2 項的處理情形。' }],
    });
    play.do(further(play.now, 2), respondent, play.now);
    expect(roundOf(play).reply).toMatchObject({ version: 2, late: false });
    expect(tasks(play)).toEqual(['assessReply']);
    play.do(assess(play, 2), tracker, play.now);
    expect(letter(play, 'round-1-assessed-2')).toMatchObject({
      facts: { items: ['第 2 項：未附掃描結果。'] },
    });
    play.do(further(play.now, 2), respondent, play.now);
    play.do(assess(play), tracker, play.now);
    expect(tracking(play).accepted).toEqual([1, 2, 3, 4]);
  });

  it('in time holds back automatic failure again; assessed, the silence counts from there', () => {
    const play = assessed(taipei('2026-11-20', '10:00'));
    play.do(further(REPLIED, 2), respondent, REPLIED);
    play.sleep(taipei('2026-12-21', '10:00'));
    expect(roundOf(play).number).toBe(1);
    play.do(assess(play, 2), tracker, play.now);
    expectAt(play, taipei('2026-12-25'), ['FollowUpRecorded']);
  });

  it('after the deadline is late, and holds back automatic failure too', () => {
    const play = assessed(REPLIED);
    play.sleep(taipei('2026-12-07', '10:00'));
    play.do(further(play.now, 2), respondent, play.now);
    expect(roundOf(play)).toMatchObject({ repliedInTime: true, reply: { version: 2, late: true } });
    play.sleep(taipei('2026-12-28'));
    expect(roundOf(play).number).toBe(1);
  });

  it('is not returned for 補正 when an earlier version of the round was', () => {
    const play = returned();
    play.do(reply(play.now), respondent, play.now);
    play.do(assess(play, 2), tracker, play.now);
    play.do(further(play.now, 2), respondent, play.now);
    expect(play.refusal(supplement('2026-12-10'), tracker, play.now).code).toBe('reply.supplementOnce');
  });

  it('by e-mail wants a telephone call of its own', () => {
    const play = assessed(REPLIED);
    play.do({ ...further(REPLIED, 2), channel: 'email' }, respondent, REPLIED);
    expect(play.refusal(assess(play), tracker, REPLIED).code).toBe('reply.telephoneOpen');
    expect(letter(play, 'round-1-reply-2')).toMatchObject({ template: 'telephoneRequest' });
  });
});

describe('an e-mail that nobody confirms', () => {
  const inVain = {
    type: 'RecordTelephoneConfirmation',
    outcome: 'unreachable',
    remark: '11 月 17 日兩度去電無人接聽。',
  } as const;

  it.each(['email', 'portal'] as const)(
    '(%s) is assessed on its content once the call was due',
    (channel) => {
      const play = issued();
      const at = taipei('2026-11-13', '10:00');
      play.do(reply(at, channel), respondent, at);
      expect(play.refusal(inVain, tracker, taipei('2026-11-17') - 1)).toMatchObject({
        code: 'reply.callNotDue',
        fields: [{ field: 'remark', message: '115/11/17 00:00起才能登錄聯繫未果。' }],
      });
      expect(play.refusal({ ...inVain, remark: ' ' }, tracker, taipei('2026-11-17')).code).toBe(
        'case.reasonMissing',
      );
      expect(play.refusal(assess(play), tracker, taipei('2026-11-17')).code).toBe('reply.telephoneOpen');
      play.sleep(taipei('2026-11-17'));
      expect(play.do(inVain, tracker, play.now)).toEqual(['ReplyLeftUnconfirmed']);
      expect(tasks(play)).toEqual(['assessReply']);
      expect(play.refusal(inVain, tracker, play.now).code).toBe('reply.telephoneNotNeeded');
      play.do(assess(play, 1), tracker, play.now);
      expect(play.events.at(-1)).toMatchObject({ type: 'ReplyAssessed', unconfirmed: true });
    },
  );

  it('confirmed after all, is not noted as unconfirmed', () => {
    const play = issued();
    play.do(reply(play.now, 'email'), respondent, play.now);
    play.sleep(taipei('2026-11-05'));
    play.do(inVain, tracker, play.now);
    play.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, play.now);
    play.do(assess(play), tracker, play.now);
    expect(play.events.at(-1)).not.toHaveProperty('unconfirmed');
  });

  it('does not avoid the suspension', () => {
    const play = inRound(2);
    play.do(reply(play.now, 'email'), respondent, play.now);
    play.sleep(taipei('2026-12-28', '10:00'));
    expect(play.refusal(suspendFrom(play, '2027-01-20'), tracker, play.now).code).toBe(
      'followUp.replyUnassessed',
    );
    play.do(inVain, tracker, play.now);
    play.do(assess(play, 1), tracker, play.now);
    expect(play.do(suspendFrom(play, '2027-01-20'), tracker, play.now)).toHaveLength(2);
  });
});

describe('whoever has to act is reminded', () => {
  const openFor = (play: NoticePlay): string[] =>
    play.openTasks().map(({ task, role, urgent }) => `${task} ${role}${urgent ? ' urgent' : ''}`);

  it('of a returned notice: its drafter, then the supervisor, again and again', () => {
    const play = noticeIn.returned();
    expectAt(play, taipei('2026-11-06'), ['AmendmentOverdue']);
    expectAt(play, taipei('2026-11-11'), ['AmendmentOverdue']);
    expectAt(play, taipei('2026-11-14'), ['AmendmentOverdue']);
    expect(openFor(play)).toEqual([
      'amendNotice drafter',
      'amendNotice drafter urgent',
      'amendNotice supervisor urgent',
      'amendNotice supervisor urgent',
    ]);
    expect(play.openTasks().map(({ assigneeId }) => assigneeId)).toEqual([
      'drafter-1',
      'drafter-1',
      undefined,
      undefined,
    ]);
  });

  it('of a proposal: the supervisor, then those above, and from the refusal of a suspension anew', () => {
    const play = proposed();
    const { now } = play;
    const [first, second] = [play.sleep(now + 7 * MS_PER_DAY), play.sleep(now + 14 * MS_PER_DAY)];
    expect(new Set([...first, ...second])).toEqual(new Set(['ProposalOverdue']));
    expect(openFor(play).slice(0, 3)).toEqual([
      'decideSuspension supervisor urgent',
      'decideSuspension supervisor urgent',
      'decideSuspension centreAdministrator urgent',
    ]);
    const decide = { type: 'DecideSuspension', noJustifiableReason: true } as const;
    play.do({ ...decide, effectiveDate: '2027-06-30' }, supervisor, play.now);
    expect(play.nextWake()).toBeUndefined();
    expect(play.state).not.toHaveProperty('decideBy');
    tell(play, 'refused', taipei('2027-03-01', '10:00'));
    expectAt(play, taipei('2027-03-05'), ['ProposalOverdue']);
    expect(openFor(play).at(-1)).toBe('decideSuspension supervisor urgent');
  });

  it('of a proposal by the terms that were pinned at issue', () => {
    const play = proposed();
    const [due] = [play.nextWake()];
    play.rules = { ...shippedRules, policy: { ...shippedRules.policy, approvalWorkingDays: 9 } };
    play.wake(due ?? NaN);
    expect((play.nextWake() ?? NaN) - play.now).toBeLessThan(5 * MS_PER_DAY);
  });
});

describe('another tracker', () => {
  const hand = { type: 'ReassignTracker', trackerId: 'tracker-2', reason: '請假。' } as const;

  it('gets the open tasks and those to come; recorded follow-ups keep the name of their time', () => {
    const play = inRound(2);
    play.sleep(roundOf(play).plan.instant);
    play.do(hand, supervisor, play.now);
    expect(play.openTasks()).toMatchObject([{ task: 'recordFollowUp', assigneeId: 'tracker-2' }]);
    play.do(extendTo(play, '2027-01-29'), { ...tracker, personId: 'tracker-2' }, play.now);
    expect(tracking(play).followUps.map(({ trackerId }) => trackerId)).toEqual(['tracker-1', 'tracker-2']);
    expect(play.core.summaryOf(play.state)).toMatchObject({ trackerId: 'tracker-2' });
    play.do(reply(play.now), respondent, play.now);
    expect(play.openTasks()).toMatchObject([{ task: 'assessReply', assigneeId: 'tracker-2' }]);
  });

  it('may be named before the notice is issued, and while it is returned', () => {
    for (const walk of [noticeIn.awaitingApproval, noticeIn.returned]) {
      const play = walk();
      play.do(hand, supervisor, play.now);
      expect(play.core.summaryOf(play.state)).toMatchObject({ trackerId: 'tracker-2' });
    }
  });

  it('takes over from the one who is named only: a hand-over overrides nobody’s later choice', () => {
    const play = issued();
    const over = { ...hand, from: 'tracker-1' };
    play.do(over, supervisor, play.now);
    play.do({ ...hand, trackerId: 'tracker-3' }, supervisor, play.now);
    expect(play.refusal(over, supervisor, play.now).code).toBe('notice.otherTracker');
    expect(play.state).toMatchObject({ content: { trackerId: 'tracker-3' } });
  });

  it('is another one, named, with a reason', () => {
    const play = issued();
    const code = (change: object): string => play.refusal({ ...hand, ...change }, supervisor, play.now).code;
    expect([code({ trackerId: 'tracker-1' }), code({ trackerId: '' }), code({ reason: ' ' })]).toEqual([
      'notice.sameTracker',
      'notice.incomplete',
      'case.reasonMissing',
    ]);
  });
});

describe('裁撤', () => {
  const report = { type: 'CloseForDissolution', reason: '奉准裁撤。' } as const;
  const approve = { type: 'ApproveDissolution' } as const;

  it.each([noticeIn.tracking, noticeIn.proposed])(
    'ends the case with a supervisor’s approval, told',
    (walk) => {
      const play = walk();
      play.do(report, supervisor, play.now);
      expect(tasks(play)).toContain('approveDissolution');
      expect(play.refusal(approve, tracker, play.now).code).toBe('case.supervisorOnly');
      expect(play.refusal(approve, supervisor, play.now).code).toBe('case.fourEyes');
      play.do(approve, otherSupervisor, play.now);
      expect(play.state).toMatchObject({ phase: 'closed', outcome: 'dissolved' });
      expect(
        play
          .letters()
          .filter(({ template }) => template === 'noticeDissolved')
          .map(({ recipient }) => recipient),
      ).toEqual([{ party: 'respondent', organisationId: RESPONDENT }, { party: 'bureau' }]);
      expect(play.effects).toContainEqual(
        expect.objectContaining({ kind: 'dissolve', organisationId: RESPONDENT }),
      );
      expect(play.openTasks()).toEqual([]);
    },
  );

  it('in a notice of the bureau is agreed upon by another person of it', () => {
    const play = noticeIn.tracking();
    play.do(report, bureau, play.now);
    expect(play.refusal(approve, bureau, play.now).code).toBe('case.fourEyes');
    const other = { ...bureau, personId: 'bureau-2' };
    expect(play.do(approve, other, play.now)).toEqual(['DissolutionApproved', 'NoticeClosed']);
  });

  it('reported by the only supervisor is agreed upon by the administrator of the centre', () => {
    const play = issued();
    play.do(report, supervisor, play.now);
    expect(play.refusal(approve, supervisor, play.now).code).toBe('case.fourEyes');
    const administrator = { ...supervisor, personId: 'admin-1', role: 'centreAdministrator' } as const;
    expect(play.do(approve, administrator, play.now)).toEqual(['DissolutionApproved', 'NoticeClosed']);
  });

  it('reported and not decided, says so when the notice ends otherwise', () => {
    const play = issued();
    play.do(report, tracker, play.now);
    play.do(suspendFrom(play, '2026-11-30'), tracker, play.now);
    tell(play, 'executed', play.now);
    expect(tasks(play)).toEqual(['approveDissolution']);
    tell(play, 'restored', play.now);
    expect(play.events.slice(-2).map(({ type }) => type)).toEqual(['DissolutionLapsed', 'NoticeClosed']);
  });

  it('wants a reason; refused, the case goes on and it may be reported again', () => {
    const play = issued();
    const before = play.nextWake();
    expect(play.refusal({ ...report, reason: '' }, drafter, play.now).code).toBe('case.reasonMissing');
    play.do(report, drafter, play.now);
    const no = (by: Actor, reason: string): string =>
      play.refusal({ type: 'RefuseDissolution', reason }, by, play.now).code;
    expect([no(tracker, '未公告。'), no(supervisor, ' ')]).toEqual([
      'case.supervisorOnly',
      'case.reasonMissing',
    ]);
    play.do({ type: 'RefuseDissolution', reason: '未公告。' }, supervisor, play.now);
    expect([tasks(play), play.nextWake()]).toEqual([[], before]);
    expect(play.do(report, drafter, play.now)).toEqual(['DissolutionReported']);
  });
});
