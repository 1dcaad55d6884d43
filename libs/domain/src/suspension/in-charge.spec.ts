import type { Actor } from '../case/actor';
import { people, taipei } from '../case/play.fixture';
import { noticeIn } from '../notice/notice.fixture';
import type { SuspensionPhase } from './state';
import { suspensionCore } from './suspension-core';
import {
  cure,
  decision,
  emergencyIn,
  emergencyOrder,
  reassign,
  refuseToRestore,
  rejectCure,
  suspensionIn,
  type SuspensionPlay,
} from './suspension.fixture';

const { supervisor, otherSupervisor, tracker, respondent, authority, bureau, system } = people;
const AT = taipei('2026-11-24', '10:00');

const inCharge = ({ state }: SuspensionPlay): string | undefined =>
  suspensionCore.summaryOf(state)?.trackerId;
/** The tasks of whoever has it in hand, and for whom they are. */
const trackers = (play: SuspensionPlay): (string | undefined)[][] =>
  play
    .openTasks()
    .filter(({ role }) => role === 'tracker')
    .map(({ task, assigneeId }) => [task, assigneeId]);

describe('who has a suspension in hand', () => {
  const { noticeId: _none, trackerId: _nobody, ...alone } = decision;
  const decide = (by: Actor, terms: object = {}): SuspensionPlay => {
    const play = suspensionIn.absent();
    const { personId, onBehalfOf } = by;
    const own = { decidedBy: personId, ...(onBehalfOf === undefined ? {} : { decidedFor: onBehalfOf }) };
    const command = { type: 'DecideSuspension', noJustifiableReason: true } as const;
    play.do({ ...command, decision: { ...alone, ...own, ...terms } }, by, AT);
    return play;
  };
  const order = (by: Actor, terms: object = {}): SuspensionPlay => {
    const play = suspensionIn.absent();
    const ordered = { ...emergencyOrder, decidedBy: by.personId, ...terms };
    play.do({ type: 'OrderEmergencySuspension', order: ordered }, by, AT);
    return play;
  };
  const letter = { source: 'letter', letterDate: '2026-11-24' };

  it('is, after failed rounds, who tracked the notice when it was decided', () => {
    const notice = noticeIn.suspending();
    const effect = notice.effects.find(({ kind }) => kind === 'startSuspension');
    expect(effect).toMatchObject({ decision: { trackerId: tracker.personId } });
    notice.do({ type: 'ReassignTracker', trackerId: 'tracker-9', reason: '請假。' }, supervisor, notice.now);
    if (effect?.kind !== 'startSuspension') throw new Error('No suspension was started');
    const play = suspensionIn.absent();
    play.do({ type: 'DecideSuspension', decision: effect.decision }, system, notice.now);
    expect(inCharge(play)).toBe(tracker.personId);
  });

  it.each([
    ['the officer who opened it', decide(supervisor), supervisor.personId],
    ['whom the officer named', decide(supervisor, { trackerId: 'tracker-7' }), 'tracker-7'],
    ['the one whose place the officer took', decide({ ...supervisor, onBehalfOf: 'p-away' }), 'p-away'],
    ['one of the bureau', decide(bureau), bureau.personId],
    ['who recorded the authority’s letter', order(supervisor, letter), supervisor.personId],
    ['whom that officer named', order(supervisor, { ...letter, trackerId: 'tracker-7' }), 'tracker-7'],
    ['whom the authority named', order(authority, { trackerId: 'tracker-7' }), 'tracker-7'],
    ['nobody, where the authority named nobody', order(authority), undefined],
  ])('is %s', (_who, play, expected) => {
    expect(inCharge(play)).toBe(expected);
  });
});

