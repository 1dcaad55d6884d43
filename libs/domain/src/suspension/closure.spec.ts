import { people, taipei } from '../case/play.fixture';
import {
  changeAsked,
  dissolutionReported,
  emergencyIn,
  suspensionIn,
  withdrawConfirmation,
  type SuspensionPlay,
} from './suspension.fixture';

const { tracker, supervisor, otherSupervisor, respondent, authority, bureau, system } = people;

const recall = { type: 'RecallSuspension', cause: 'withdrawn', reason: '查無違失。' } as const;
const report = { type: 'CloseForDissolution', reason: '奉准裁撤。' } as const;
const approve = { type: 'ApproveDissolution' } as const;

const lettersAfter = (play: SuspensionPlay, act: () => unknown): string[] => {
  const before = play.letters().length;
  act();
  return play
    .letters()
    .slice(before)
    .map(({ template, recipient }) => `${template} → ${recipient.party}`);
};

describe('a suspension that its notice calls off', () => {
  it('ends before its execution, and tells whom it had told', () => {
    const play = suspensionIn.notified();
    expect(lettersAfter(play, () => play.do(recall, system, play.now))).toEqual([
      'suspensionCancelled → respondent',
      'suspensionCancelled → bureau',
    ]);
    expect(play.state).toMatchObject({ phase: 'closed', outcome: 'cancelled' });
    expect(play.effects.at(-2)).toMatchObject({ kind: 'reportToNotice', outcome: 'cancelled' });
    expect(play.effects.some(({ kind }) => kind === 'actuate')).toBe(false);
  });

  it('tells nobody who had not been told', () => {
    const play = suspensionIn.awaitingApproval();
    expect(lettersAfter(play, () => play.do(recall, system, play.now))).toEqual([]);
  });

  it('is called off by the system only, up to the effective instant', () => {
    const play = suspensionIn.notified();
    expect(play.refusal(recall, supervisor, play.now).code).toBe('case.systemOnly');
    const before = play.copy();
    expect(before.do(recall, system, taipei('2026-12-14') - 1)).toEqual([
      'SuspensionRecalled',
      'SuspensionClosed',
    ]);
    play.sleep(taipei('2026-12-14'));
    expect(play.refusal(recall, system, taipei('2026-12-14')).code).toBe('suspension.inExecution');
  });
});

describe('裁撤 of a suspended organisation', () => {
  it('needs a supervisor who is not the one who reported it, and restores nothing', () => {
    const play = suspensionIn.inForce();
    expect(play.refusal(report, respondent, play.now).code).toBe('case.officerOnly');
    play.do(report, supervisor, play.now);
    expect(play.refusal(approve, supervisor, play.now).code).toBe('case.fourEyes');
    expect(play.refusal(approve, tracker, play.now).code).toBe('case.supervisorOnly');
    expect(lettersAfter(play, () => play.do(approve, otherSupervisor, play.now))).toEqual([
      'suspensionDissolved → respondent',
      'suspensionDissolved → bureau',
    ]);
    expect(play.state).toMatchObject({ phase: 'closed', outcome: 'dissolved' });
    expect(play.effects.filter(({ kind }) => kind === 'actuate')).toMatchObject([{ desired: 'off' }]);
    expect(play.effects.filter(({ kind }) => kind === 'reportToNotice').at(-1)).toMatchObject({
      outcome: 'dissolved',
    });
    expect(play.openTasks()).toEqual([]);
  });

  it('is agreed upon, or not, by another person of the bureau in a case of its own', () => {
    const play = suspensionIn.inForce();
    play.do(report, bureau, play.now);
    const refusal = { type: 'RefuseDissolution', reason: '未公告。' } as const;
    expect(play.refusal(approve, bureau, play.now).code).toBe('case.fourEyes');
    expect(play.refusal(refusal, bureau, play.now).code).toBe('case.fourEyes');
    const other = { ...bureau, personId: 'bureau-2' };
    expect(play.copy().do(refusal, other, play.now)).toEqual(['DissolutionRefused']);
    expect(play.do(approve, other, play.now)).toEqual(['DissolutionApproved', 'SuspensionClosed']);
  });

  it('lapses, and says so, when restoration begins; a confirmation that is withdrawn leaves it', () => {
    const play = dissolutionReported.confirmed();
    const back = play.copy();
    expect(play.wake(play.now)).toEqual(['DissolutionLapsed', 'RestorationOrdered']);
    expect(play.openTasks()).toEqual([]);
    back.do(withdrawConfirmation, authority, back.now);
    expect(back.do(approve, supervisor, back.now)).toEqual(['DissolutionApproved', 'SuspensionClosed']);
  });

  it.each([
    [
      'refused',
      { type: 'RefuseSuspension', reason: '證據不足。' },
      otherSupervisor,
      suspensionIn.awaitingApproval,
    ],
    ['cancelled', { type: 'ApproveChange' }, otherSupervisor, changeAsked.notified],
    ['called off', recall, system, suspensionIn.notified],
  ] as const)('lapses, and says so, when the suspension is %s first', (_how, command, by, walk) => {
    const play = walk();
    play.do(report, tracker, play.now);
    expect(play.do(command, by, play.now).slice(-2)).toEqual(['DissolutionLapsed', 'SuspensionClosed']);
  });

  it('waits for the second word on an emergency', () => {
    const play = emergencyIn.inForce();
    play.do(report, tracker, play.now);
    expect(play.refusal(approve, supervisor, play.now).code).toBe('suspension.ratificationPending');
    play.do({ type: 'RatifyEmergency' }, supervisor, play.now);
    expect(play.do(approve, supervisor, play.now)).toEqual(['DissolutionApproved', 'SuspensionClosed']);
  });

  it('is asked of those above, and is not forgotten while the service is being cut', () => {
    const play = dissolutionReported.notified();
    expect(play.sleep(taipei('2026-12-01'))).toEqual(['DissolutionEscalated']);
    play.sleep(taipei('2026-12-14'));
    expect(play.state.phase).toBe('executing');
    expect(play.refusal(approve, supervisor, play.now).code).toBe('suspension.inExecution');
    play.do({ type: 'RecordActuation', desired: 'off', serviceOn: false }, system, play.now);
    expect(play.do(approve, supervisor, play.now)).toEqual(['DissolutionApproved', 'SuspensionClosed']);
  });
});
