import { people, shippedRules, taipei } from '../case/play.fixture';
import type { Instant } from '../time/taipei';
import {
  acceptCure,
  acknowledged,
  actuated,
  cure,
  decision,
  lapsed,
  refuseToRestore,
  setDate,
  suspensionIn,
  type SuspensionPlay,
} from './suspension.fixture';

const { supervisor, otherSupervisor, respondent, authority, tracker, system } = people;
const EFFECTIVE_AT = taipei('2026-12-14');

function expectAt(play: SuspensionPlay, instant: Instant, events: readonly string[]): void {
  expect(play.nextWake()).toBe(instant);
  expect(play.wake(instant - 1)).toEqual([]);
  expect(play.wake(instant)).toEqual(events);
  expect(play.wake(instant)).toEqual([]);
}

describe('approval clock of a suspension', () => {
  it('escalates after two working days, lapses at the effective date and goes on escalating', () => {
    const play = suspensionIn.awaitingApproval();
    // Decided on Tuesday the 24th.
    expectAt(play, taipei('2026-11-27'), ['SuspensionApprovalEscalated']);
    play.sleep(EFFECTIVE_AT - 1);
    expectAt(play, EFFECTIVE_AT, ['SuspensionApprovalLapsed']);
    expect(play.openTasks().at(-1)).toMatchObject({
      task: 'setEffectiveDate',
      role: 'supervisor',
      urgent: true,
    });
    expect(play.nextWake()).toBeGreaterThan(EFFECTIVE_AT);
    expect(play.wake(play.nextWake() ?? NaN)).toEqual(['SuspensionApprovalEscalated']);
  });

  it('takes approval up to the last millisecond before the date, none at it', () => {
    const play = suspensionIn.awaitingApproval();
    const late = play.copy();
    expect(play.do({ type: 'ApproveSuspension' }, otherSupervisor, EFFECTIVE_AT - 1)).toEqual([
      'SuspensionApproved',
    ]);
    expect(late.refusal({ type: 'ApproveSuspension' }, otherSupervisor, EFFECTIVE_AT).code).toBe(
      'suspension.effectivePast',
    );
  });

  it('takes a new date from the effective instant on, outside the notice period only', () => {
    const play = suspensionIn.awaitingApproval();
    expect(play.refusal(setDate('2027-06-30'), supervisor, EFFECTIVE_AT - 1).code).toBe(
      'suspension.notOverdue',
    );
    // 14 days from 14 December is the 28th.
    expect(play.refusal(setDate('2026-12-27'), supervisor, EFFECTIVE_AT)).toMatchObject({
      code: 'suspension.effectiveTooSoon',
      fields: [{ field: 'effectiveDate', message: '最早可訂為民國115年12月28日。' }],
    });
    expect(play.do(setDate('2026-12-28'), supervisor, EFFECTIVE_AT)).toEqual(['EffectiveDateSet']);
  });

  it('sets no date that has begun, even where the policy asks for no notice period', () => {
    const play = lapsed();
    play.rules = { ...shippedRules, policy: { ...shippedRules.policy, noticePeriodDays: 0 } };
    const noon = taipei('2026-12-14', '12:00');
    expect(play.refusal(setDate('2026-12-14'), supervisor, noon).code).toBe('suspension.effectiveTooSoon');
    expect(play.do(setDate('2026-12-15'), supervisor, noon)).toEqual(['EffectiveDateSet']);
  });

  it('wants a reason for a day off', () => {
    const play = lapsed();
    const saturday = setDate('2027-01-02');
    expect(play.refusal(saturday, supervisor, play.now)).toMatchObject({
      code: 'suspension.nonWorkingDay',
      fields: [{ field: 'nonWorkingDayReason' }],
    });
    play.do({ ...saturday, nonWorkingDayReason: '避免影響上班日收文。' }, supervisor, play.now);
    expect(play.state).toMatchObject({ decision: { nonWorkingDayReason: '避免影響上班日收文。' } });
    play.sleep(taipei('2027-01-02'));
    play.do(setDate('2027-01-18'), supervisor, play.now);
    // The reason belonged to the old date.
    expect(play.state).not.toHaveProperty('decision.nonWorkingDayReason');
  });
});

