import { people, taipei } from '../case/play.fixture';
import type { Actor } from '../case/actor';
import {
  acceptCure,
  acknowledged,
  actuated,
  cancel,
  changeAsked,
  confirm,
  cure,
  cutInVain,
  decision,
  DECIDED_AT,
  emergencyIn,
  emergencyOrder,
  postpone,
  postponed,
  POSTPONED_TO,
  refuseRatification,
  suspensionIn,
  type SuspensionPlay,
} from './suspension.fixture';

const { supervisor, otherSupervisor, tracker, respondent, authority, system } = people;
const EFFECTIVE_AT = taipei('2026-12-14');
const told = (play: SuspensionPlay): string[] =>
  play.letters().map(({ template, recipient }) => `${template} → ${recipient.party}`);

describe('cured before the date', () => {
  it('is cancelled by two officers, and whoever was told is told', () => {
    const play = changeAsked.notified();
    const same: Actor = { ...tracker, role: 'supervisor' };
    expect(play.refusal({ type: 'ApproveChange' }, same, play.now).code).toBe('case.fourEyes');
    expect(play.refusal({ type: 'ApproveChange' }, respondent, play.now).code).toBe('case.officerOnly');
    play.do({ type: 'ApproveChange' }, otherSupervisor, play.now);
    expect(told(play).slice(-2)).toEqual([
      'suspensionCancelled → respondent',
      'suspensionCancelled → bureau',
    ]);
    expect(play.effects).toContainEqual(
      expect.objectContaining({ kind: 'reportToNotice', outcome: 'cancelled' }),
    );
    expect(play.openTasks()).toEqual([]);
  });

  it('tells nobody who had not been told', () => {
    const play = changeAsked.awaitingApproval();
    play.do({ type: 'ApproveChange' }, otherSupervisor, play.now);
    expect(told(play)).toEqual([]);
  });

  it('races with execution: a millisecond before its instant it is cancelled, once ordered it is too late', () => {
    const early = changeAsked.notified();
    const late = early.copy();
    early.do({ type: 'ApproveChange' }, supervisor, EFFECTIVE_AT - 1);
    expect(early.nextWake()).toBeUndefined();
    late.sleep(EFFECTIVE_AT);
    expect(late.openTasks()).toEqual([]);
    expect(late.refusal({ type: 'ApproveChange' }, supervisor, EFFECTIVE_AT).code).toBe(
      'suspension.inExecution',
    );
    late.do(actuated('off'), system, EFFECTIVE_AT + 1);
    expect(late.refusal({ type: 'ApproveChange' }, supervisor, late.now).code).toBe(
      'suspension.alreadyExecuted',
    );
  });

  it('is postponed once, to a later day, up to the last millisecond before the date', () => {
    const play = changeAsked.notifying();
    const late = play.copy();
    expect(play.do({ type: 'ApproveChange' }, supervisor, EFFECTIVE_AT - 1)).toEqual(['SuspensionPostponed']);
    expect(late.refusal({ type: 'ApproveChange' }, supervisor, EFFECTIVE_AT).code).toBe(
      'suspension.effectivePast',
    );
    expect(
      suspensionIn.notified().refusal({ ...postpone, effectiveDate: '2026-12-14' }, tracker, play.now - 9)
        .code,
    ).toBe('suspension.notLater');
    expect(play.refusal({ ...postpone, effectiveDate: '2027-01-05' }, tracker, play.now).code).toBe(
      'suspension.alreadyPostponed',
    );
  });

  it('needs a new written notice that arrives before the new date; the old one proves nothing', () => {
    const play = postponed();
    play.now = taipei('2026-11-30', '10:00');
    expect(told(play)).toEqual(['suspensionNotice → respondent', 'suspensionPostponed → respondent']);
    expect(play.letters().at(-1)).toMatchObject({ gating: true, facts: { effectiveDate: POSTPONED_TO } });
    const old = { ...acknowledged, effectiveDate: '2026-12-14' };
    expect(play.refusal(old, respondent, play.now).code).toBe('suspension.notYetDelivered');
    const served = {
      type: 'RecordDelivery',
      proof: { kind: 'served', date: '2026-11-24', proof: '證書' },
    } as const;
    expect(play.refusal(served, tracker, play.now)).toMatchObject({ fields: [{ field: 'proof.date' }] });
    const silent = play.copy();
    expect(silent.sleep(taipei(POSTPONED_TO))).toEqual(['SuspensionNotExecuted']);
    play.do({ ...acknowledged, effectiveDate: POSTPONED_TO }, respondent, play.now);
    expect(play.sleep(taipei(POSTPONED_TO) - 1)).toEqual([]);
    expect(play.sleep(taipei(POSTPONED_TO))).toEqual(['SuspensionExecutionOrdered']);
  });
});

