import {
  cancel,
  confirmationLetter,
  decided,
  decision,
  orderEmergency,
  refuseChange,
  refuseLetter,
  refuseRatification,
  suspensionIn,
} from '../suspension/suspension.fixture';
import { newNotice, noticeIn, submit, SUBMITTED_AT, suspendFrom } from '../notice/notice.fixture';
import type { Actor } from './actor';
import { isSecond } from './four-eyes';
import { people, type Play } from './play.fixture';

const { drafter, supervisor, otherSupervisor, tracker, system, authority } = people;

/** This person in the place of that one. */
const inPlaceOf = (actor: Actor, { personId }: Actor): Actor => ({ ...actor, onBehalfOf: personId });

describe('a second person', () => {
  it.each<[string, Actor, Actor, boolean]>([
    ['another person', supervisor, drafter, true],
    ['the same person', drafter, drafter, false],
    ['another one in the place of the first', inPlaceOf(supervisor, drafter), drafter, false],
    ['whose place the first one took', supervisor, inPlaceOf(drafter, supervisor), false],
    ['both in the place of a third', inPlaceOf(supervisor, tracker), inPlaceOf(drafter, tracker), false],
    ['each in the place of another', inPlaceOf(supervisor, tracker), inPlaceOf(drafter, authority), true],
    ['the first in a third one’s place', inPlaceOf(drafter, supervisor), drafter, false],
  ])('%s', (_what, actor, { personId, onBehalfOf }, expected) => {
    expect(isSecond(actor, personId, onBehalfOf)).toBe(expected);
  });
});

/** A case in which `first` has begun something, and the commands with which a second person answers. */
interface Begun<C extends { readonly type: string }> {
  readonly play: Play<unknown, C, { readonly type: string }>;
  readonly answers: readonly C[];
}

type Case = (first: Actor) => Begun<never>;
const begun = (play: unknown, ...answers: readonly object[]): Begun<never> => ({ play, answers }) as never;

const submittedBy: Case = (first) => {
  const play = newNotice();
  play.do(submit, first, SUBMITTED_AT);
  return begun(play, { type: 'ReturnNotice', reason: '請補充。' }, { type: 'ApproveNotice' });
};
const dissolvedBy: Case = (first) => {
  const play = noticeIn.tracking();
  play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, first, play.now);
  return begun(play, { type: 'RefuseDissolution', reason: '未公告。' }, { type: 'ApproveDissolution' });
};
const approvals = [{ type: 'RefuseSuspension', reason: '再議。' }, { type: 'ApproveSuspension' }] as const;
const decidedBy: Case = (first) => {
  const play = suspensionIn.absent();
  const { noticeId: _none, ...alone } = decision;
  const { personId, onBehalfOf } = first;
  const inPlace = onBehalfOf === undefined ? {} : { decidedFor: onBehalfOf };
  const own = { ...alone, decidedBy: personId, ...inPlace };
  play.do({ type: 'DecideSuspension', decision: own, noJustifiableReason: true }, first, play.now);
  return begun(play, ...approvals);
};
/** What a notice has decided comes by the system, with the names in it. */
const decidedInNoticeBy: Case = (first) => {
  const notice = noticeIn.tracking();
  notice.do(suspendFrom(notice, '2026-11-30'), first, notice.now);
  const effect = notice.effects.find(({ kind }) => kind === 'startSuspension');
  if (effect?.kind !== 'startSuspension') throw new Error('No suspension was started');
  const play = suspensionIn.absent();
  play.do({ type: 'DecideSuspension', decision: effect.decision }, system, notice.now);
  return begun(play, ...approvals);
};
const changedBy: Case = (first) => {
  const play = decided();
  play.do(cancel, first, play.now);
  return begun(play, refuseChange, { type: 'ApproveChange' });
};
const withdrawnBy: Case = (first) => {
  const play = noticeIn.suspending();
  play.do({ type: 'WithdrawNotice', reason: '查無違失。' }, first, play.now);
  return begun(play, { type: 'RefuseWithdrawal', reason: '事實無誤。' }, { type: 'ApproveWithdrawal' });
};
const dissolvedSuspendedBy: Case = (first) => {
  const play = suspensionIn.inForce();
  play.do({ type: 'CloseForDissolution', reason: '奉准裁撤。' }, first, play.now);
  return begun(play, { type: 'RefuseDissolution', reason: '未公告。' }, { type: 'ApproveDissolution' });
};
const letterBy: Case = (first) => {
  const play = suspensionIn.awaitingConfirmation();
  play.do(confirmationLetter, first, play.now);
  return begun(play, refuseLetter, { type: 'ApproveConfirmationLetter' });
};
const orderedBy: Case = (first) => {
  const play = suspensionIn.absent();
  const { personId, onBehalfOf } = first;
  const letter = { source: 'letter', letterDate: '2026-11-24' } as const;
  const inPlace = onBehalfOf === undefined ? {} : { decidedFor: onBehalfOf };
  const order = { ...orderEmergency.order, ...letter, decidedBy: personId, ...inPlace };
  play.do({ type: 'OrderEmergencySuspension', order }, first, play.now);
  play.do({ type: 'RecordActuation', desired: 'off', serviceOn: false }, system, play.now);
  return begun(play, refuseRatification, { type: 'RatifyEmergency' });
};

const cases = {
  submittedBy,
  dissolvedBy,
  dissolvedSuspendedBy,
  withdrawnBy,
  decidedBy,
  decidedInNoticeBy,
  changedBy,
  letterBy,
  orderedBy,
};

describe.each(Object.entries(cases))('%s one person', (_name, make) => {
  it('is not answered by a substitute in that person’s place', () => {
    const { play, answers } = make(tracker);
    for (const answer of answers) {
      const substitute = inPlaceOf(otherSupervisor, tracker);
      expect(play.refusal(answer, substitute, play.now).code).toBe('case.fourEyes');
    }
  });

  it('is not answered by the one in whose place it was begun', () => {
    const { play, answers } = make(inPlaceOf(tracker, otherSupervisor));
    for (const answer of answers) {
      expect(play.refusal(answer, otherSupervisor, play.now).code).toBe('case.fourEyes');
    }
  });

  it('is answered by a substitute in a third person’s place', () => {
    const { answers } = make(tracker);
    for (const answer of answers) {
      const { play } = make(tracker);
      expect(play.do(answer, inPlaceOf(otherSupervisor, supervisor), play.now)).not.toEqual([]);
    }
  });
});

it('nobody decides in the name of one whose place they do not take', () => {
  const play = suspensionIn.absent();
  const { noticeId: _none, ...alone } = decision;
  const claimed = { ...alone, decidedBy: tracker.personId, decidedFor: supervisor.personId };
  const command = { type: 'DecideSuspension', decision: claimed, noJustifiableReason: true } as const;
  expect(play.refusal(command, tracker, play.now).code).toBe('case.fourEyes');
  expect(play.refusal(command, inPlaceOf(tracker, otherSupervisor), play.now).code).toBe('case.fourEyes');
});
