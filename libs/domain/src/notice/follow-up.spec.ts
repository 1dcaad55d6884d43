import { people, taipei } from '../case/play.fixture';
import type { Actor } from '../case/actor';
import type { FollowUpResult, NoticeCommandOf } from './commands';
import { assess, afterDeadline, inRound, issued, noticeIn, reply, roundOf, tracking } from './notice.fixture';

const { tracker, respondent, supervisor, bureau } = people;

const follow = (result: FollowUpResult): NoticeCommandOf<'RecordFollowUp'> => ({
  type: 'RecordFollowUp',
  result,
});
const suspend = (
  change: Partial<Extract<FollowUpResult, { kind: 'suspend' }>> = {},
): NoticeCommandOf<'RecordFollowUp'> =>
  follow({ kind: 'suspend', ground: 8, effectiveDate: '2027-06-30', ...change });
const extend = follow({ kind: 'extend', to: '2027-06-30', reason: '廠商排程。' });
const other = follow({ kind: 'other', text: '移請上級機關督導。', nextDate: '2027-06-30' });
const complete = follow({ kind: 'complete' });
const suspended = ['FollowUpRecorded', 'SuspensionDecidedUpon'];

/** The form's own table (追蹤評估表): what the tracker may record when the deadline has passed without a reply. */
const options = [
  [1, 'complete', complete, 'followUp.notAllAccepted'],
  [1, 'extend', extend, ['FollowUpRecorded']],
  [1, 'suspend, serious', suspend({ seriousReason: '持續散播病毒。' }), suspended],
  [1, 'suspend, not said why serious', suspend(), 'followUp.seriousReasonMissing'],
  [1, 'other', other, ['FollowUpRecorded']],
  [2, 'complete', complete, 'followUp.notAllAccepted'],
  [2, 'extend', extend, ['FollowUpRecorded']],
  [2, 'suspend', suspend(), suspended],
  [2, 'other', other, ['FollowUpRecorded']],
  [3, 'complete', complete, 'followUp.notAllAccepted'],
  [3, 'extend', extend, 'followUp.notInThirdRound'],
  [3, 'suspend', suspend(), suspended],
  [3, 'other', other, 'followUp.notInThirdRound'],
] as const;

