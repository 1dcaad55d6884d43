import { people, shippedRules, taipei } from '../case/play.fixture';
import type { Actor } from '../case/actor';
import { addDays } from '../time/civil-date';
import { civilDateAt, deadlineInstant } from '../time/taipei';
import type { FollowUpResult, NoticeCommandOf } from './commands';
import {
  assess,
  afterDeadline,
  followUp,
  inRound,
  issued,
  noticeIn,
  reply,
  roundOf,
  tracking,
} from './notice.fixture';

const { tracker, respondent, supervisor, bureau } = people;

const suspend = (change: Partial<Extract<FollowUpResult, { kind: 'suspend' }>> = {}): FollowUpResult => ({
  kind: 'suspend',
  ground: 8,
  effectiveDate: '2027-06-30',
  ...change,
});
const extend: FollowUpResult = { kind: 'extend', to: '2027-06-30', reason: '廠商排程。' };
const other: FollowUpResult = { kind: 'other', text: '移請上級機關督導。', nextDate: '2027-06-30' };
const complete: FollowUpResult = { kind: 'complete' };
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
  it.each(options)('round %i: %s → %4$j', (round, _name, recorded, expected) => {
    const play = afterDeadline(round);
    const result = play.ask(followUp(play, recorded), tracker, play.now);
    expect(result.ok ? result.value.events.map(({ type }) => type) : result.error.code).toEqual(expected);
  });

  it.each([1, 2, 3] as const)('round %i: complete once every action is accepted, and not before', (round) => {
    const play = afterDeadline(round);
    play.do(reply(play.now), respondent, play.now);
    const partly = play.copy();
    partly.do(assess(partly, 3), tracker, partly.now);
    expect(partly.refusal(followUp(partly, complete), tracker, partly.now)).toMatchObject({
      code: 'followUp.notAllAccepted',
      fields: [{ field: 'items', message: '第 3 項尚未認可。' }],
    });
    play.do(assess(play), tracker, play.now);
    expect(play.do(followUp(play, complete), tracker, play.now)).toEqual([
      'FollowUpRecorded',
      'NoticeClosed',
    ]);
  });

  it.each([
    ['the same date', '2026-12-04', '2026-11-10'],
    ['today', '2026-12-08', '2026-12-08'],
    ['a day gone by', '2026-12-07', '2026-12-08'],
  ])('extends to no date that is not later: %s', (_what, to, today) => {
    const play = issued();
    play.sleep(taipei(today, '10:00'));
    expect(
      play.refusal(followUp(play, { kind: 'extend', to, reason: '補' }), tracker, play.now),
    ).toMatchObject({
      code: 'followUp.dateNotLater',
      fields: [{ field: 'result.to' }],
    });
    expect(
      play.refusal(followUp(play, { kind: 'other', text: '補', nextDate: to }), tracker, play.now),
    ).toMatchObject({
      code: 'followUp.dateNotLater',
      fields: [{ field: 'result.nextDate' }],
    });
  });

  it('extends before the deadline too', () => {
    const play = issued();
    play.do(followUp(play, { kind: 'extend', to: '2026-12-05', reason: '補' }), tracker, play.now);
    expect(roundOf(play)).toMatchObject({ number: 2, deadlinePassed: false });
  });

  it.each([
    ['result.to', (to: string): FollowUpResult => ({ kind: 'extend', to, reason: '補' })],
    ['result.nextDate', (nextDate: string): FollowUpResult => ({ kind: 'other', text: '補', nextDate })],
  ])('gives no less than the shortest term that the policy of its issue allows: %s', (field, result) => {
    const play = afterDeadline(1);
    const at = taipei('2026-12-08', '10:00');
    play.rules = { ...shippedRules, policy: { ...shippedRules.policy, minimumTermDays: 30 } };
    expect(play.refusal(followUp(play, result('2026-12-21')), tracker, at)).toMatchObject({
      code: 'notice.deadlineTooShort',
      fields: [{ field, message: '最早可訂為民國115年12月22日。' }],
    });
    play.do(followUp(play, result('2026-12-22')), tracker, at);
    expect(roundOf(play)).toMatchObject({ number: 2, plan: { instant: taipei('2026-12-23') } });
  });

  it.each([extend, other, complete, suspend({ seriousReason: '嚴重' })])(
    'is of the round that it names: sent twice it uses up one, %j',
    (result) => {
      const play = inRound(2);
      for (const round of [1, 3] as const) {
        expect(play.refusal({ type: 'RecordFollowUp', round, result }, tracker, play.now)).toMatchObject({
          code: 'followUp.otherRound',
          fields: [{ field: 'round', message: '本案目前是第二次追蹤。' }],
        });
      }
      const twice = followUp(play, extend);
      play.do(twice, tracker, play.now);
      expect(play.refusal(twice, tracker, play.now).code).toBe('followUp.otherRound');
      expect(roundOf(play).number).toBe(3);
    },
  );

  it.each<[FollowUpResult, string]>([
    [{ kind: 'extend', to: '2027-06-30', reason: ' ' }, 'result.reason'],
    [{ kind: 'other', text: '', nextDate: '2027-06-30' }, 'result.text'],
  ])('wants words', (command, field) => {
    const play = afterDeadline(1);
    expect(play.refusal(followUp(play, command), tracker, play.now)).toMatchObject({
      code: 'followUp.textMissing',
      fields: [{ field }],
    });
  });

  it('suspends in round 1 also before the deadline, later only after it', () => {
    const first = issued();
    expect(first.ask(followUp(first, suspend({ seriousReason: '嚴重' })), tracker, first.now).ok).toBe(true);
    for (const round of [2, 3] as const) {
      const play = inRound(round);
      expect(play.refusal(followUp(play, suspend()), tracker, play.now).code).toBe(
        'followUp.deadlineNotPassed',
      );
    }
  });

  it('suspends nobody whose reply in time lies unassessed, in any round', () => {
    for (const round of [1, 2, 3] as const) {
      const play = inRound(round);
      play.do(reply(play.now), respondent, play.now);
      play.sleep(roundOf(play).plan.instant);
      const serious = suspend({ seriousReason: '嚴重' });
      expect(play.refusal(followUp(play, serious), tracker, play.now).code).toBe('followUp.replyUnassessed');
      play.do(assess(play, 1), tracker, play.now);
      expect(play.do(followUp(play, serious), tracker, play.now)).toEqual(suspended);
    }
  });

  it.each([extend, other])('grants no further term while a reply waits: %j', (command) => {
    for (const late of [false, true]) {
      const play = late ? afterDeadline(2) : inRound(2);
      play.do(reply(play.now), respondent, play.now);
      expect(play.refusal(followUp(play, command), tracker, play.now).code).toBe('followUp.replyUnassessed');
      const date = addDays(civilDateAt(play.now), 14);
      play.do({ type: 'RequestSupplement', missing: '附件 2。', date }, tracker, play.now);
      expect(play.refusal(followUp(play, command), tracker, play.now).code).toBe('followUp.replyUnassessed');
      const missed = play.copy();
      missed.sleep(deadlineInstant(date));
      expect(missed.do(followUp(missed, command), tracker, missed.now)).toEqual(['FollowUpRecorded']);
      play.do(reply(play.now), respondent, play.now);
      play.do(assess(play, 1), tracker, play.now);
      expect(play.do(followUp(play, command), tracker, play.now)).toEqual(['FollowUpRecorded']);
    }
  });

  it('may grant one instead of an e-mail that nobody has confirmed', () => {
    const play = inRound(2);
    play.do(reply(play.now, 'email'), respondent, play.now);
    const confirmed = play.copy();
    expect(play.do(followUp(play, extend), tracker, play.now)).toEqual(['FollowUpRecorded']);
    confirmed.do({ type: 'RecordTelephoneConfirmation', withPerson: 'filler-1' }, tracker, confirmed.now);
    expect(confirmed.refusal(followUp(confirmed, extend), tracker, confirmed.now).code).toBe(
      'followUp.replyUnassessed',
    );
  });

  it('keeps ground (四) to the management layer', () => {
    const play = afterDeadline(2);
    expect(play.refusal(followUp(play, suspend({ ground: 4 })), tracker, play.now).code).toBe(
      'followUp.groundReserved',
    );
    expect(play.refusal(followUp(play, suspend({ ground: 4 })), supervisor, play.now).code).toBe(
      'followUp.groundReserved',
    );
    expect(play.do(followUp(play, suspend({ ground: 4 })), bureau, play.now)).toEqual(suspended);
  });

  it('suspends by ground (十一) only with 「無正當理由」 confirmed', () => {
    const play = afterDeadline(3);
    for (const noJustifiableReason of [undefined, false]) {
      const change = noJustifiableReason === undefined ? {} : { noJustifiableReason };
      expect(
        play.refusal(followUp(play, suspend({ ground: 11, ...change })), tracker, play.now),
      ).toMatchObject({
        code: 'suspension.justifiable',
        fields: [{ field: 'result.noJustifiableReason' }],
      });
    }
    expect(
      play.do(followUp(play, suspend({ ground: 11, noJustifiableReason: true })), tracker, play.now),
    ).toEqual(suspended);
  });

  it('suspends from the end of the notice period on, on a day off with a reason only', () => {
    const play = afterDeadline(2);
    // 25 December and 14 days: Friday 8 January.
    expect(
      play.refusal(followUp(play, suspend({ effectiveDate: '2027-01-07' })), tracker, play.now),
    ).toMatchObject({
      code: 'suspension.effectiveTooSoon',
      fields: [{ field: 'result.effectiveDate', message: '最早可訂為民國116年1月8日。' }],
    });
    expect(
      play.refusal(followUp(play, suspend({ effectiveDate: '2027-01-09' })), tracker, play.now),
    ).toMatchObject({
      code: 'suspension.nonWorkingDay',
      fields: [{ field: 'result.nonWorkingDayReason' }],
    });
    expect(play.ask(followUp(play, suspend({ effectiveDate: '2027-01-08' })), tracker, play.now).ok).toBe(
      true,
    );
    play.do(
      followUp(play, suspend({ effectiveDate: '2027-01-09', nonWorkingDayReason: '週末收文少。' })),
      tracker,
      play.now,
    );
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
      expect(play.refusal(followUp(play, extend), tracker, play.now).code).toBe('notice.notInRound');
    }
  });
});

describe('a round that was opened again', () => {
  it('is recorded once: the refused suspension is not a follow-up', () => {
    const play = issued();
    play.do(
      followUp(play, suspend({ seriousReason: '嚴重', effectiveDate: '2026-11-30' })),
      tracker,
      play.now,
    );
    const refused = { type: 'RecordSuspensionOutcome', suspensionId: 'n-1-1', outcome: 'refused' } as const;
    play.do(refused, people.system, play.now);
    play.do(followUp(play, extend), tracker, play.now);
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
    play.do(followUp(play, suspend({ seriousReason: '嚴重' })), tracker, play.now);
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
    play.do(followUp(play, suspend({ seriousReason })), tracker, play.now);
    const [decision] = play.effects.flatMap((effect) =>
      effect.kind === 'startSuspension' ? [effect.decision] : [],
    );
    expect('seriousReason' in (decision ?? {})).toBe('seriousReason' in expected);
    expect(decision).toMatchObject({ ground: 8, ...expected });
  });
});