describe('standing alone (點13-2)', () => {
  const { noticeId: _none, ...alone } = decision;
  const at = taipei('2026-11-24', '10:00');
  const decide = (changes: object, by: Actor = supervisor) =>
    suspensionIn
      .absent()
      .ask({ type: 'DecideSuspension', decision: { ...alone, ground: 8, ...changes } }, by, at);
  const codeOf = (result: ReturnType<typeof decide>) => (result.ok ? 'taken' : result.error.code);

  it.each([
    [{}, supervisor, 'taken'],
    [{ effectiveDate: '2026-12-08' }, supervisor, 'taken'],
    [{ effectiveDate: '2026-12-07' }, supervisor, 'suspension.effectiveTooSoon'],
    [{ effectiveDate: '2026-12-12' }, supervisor, 'suspension.nonWorkingDay'],
    [{ ground: 4 }, supervisor, 'suspension.groundReserved'],
    [{ ground: 4, decidedBy: people.bureau.personId }, people.bureau, 'taken'],
    [{ ground: 11 }, supervisor, 'suspension.justifiable'],
    [{ reason: ' ' }, supervisor, 'case.reasonMissing'],
    [{ contactPersonId: '' }, supervisor, 'case.reasonMissing'],
    [{ decidedBy: respondent.personId }, respondent, 'case.officerOnly'],
  ] as const)('%j by %j: %s', (changes, by, expected) => {
    expect(codeOf(decide(changes, by))).toBe(expected);
  });
});

describe('emergency (點13-3)', () => {
  const order = (changes: object, by: Actor) =>
    suspensionIn
      .absent()
      .ask(
        { type: 'OrderEmergencySuspension', order: { ...emergencyOrder, ...changes } },
        by,
        taipei('2026-12-12', '03:00'),
      );

  it.each([
    [{}, authority, 'taken'],
    [{ decidedBy: supervisor.personId }, supervisor, 'suspension.authorityOrders'],
    [{ decidedBy: supervisor.personId, source: 'letter' }, supervisor, 'suspension.orderIncomplete'],
    [{ decidedBy: supervisor.personId, source: 'letter', letterDate: '2026-12-12' }, supervisor, 'taken'],
    [
      { decidedBy: supervisor.personId, source: 'letter', letterDate: '2026-12-13' },
      supervisor,
      'suspension.letterInFuture',
    ],
    [{ reference: ' ' }, authority, 'suspension.orderIncomplete'],
    [{ reason: '' }, authority, 'case.reasonMissing'],
    [{}, supervisor, 'case.fourEyes'],
  ] as const)('%j by %j: %s', (changes, by, expected) => {
    const result = order(changes, by);
    expect(result.ok ? 'taken' : result.error.code).toBe(expected);
  });

  it('is cut at once by the emergency lane, and both are told', () => {
    const play = emergencyIn.inForce();
    expect(told(play)).toEqual(['emergencySuspended → respondent', 'emergencySuspended → bureau']);
    expect(play.letters().every(({ lane }) => lane === 'emergency')).toBe(true);
  });

  it('not ratified, it stays off, and the authority is asked urgently; only its word restores', () => {
    const play = emergencyIn.inForce();
    play.do(refuseRatification, supervisor, play.now);
    expect(play.state.phase).toBe('awaitingConfirmation');
    expect(told(play).at(-1)).toBe('ratificationRefused → authority');
    expect(play.effects.filter(({ kind }) => kind === 'actuate')).toHaveLength(1);
    play.sleep(taipei('2027-06-30'));
    expect(play.state.phase).toBe('awaitingConfirmation');
  });

  it('stays open until the second person has spoken, also when service is back', () => {
    const play = emergencyIn.unratified();
    expect(play.refusal({ type: 'RatifyEmergency' }, authority, play.now).code).toBe('case.officerOnly');
    expect(play.nextWake()).toBe(taipei('2026-12-17'));
    expect(play.wake(taipei('2026-12-17') - 1)).toEqual([]);
    expect(play.wake(taipei('2026-12-17'))).toEqual(['RatificationOverdue']);
  });
});