describe('follow-up', () => {
  it.each(options)('round %i: %s → %4$j', (round, _name, command, expected) => {
    const play = afterDeadline(round);
    const result = play.ask(command, tracker, play.now);
    expect(result.ok ? result.value.events.map(({ type }) => type) : result.error.code).toEqual(expected);
  });

  it.each([1, 2, 3] as const)('round %i: complete once every action is accepted, and not before', (round) => {
    const play = afterDeadline(round);
    play.do(reply(play.now), respondent, play.now);
    const partly = play.copy();
    partly.do(assess(partly, 3), tracker, partly.now);
    expect(partly.refusal(complete, tracker, partly.now)).toMatchObject({
      code: 'followUp.notAllAccepted',
      fields: [{ field: 'items', message: '第 3 項尚未認可。' }],
    });
    play.do(assess(play), tracker, play.now);
    expect(play.do(complete, tracker, play.now)).toEqual(['FollowUpRecorded', 'NoticeClosed']);
  });

  it.each([
    ['the same date', '2026-12-04', '2026-11-10'],
    ['today', '2026-12-08', '2026-12-08'],
    ['a day gone by', '2026-12-07', '2026-12-08'],
  ])('extends to no date that is not later: %s', (_what, to, today) => {
    const play = issued();
    play.sleep(taipei(today, '10:00'));
    expect(play.refusal(follow({ kind: 'extend', to, reason: '補' }), tracker, play.now)).toMatchObject({
      code: 'followUp.dateNotLater',
      fields: [{ field: 'result.to' }],
    });
    expect(
      play.refusal(follow({ kind: 'other', text: '補', nextDate: to }), tracker, play.now),
    ).toMatchObject({
      code: 'followUp.dateNotLater',
      fields: [{ field: 'result.nextDate' }],
    });
  });

  it('extends from tomorrow on, before the deadline too', () => {
    const late = afterDeadline(1);
    late.do(
      follow({ kind: 'extend', to: '2026-12-09', reason: '補' }),
      tracker,
      taipei('2026-12-08', '10:00'),
    );
    expect(roundOf(late)).toMatchObject({ number: 2, plan: { instant: taipei('2026-12-10') } });
    const early = issued();
    early.do(follow({ kind: 'extend', to: '2026-12-05', reason: '補' }), tracker, early.now);
    expect(roundOf(early)).toMatchObject({ number: 2, deadlinePassed: false });
  });

  it.each([
    [follow({ kind: 'extend', to: '2027-06-30', reason: ' ' }), 'result.reason'],
    [follow({ kind: 'other', text: '', nextDate: '2027-06-30' }), 'result.text'],
  ])('wants words', (command, field) => {
    const play = afterDeadline(1);
    expect(play.refusal(command, tracker, play.now)).toMatchObject({
      code: 'followUp.textMissing',
      fields: [{ field }],
    });
  });

  it('suspends in round 1 also before the deadline, later only after it', () => {
    const first = issued();
    expect(first.ask(suspend({ seriousReason: '嚴重' }), tracker, first.now).ok).toBe(true);
    for (const round of [2, 3] as const) {
      const play = inRound(round);
      expect(play.refusal(suspend(), tracker, play.now).code).toBe('followUp.deadlineNotPassed');
    }
  });

  it('suspends nobody whose reply in time lies unassessed, in any round', () => {
    for (const round of [1, 2, 3] as const) {
      const play = inRound(round);
      play.do(reply(play.now), respondent, play.now);
      play.sleep(roundOf(play).plan.instant);
      const serious = suspend({ seriousReason: '嚴重' });
      expect(play.refusal(serious, tracker, play.now).code).toBe('followUp.replyUnassessed');
      play.do(assess(play, 1), tracker, play.now);
      expect(play.do(serious, tracker, play.now)).toEqual(suspended);
    }
  });

  it.each([extend, other])('grants no further term while a reply waits: %j', (command) => {
    for (const late of [false, true]) {
      const play = late ? afterDeadline(2) : inRound(2);
      play.do(reply(play.now), respondent, play.now);
      expect(play.refusal(command, tracker, play.now).code).toBe('followUp.replyUnassessed');
      play.do({ type: 'RequestSupplement', missing: '附件 2。', date: '2027-01-05' }, tracker, play.now);
      expect(play.refusal(command, tracker, play.now).code).toBe('followUp.replyUnassessed');
      const missed = play.copy();
      missed.sleep(taipei('2027-01-06'));
      expect(missed.do(command, tracker, missed.now)).toEqual(['FollowUpRecorded']);
      play.do(reply(play.now), respondent, play.now);
      play.do(assess(play, 1), tracker, play.now);
      expect(play.do(command, tracker, play.now)).toEqual(['FollowUpRecorded']);
    }
  });

  it('may grant one instead of an e-mail that nobody has confirmed', () => {
    const play = inRound(2);
    play.do(reply(play.now, 'email'), respondent, play.now);
    const confirmed = play.copy();
    expect(play.do(extend, tracker, play.now)).toEqual(['FollowUpRecorded']);
    confirmed.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, confirmed.now);
    expect(confirmed.refusal(extend, tracker, confirmed.now).code).toBe('followUp.replyUnassessed');
  });

  it('keeps ground (四) to the management layer', () => {
    const play = afterDeadline(2);
    expect(play.refusal(suspend({ ground: 4 }), tracker, play.now).code).toBe('followUp.groundReserved');
    expect(play.refusal(suspend({ ground: 4 }), supervisor, play.now).code).toBe('followUp.groundReserved');
    expect(play.do(suspend({ ground: 4 }), bureau, play.now)).toEqual(suspended);
  });

  it('suspends by ground (十一) only with 「無正當理由」 confirmed', () => {
    const play = afterDeadline(3);
    for (const noJustifiableReason of [undefined, false]) {
      const change = noJustifiableReason === undefined ? {} : { noJustifiableReason };
      expect(play.refusal(suspend({ ground: 11, ...change }), tracker, play.now)).toMatchObject({
        code: 'suspension.justifiable',
        fields: [{ field: 'result.noJustifiableReason' }],
      });
    }
    expect(play.do(suspend({ ground: 11, noJustifiableReason: true }), tracker, play.now)).toEqual(suspended);
  });

  it('suspends from the end of the notice period on, on a day off with a reason only', () => {
    const play = afterDeadline(2);
    // 25 December and 14 days: Friday 8 January.
    expect(play.refusal(suspend({ effectiveDate: '2027-01-07' }), tracker, play.now)).toMatchObject({
      code: 'suspension.effectiveTooSoon',
      fields: [{ field: 'result.effectiveDate', message: '最早可訂為民國116年1月8日。' }],
    });
    expect(play.refusal(suspend({ effectiveDate: '2027-01-09' }), tracker, play.now)).toMatchObject({
      code: 'suspension.nonWorkingDay',
      fields: [{ field: 'result.nonWorkingDayReason' }],
    });
    expect(play.ask(suspend({ effectiveDate: '2027-01-08' }), tracker, play.now).ok).toBe(true);
    play.do(suspend({ effectiveDate: '2027-01-09', nonWorkingDayReason: '週末收文少。' }), tracker, play.now);
    expect(play.effects.at(-1)).toMatchObject({
      kind: 'startSuspension',
      suspensionId: 'n-1-1',
      decision: { effectiveDate: '2027-01-09', nonWorkingDayReason: '週末收文少。', decidedBy: 'tracker-1' },
    });
  });
});