describe('the tasks of a suspension', () => {
  it.each([
    [
      'a notice that did not arrive',
      suspensionIn.notifying,
      'serveSuspensionNotice',
      (play: SuspensionPlay) => play.do({ type: 'RecordNonArrival', why: 'bounced' }, system, play.now),
    ],
    [
      'a cure to wait for',
      suspensionIn.executing,
      'awaitCure',
      (play: SuspensionPlay) =>
        play.do({ type: 'RecordActuation', desired: 'off', serviceOn: false }, system, play.now),
    ],
    [
      'a cure to assess',
      suspensionIn.inForce,
      'assessCure',
      (play: SuspensionPlay) => play.do(cure, respondent, play.now),
    ],
    [
      'a cure that was rejected',
      suspensionIn.assessing,
      'awaitCure',
      (play: SuspensionPlay) => play.do(rejectCure, tracker, play.now),
    ],
    [
      'a restoration that was refused',
      suspensionIn.awaitingConfirmation,
      'awaitCure',
      (play: SuspensionPlay) => play.do(refuseToRestore, authority, play.now),
    ],
  ] as const)('go to who has it in hand: %s', (_what, walk, task, act) => {
    const play = walk();
    act(play);
    expect(trackers(play)).toEqual([[task, tracker.personId]]);
    const handed = walk();
    handed.do(reassign, supervisor, handed.now);
    act(handed);
    expect(trackers(handed)).toEqual([[task, reassign.trackerId]]);
  });

  it.each([
    ['inForce', 'awaitCure'],
    ['assessing', 'assessCure'],
  ] as const)('in %s remind them first, then ask the supervisor', (phase, task) => {
    const play = suspensionIn[phase]();
    const asked = (): unknown => {
      play.wake(play.nextWake() ?? NaN);
      const { role, assigneeId, urgent } = play.openTasks().at(-1) ?? {};
      return [play.openTasks().at(-1)?.task, role, assigneeId, urgent];
    };
    expect(asked()).toEqual([task, 'tracker', tracker.personId, true]);
    expect(asked()).toEqual([task, 'supervisor', undefined, true]);
  });

  it('are for whoever tracks where nobody has it in hand, until somebody is named', () => {
    const play = emergencyIn.inForce();
    expect(trackers(play)).toEqual([['awaitCure', undefined]]);
    expect(play.do(reassign, supervisor, play.now)).toEqual(['TrackerReassigned']);
    expect(play.events.at(-1)).not.toHaveProperty('from');
    expect(trackers(play)).toEqual([['awaitCure', reassign.trackerId]]);
    expect(play.openTasks()).toContainEqual(
      expect.objectContaining({ task: 'ratifyEmergency', role: 'supervisor' }),
    );
  });
});

describe('handing a suspension over', () => {
  const open = Object.entries(suspensionIn).filter(([phase]) => !/^(absent|closed)$/.test(phase));

  it.each(open)('is possible while it is open: %s', (phase, walk) => {
    const play = walk();
    play.do(reassign, supervisor, play.now);
    expect([play.state.phase, inCharge(play)]).toEqual([phase, reassign.trackerId]);
    expect(play.effects.at(-1)).toMatchObject({ kind: 'reassignTasks', to: reassign.trackerId });
  });

  it('hands the open tasks of who had it over, and nobody else’s', () => {
    const play = suspensionIn.inForce();
    play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker, play.now);
    expect(trackers(play)).toEqual([['awaitCure', tracker.personId]]);
    play.do(reassign, supervisor, play.now);
    expect(trackers(play)).toEqual([['awaitCure', reassign.trackerId]]);
    expect(play.openTasks().map(({ assigneeId }) => assigneeId)).toEqual([reassign.trackerId, undefined]);
  });

  it('by a hand-over overrides nobody’s later choice', () => {
    const play = suspensionIn.inForce();
    play.do(reassign, supervisor, play.now);
    const late = { ...reassign, trackerId: 'tracker-3', from: tracker.personId };
    expect(play.refusal(late, supervisor, play.now).code).toBe('suspension.otherTracker');
    play.do({ ...late, from: reassign.trackerId }, supervisor, play.now);
    expect(inCharge(play)).toBe('tracker-3');
  });

  it('is to another one, named, with a reason', () => {
    const play = suspensionIn.inForce();
    const no = (change: object) => play.refusal({ ...reassign, ...change }, otherSupervisor, play.now);
    expect(no({ trackerId: tracker.personId }).code).toBe('suspension.sameTracker');
    expect(no({ trackerId: ' ' })).toMatchObject({
      code: 'suspension.trackerMissing',
      fields: [{ field: 'trackerId' }],
    });
    expect(no({ reason: ' ' })).toMatchObject({
      code: 'case.reasonMissing',
      fields: [{ field: 'reason' }],
    });
  });

  it('outlives a new date, and the whole way to the end', () => {
    const play = suspensionIn.notExecuted();
    play.do(reassign, supervisor, play.now);
    play.do({ type: 'SetEffectiveDate', effectiveDate: '2027-01-18' }, supervisor, play.now);
    expect(inCharge(play)).toBe(reassign.trackerId);
    const phases: readonly SuspensionPhase[] = ['confirmed', 'restoring'];
    for (const phase of phases) {
      const other = suspensionIn[phase]();
      other.do(reassign, supervisor, other.now);
      other.sleep(other.now);
      expect(inCharge(other)).toBe(reassign.trackerId);
    }
  });
});