describe('waiting, and a service that does not obey', () => {
  it('says nothing of a suspension while service is on, and cuts again a quarter of an hour later', () => {
    const play = cutInVain();
    expect(told(play)).not.toContain('suspensionExecuted → respondent');
    expect(play.openTasks()).toMatchObject([{ task: 'checkActuation', urgent: true }]);
    const retryAt = taipei('2026-12-14', '00:16');
    expect(play.wake(retryAt - 1)).toEqual([]);
    expect(play.wake(retryAt)).toEqual(['SuspensionExecutionRetried']);
    expect(play.do(actuated('off'), system, retryAt)).toEqual(['ServiceSuspended']);
    expect(play.openTasks().map(({ task }) => task)).toEqual(['awaitCure']);
  });

  it.each([
    ['notExecuted', '2026-12-17', 'EffectiveDateOverdue', 'centreAdministrator'],
    ['inForce', '2026-12-30', 'CureOverdue', 'tracker'],
    ['assessing', '2026-12-30', 'CureAssessmentOverdue', 'tracker'],
  ] as const)('%s is reminded of at %s: %s to the %s', (phase, date, type, role) => {
    const play = suspensionIn[phase]();
    expect(play.wake(taipei(date) - 1)).toEqual([]);
    expect(play.wake(taipei(date))).toEqual([type]);
    expect(play.openTasks().at(-1)).toMatchObject({ role, urgent: true });
    expect(play.nextWake()).toBeGreaterThan(taipei(date));
  });

  it('tells of an end, not of service, while another suspension holds', () => {
    const play = suspensionIn.restoring();
    play.do({ ...actuated('on'), serviceOn: false }, system, play.now);
    expect(told(play).slice(-2)).toEqual(['suspensionEnded → respondent', 'suspensionEnded → bureau']);
    const rejected = suspensionIn.assessing();
    rejected.do({ ...acceptCure, accepted: false, remark: '未附結果。' }, tracker, rejected.now);
    expect(told(rejected).at(-1)).toBe('cureRejected → respondent');
    rejected.do(cure, respondent, rejected.now);
    expect(rejected.refusal(confirm, authority, rejected.now).code).toBe(
      'suspension.notAwaitingConfirmation',
    );
    expect(rejected.refusal(cancel, tracker, rejected.now).code).toBe('suspension.alreadyExecuted');
  });
});

describe('the written notice', () => {
  it('quotes the ground that was decided upon, and what made it serious', () => {
    const letters = (change: object) => {
      const play = suspensionIn.absent();
      play.do({ type: 'DecideSuspension', decision: { ...decision, ...change } }, system, DECIDED_AT);
      play.do({ type: 'ApproveSuspension' }, otherSupervisor, DECIDED_AT);
      return play.letters();
    };
    expect(letters({ ground: 8, seriousReason: '病毒持續擴散。' })).toMatchObject([
      {
        template: 'suspensionNotice',
        facts: { ground: '利用本系統散播電腦病毒', seriousReason: '病毒持續擴散。' },
      },
    ]);
    const [failed] = letters({});
    expect(failed?.facts.ground).toBe('未即時改善不符合事項且無正當理由者');
    expect(failed?.facts).not.toHaveProperty('seriousReason');
  });
});