describe('the effective instant', () => {
  it('executes at 00:00 what was delivered one millisecond before', () => {
    const play = suspensionIn.notifying();
    play.do(acknowledged, respondent, EFFECTIVE_AT - 1);
    expectAt(play, EFFECTIVE_AT, ['SuspensionExecutionOrdered']);
  });

  it('takes no delivery at it, and executes nothing that was not delivered', () => {
    const play = suspensionIn.notifying();
    expect(play.refusal(acknowledged, respondent, EFFECTIVE_AT).code).toBe('suspension.effectivePast');
    expectAt(play, EFFECTIVE_AT, ['SuspensionNotExecuted']);
    expect(play.effects.some(({ kind }) => kind === 'actuate')).toBe(false);
    expect(play.openTasks()).toMatchObject([{ task: 'setEffectiveDate', urgent: true }]);
  });

  it('cuts nothing before it, however often woken', () => {
    const play = suspensionIn.notified();
    for (const days of [1, 5, 10]) expect(play.wake(taipei('2026-12-01') + days * 86_400_000)).toEqual([]);
    expect(play.state.phase).toBe('notified');
  });

  it.each([
    ['notifying', ['SuspensionNotExecuted']],
    ['notified', ['SuspensionExecutionOrdered']],
    ['awaitingApproval', ['SuspensionApprovalEscalated', 'SuspensionApprovalLapsed']],
  ] as const)('weeks late, %s: %j', (phase, events) => {
    const play = suspensionIn[phase]();
    expect(play.catchUp(taipei('2027-01-05', '08:00'))).toEqual(events);
  });
});

describe("the authority's clock", () => {
  it('reminds every five working days, and silence restores nothing', () => {
    const play = suspensionIn.awaitingConfirmation();
    // Asked on Tuesday the 22nd; the 25th is a day off.
    expectAt(play, taipei('2026-12-31'), ['ConfirmationOverdue']);
    // The 1st of January too.
    expectAt(play, taipei('2027-01-09'), ['ConfirmationOverdue']);
    expect(new Set(play.sleep(taipei('2027-12-31')))).toEqual(new Set(['ConfirmationOverdue']));
    expect(play.state.phase).toBe('awaitingConfirmation');
    expect(play.openTasks().filter(({ task }) => task === 'confirmRestoration')).toHaveLength(1);
  });

  it('stands still while the cure is back with the centre', () => {
    const play = suspensionIn.awaitingConfirmation();
    play.do(refuseToRestore, authority, play.now);
    // The tracker's own clock runs instead: ten working days.
    expect(play.nextWake()).toBe(taipei('2027-01-08'));
    play.do(cure, respondent, taipei('2027-01-04', '10:00'));
    play.do(acceptCure, tracker, taipei('2027-01-05', '10:00'));
    expect(play.nextWake()).toBe(taipei('2027-01-13'));
  });
});

describe('a calendar that ends too early', () => {
  it('leaves no decided suspension unopened, no cure unaccepted, and reminds daily', () => {
    const rules = { ...shippedRules, calendar: { ...shippedRules.calendar, lastDay: '2026-11-24' } };
    const play = suspensionIn.absent();
    play.rules = rules;
    play.do({ type: 'DecideSuspension', decision }, system, taipei('2026-11-24', '10:00'));
    expectAt(play, taipei('2026-11-25', '10:00'), ['SuspensionApprovalEscalated']);
    expectAt(play, taipei('2026-11-26', '10:00'), ['SuspensionApprovalEscalated']);
    const waiting = suspensionIn.assessing();
    waiting.rules = rules;
    waiting.do(acceptCure, tracker, taipei('2026-12-22', '10:00'));
    expectAt(waiting, taipei('2026-12-23', '10:00'), ['ConfirmationOverdue']);
  });
});

describe('somebody has the case in hand', () => {
  const tasksIn = (play: SuspensionPlay): string[] =>
    play.openTasks().map(({ task, role }) => `${task}: ${role}`);

  it.each([
    ['awaitingApproval', ['approveSuspension: supervisor']],
    ['notifying', []],
    ['notified', []],
    ['notExecuted', ['setEffectiveDate: supervisor']],
    ['executing', []],
    ['inForce', ['awaitCure: tracker']],
    ['assessing', ['assessCure: tracker']],
    ['awaitingConfirmation', ['confirmRestoration: authority']],
    ['confirmed', []],
    ['restoring', []],
    ['unratified', ['ratifyEmergency: supervisor']],
    ['closed', []],
  ] as const)('%s: %j', (phase, tasks) => {
    expect(tasksIn(suspensionIn[phase]())).toEqual(tasks);
  });

  it('also after a no, and when the notice does not arrive', () => {
    const refused = suspensionIn.awaitingConfirmation();
    refused.do(refuseToRestore, authority, refused.now);
    expect(tasksIn(refused)).toEqual(['awaitCure: tracker']);
    const notArrived = suspensionIn.notifying();
    notArrived.do({ type: 'RecordNonArrival', why: 'unknown' }, system, notArrived.now);
    expect(tasksIn(notArrived)).toEqual(['serveSuspensionNotice: tracker']);
    notArrived.do(acknowledged, respondent, notArrived.now);
    expect(tasksIn(notArrived)).toEqual([]);
    const restored = suspensionIn.restoring();
    restored.do({ ...actuated('on'), serviceOn: false }, system, restored.now);
    // Another suspension holds: no letter says that service is back.
    expect(restored.letters().some(({ template }) => template === 'serviceRestored')).toBe(false);
  });
});