describe('adopting the proposal', () => {
  const decide = (
    noJustifiableReason: boolean,
    effectiveDate = '2027-06-30',
  ): NoticeCommandOf<'DecideSuspension'> => ({
    type: 'DecideSuspension',
    effectiveDate,
    noJustifiableReason,
  });

  it('wants 「無正當理由」 and the notice period, and names the officer as the one who decided', () => {
    const play = noticeIn.proposed();
    const officer: Actor = supervisor;
    expect(play.refusal(decide(false), officer, play.now)).toMatchObject({
      code: 'suspension.justifiable',
      fields: [{ field: 'noJustifiableReason' }],
    });
    // Proposed at 00:00 on 20 January.
    expect(play.refusal(decide(true, '2027-02-02'), officer, play.now)).toMatchObject({
      code: 'suspension.effectiveTooSoon',
      fields: [{ field: 'effectiveDate' }],
    });
    play.do(decide(true), officer, play.now);
    expect(play.state).toMatchObject({ phase: 'suspending', ground: 11, decidedBy: officer.personId });
    expect(play.openTasks()).toEqual([]);
  });

  it('leaves three follow-ups, not four, whatever becomes of it', () => {
    const play = noticeIn.proposed();
    for (const suspension of ['n-1-1', 'n-1-2', 'n-1-3']) {
      play.do(decide(true), supervisor, play.now);
      expect(play.state).toMatchObject({ suspensionId: suspension, followUps: { length: 3 } });
      play.do(
        { type: 'RecordSuspensionOutcome', suspensionId: suspension, outcome: 'refused' },
        people.system,
        play.now,
      );
      expect(play.openTasks()).toMatchObject([{ task: 'decideSuspension', role: 'supervisor' }]);
      expect(play.refusal(extend, tracker, play.now).code).toBe('notice.notInRound');
    }
  });
});

describe('a round that was opened again', () => {
  it('is recorded once: the refused suspension is not a follow-up', () => {
    const play = issued();
    play.do(suspend({ seriousReason: '嚴重', effectiveDate: '2026-11-30' }), tracker, play.now);
    const refused = { type: 'RecordSuspensionOutcome', suspensionId: 'n-1-1', outcome: 'refused' } as const;
    play.do(refused, people.system, play.now);
    play.do(extend, tracker, play.now);
    expect(tracking(play)).toMatchObject({
      followUps: [{ round: 1, result: { kind: 'extend' } }],
      round: { number: 2 },
    });
    // The respondent is told of the new date; of the refused suspension it never heard.
    expect(play.letters().map(({ template, step }) => `${template} ${step}`)).toEqual([
      'noticeIssued notice',
      'followUpResult follow-up-1',
    ]);
  });

  it('asks again for the assessment of a late reply that the suspension set aside', () => {
    const play = afterDeadline(1);
    play.do(reply(play.now), respondent, play.now);
    play.do(suspend({ seriousReason: '嚴重' }), tracker, play.now);
    expect(play.openTasks()).toEqual([]);
    const refused = { type: 'RecordSuspensionOutcome', suspensionId: 'n-1-1', outcome: 'refused' } as const;
    play.do(refused, people.system, play.now);
    expect(play.openTasks().map(({ task }) => task)).toEqual(['recordFollowUp', 'assessReply']);
  });
});

describe('事態嚴重', () => {
  it.each([
    ['goes with the suspension of the first round', 1, '持續散播病毒。', { seriousReason: '持續散播病毒。' }],
    ['left blank in a later one says nothing', 2, ' ', {}],
  ] as const)('%s', (_what, round, seriousReason, expected) => {
    const play = afterDeadline(round);
    play.do(suspend({ seriousReason }), tracker, play.now);
    const [decision] = play.effects.flatMap((effect) =>
      effect.kind === 'startSuspension' ? [effect.decision] : [],
    );
    expect('seriousReason' in (decision ?? {})).toBe('seriousReason' in expected);
    expect(decision).toMatchObject({ ground: 8, ...expected });
  });
});
