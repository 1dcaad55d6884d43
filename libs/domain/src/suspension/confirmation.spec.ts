import type { Actor } from '../case/actor';
import { people, taipei } from '../case/play.fixture';
import {
  confirmationLetter,
  letterRecorded,
  refusalLetter,
  suspensionIn,
  withdrawConfirmation,
  type SuspensionPlay,
} from './suspension.fixture';

const { supervisor, tracker, respondent, authority } = people;
const told = (play: SuspensionPlay): string[] =>
  play.letters().map(({ template, recipient }) => `${template} → ${recipient.party}`);

describe('confirmation', () => {
  it('by letter takes two officers, and a letter of the day of the request or later', () => {
    const play = suspensionIn.awaitingConfirmation();
    const at = taipei('2026-12-23', '10:00');
    const dated = (date: string) => ({ ...confirmationLetter, date });
    expect(play.refusal(dated('2026-12-21'), tracker, at).code).toBe('suspension.letterTooOld');
    expect(play.refusal(dated('2026-12-24'), tracker, at).code).toBe('suspension.letterInFuture');
    expect(play.refusal(confirmationLetter, respondent, at).code).toBe('case.officerOnly');
    play.do(dated('2026-12-22'), tracker, at);
    expect(play.refusal({ type: 'ApproveConfirmationLetter' }, tracker, at).code).toBe('case.fourEyes');
    expect(play.effects.filter((effect) => effect.kind === 'actuate' && effect.desired === 'on')).toEqual([]);
    play.do({ type: 'ApproveConfirmationLetter' }, supervisor, at);
    expect(play.wake(at)).toEqual(['RestorationOrdered']);
  });

  it('is withdrawn until restoration has begun, not after', () => {
    const play = suspensionIn.confirmed();
    const late = play.copy();
    play.do(withdrawConfirmation, authority, play.now);
    expect(play.state.phase).toBe('inForce');
    expect(play.wake(play.now)).toEqual([]);
    late.wake(late.now);
    expect(late.refusal(withdrawConfirmation, authority, late.now).code).toBe('suspension.restoring');
    const letter = letterRecorded();
    expect(letter.refusal(withdrawConfirmation, supervisor, letter.now).code).toBe(
      'suspension.authorityOnly',
    );
    expect(letter.do(withdrawConfirmation, authority, letter.now)).toEqual(['ConfirmationWithdrawn']);
  });

  it('refused by letter is refused: one officer records it, of the days on which it can be the answer', () => {
    const play = suspensionIn.awaitingConfirmation();
    const at = taipei('2026-12-23', '10:00');
    const because = (change: object, by: Actor = tracker) =>
      play.refusal({ ...refusalLetter, ...change }, by, at);
    expect(because({ date: '2026-12-21' })).toMatchObject({
      code: 'suspension.letterTooOld',
      fields: [{ field: 'date' }],
    });
    expect(because({ date: '2026-12-24' }).code).toBe('suspension.letterInFuture');
    expect(because({ reference: ' ' })).toMatchObject({
      code: 'suspension.refusalIncomplete',
      fields: [{ field: 'reference' }],
    });
    expect(because({ reason: ' ' }).fields).toMatchObject([{ field: 'reason' }]);
    expect(because({}, respondent).code).toBe('case.officerOnly');
    const bySaying = play.copy();
    const { reason, reference, date } = refusalLetter;
    play.do(refusalLetter, tracker, at);
    bySaying.do({ type: 'RefuseRestoration', reason }, authority, at);
    expect(play.events.at(-1)).toMatchObject({ type: 'RestorationRefused', letter: { reference, date } });
    expect([play.state, told(play)]).toEqual([bySaying.state, told(bySaying)]);
    expect(play.openTasks()).toEqual(bySaying.openTasks());
    expect(play.state.phase).toBe('inForce');
  });

  it('that was not given in time is asked for again: another letter, and the clock anew', () => {
    const play = suspensionIn.awaitingConfirmation();
    const again = { type: 'RequestConfirmationAgain' } as const;
    expect(play.refusal(again, supervisor, play.now).code).toBe('suspension.confirmationNotOverdue');
    const due = play.nextWake() ?? NaN;
    expect(play.wake(due)).toEqual(['ConfirmationOverdue']);
    expect(play.openTasks().map(({ task }) => task)).toContain('requestConfirmationAgain');
    expect(play.refusal(again, authority, play.now).code).toBe('case.officerOnly');
    play.do(again, supervisor, due + 3_600_000);
    expect(play.letters().at(-1)).toMatchObject({
      template: 'confirmationRequest',
      step: 'confirmation-1-again-1',
      recipient: { party: 'authority' },
    });
    expect(play.openTasks()).toMatchObject([{ task: 'confirmRestoration' }, { task: 'confirmRestoration' }]);
    // Fourteen working days from the day on which it was asked again.
    expect(play.openTasks().at(-1)?.dueAt).toBe(play.nextWake());
    expect(play.nextWake()).toBeGreaterThan(due);
    expect(play.refusal(again, supervisor, play.now).code).toBe('suspension.confirmationNotOverdue');
    // What answers the first asking still answers.
    play.do({ ...confirmationLetter, date: '2026-12-23' }, tracker, play.now);
    expect(play.refusal(again, supervisor, play.now).code).toBe('suspension.letterPending');
  });

  it('that does not come is asked for by letter, each with a step of its own', () => {
    const play = suspensionIn.awaitingConfirmation();
    play.sleep(taipei('2027-01-31'));
    play.do({ type: 'RequestConfirmationAgain' }, supervisor, play.now);
    play.sleep(taipei('2027-03-31'));
    const reminders = play.letters().filter(({ template }) => template === 'confirmationReminder');
    expect(reminders.length).toBeGreaterThan(2);
    expect(new Set(reminders.map(({ step }) => step)).size).toBe(reminders.length);
  });
});
