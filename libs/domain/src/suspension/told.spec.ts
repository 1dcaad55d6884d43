import { people, taipei } from '../case/play.fixture';
import {
  acknowledged,
  actuated,
  cancel,
  changeAsked,
  postponed,
  setDate,
  suspensionIn,
  type SuspensionPlay,
} from './suspension.fixture';

const { supervisor, otherSupervisor, respondent, system, tracker } = people;

/** Template, recipient and date of each letter that came of it. */
const told = (play: SuspensionPlay, act: () => unknown): (string | undefined)[][] => {
  const before = play.letters().length;
  act();
  return play
    .letters()
    .slice(before)
    .map(({ template, recipient, facts }) => [template, recipient.party, facts.effectiveDate]);
};

describe('what people are told of the date', () => {
  it('is, when it is refused anew, the date that they had heard of', () => {
    const play = suspensionIn.notExecuted();
    play.do(setDate('2027-01-04'), supervisor, play.now);
    const refuse = { type: 'RefuseSuspension', reason: '已改善。' } as const;
    expect(told(play, () => play.do(refuse, otherSupervisor, play.now))).toEqual([
      ['suspensionCancelled', 'respondent', '2026-12-14'],
    ]);
  });

  it('is, when it is cancelled, for each the last that they had heard of', () => {
    const play = postponed();
    play.sleep(taipei('2026-12-21'));
    play.do(setDate('2027-01-18'), supervisor, play.now);
    play.do(cancel, tracker, play.now);
    expect(told(play, () => play.do({ type: 'ApproveChange' }, otherSupervisor, play.now))).toEqual([
      ['suspensionCancelled', 'respondent', '2026-12-21'],
    ]);
  });

  it('is told to the bureau, too, when what it had heard of does not happen', () => {
    const play = changeAsked.notified();
    play.do({ type: 'RefuseChange', reason: '尚未改善。' }, supervisor, play.now);
    play.do({ type: 'PostponeSuspension', effectiveDate: '2026-12-21', reason: '複查。' }, tracker, play.now);
    expect(told(play, () => play.do({ type: 'ApproveChange' }, supervisor, play.now))).toEqual([
      ['suspensionPostponed', 'respondent', '2026-12-21'],
      ['suspensionPostponed', 'bureau', '2026-12-21'],
    ]);
    expect(told(play, () => play.sleep(taipei('2026-12-21')))).toEqual([
      ['suspensionNotExecuted', 'bureau', '2026-12-21'],
    ]);
  });

  it('is nothing to the bureau when it had heard of nothing', () => {
    const play = suspensionIn.notifying();
    expect(told(play, () => play.sleep(taipei('2026-12-14')))).toEqual([]);
  });

  it('is the day on which service really ended', () => {
    const play = suspensionIn.notified();
    expect(play.catchUp(taipei('2026-12-18', '09:00'))).toEqual(['SuspensionExecutionOrdered']);
    const off = () => play.do(actuated('off'), system, taipei('2026-12-18', '09:01'));
    expect(told(play, off)).toEqual([
      ['suspensionExecuted', 'respondent', '2026-12-18'],
      ['suspensionExecuted', 'bureau', '2026-12-18'],
    ]);
  });

  it.each([
    ['who had heard of nothing', suspensionIn.awaitingApproval, '2026-12-14'],
    ['of whom one had heard of a date that was put off', postponed, '2026-12-21'],
  ])('is, of 裁撤, that service is off for good, also to those %s', (_who, walk, date) => {
    const play = walk();
    play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, tracker, play.now);
    expect(told(play, () => play.do({ type: 'ApproveDissolution' }, supervisor, play.now))).toEqual([
      ['suspensionDissolved', 'respondent', date],
      ['suspensionDissolved', 'bureau', date],
    ]);
  });
});

describe('an approval that has lapsed', () => {
  it('asks for a new date, not for the approval that can no longer be given', () => {
    const play = suspensionIn.awaitingApproval();
    play.sleep(taipei('2027-01-10'));
    expect(new Set(play.openTasks().map(({ task }) => task))).toEqual(new Set(['setEffectiveDate']));
    expect(play.openTasks().at(-1)).toMatchObject({ role: 'centreAdministrator' });
    play.do(setDate('2027-02-01'), supervisor, play.now);
    expect(play.openTasks()).toMatchObject([{ task: 'approveSuspension', role: 'supervisor' }]);
    play.do({ type: 'ApproveSuspension' }, otherSupervisor, play.now);
    expect(play.do(acknowledged, respondent, play.now)).toEqual(['SuspensionNotified']);
  });
});
