import { people, taipei } from '../case/play.fixture';
import type { Instant } from '../time/taipei';
import { assess, noticeIn, reply, suspending, tell, type NoticePlay } from './notice.fixture';

const { tracker, supervisor, otherSupervisor, respondent, system } = people;
/** When the suspension was decided upon: see `suspending`. */
const DECIDED_AT = taipei('2026-11-05', '14:00');

const ask = { type: 'WithdrawNotice', reason: '查無違失。' } as const;
const approve = { type: 'ApproveWithdrawal' } as const;

/** Suspended in round 1, and a withdrawal is asked for. */
function asked(): NoticePlay {
  const play = suspending();
  play.do(ask, tracker, play.now);
  return play;
}

/** The proposal that followed from the third round has been adopted; `deadline` ended that round. */
function adopted(): { readonly play: NoticePlay; readonly deadline: Instant } {
  const play = noticeIn.proposed();
  if (play.state.phase !== 'proposed') throw new Error('Not proposed');
  const decide = {
    type: 'DecideSuspension',
    effectiveDate: '2027-06-30',
    noJustifiableReason: true,
  } as const;
  play.do(decide, supervisor, play.now);
  return { play, deadline: play.state.round.plan.instant };
}

const recalls = (play: NoticePlay) => play.effects.filter(({ kind }) => kind === 'recallSuspension');
const tasks = (play: NoticePlay): string[] => play.openTasks().map(({ task, role }) => `${task} → ${role}`);

describe('withdrawing a notice whose suspension is decided', () => {
  it('needs a second officer, and ends only when the suspension has been called off', () => {
    const play = suspending();
    expect(play.do(ask, tracker, play.now)).toEqual(['WithdrawalRequested']);
    expect(tasks(play)).toContain('approveWithdrawal → supervisor');
    expect(recalls(play)).toEqual([]);
    expect(play.refusal(approve, tracker, play.now).code).toBe('case.fourEyes');
    expect(play.do(approve, supervisor, play.now)).toEqual(['WithdrawalApproved']);
    expect(recalls(play)).toMatchObject([
      { suspensionId: 'n-1-1', cause: 'withdrawn', reason: '查無違失。' },
    ]);
    expect(play.state.phase).toBe('suspending');
    expect(tasks(play)).not.toContain('approveWithdrawal → supervisor');
    expect(tell(play, 'cancelled', play.now)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
    expect(play.letters().at(-1)).toMatchObject({
      template: 'noticeWithdrawn',
      facts: { reason: '查無違失。' },
    });
  });

  it('ends too when the suspension was refused meanwhile', () => {
    const play = asked();
    play.do(approve, supervisor, play.now);
    expect(tell(play, 'refused', play.now)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
  });

  it.each([false, true])('lapses when the execution came first, agreed: %s', (agreed) => {
    const play = asked();
    if (agreed) play.do(approve, supervisor, play.now);
    expect(tell(play, 'executed', play.now)).toEqual(['WithdrawalLapsed', 'ServiceSuspendedForNotice']);
    expect(tasks(play)).not.toContain('approveWithdrawal → supervisor');
    expect(play.refusal(ask, tracker, play.now).code).toBe('notice.suspensionExecuted');
    expect(play.refusal(approve, supervisor, play.now).code).toBe('notice.noWithdrawal');
    expect(tell(play, 'restored', play.now)).toEqual(['NoticeClosed']);
    expect(play.state).toMatchObject({ outcome: 'restored' });
  });

  it('lapses when the suspension comes to nothing: in its round one person may withdraw again', () => {
    const play = asked();
    expect(tell(play, 'refused', play.now)).toEqual(['WithdrawalLapsed', 'SuspensionRefusedForNotice']);
    expect(play.do(ask, tracker, play.now)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
  });

  it('is asked for again after a refusal, by another than the one who asked', () => {
    const play = suspending();
    play.do(ask, supervisor, play.now);
    const refuse = { type: 'RefuseWithdrawal', reason: '事實無誤。' } as const;
    expect(play.refusal(refuse, supervisor, play.now).code).toBe('case.fourEyes');
    expect(play.refusal({ ...refuse, reason: ' ' }, otherSupervisor, play.now).code).toBe(
      'case.reasonMissing',
    );
    expect(play.do(refuse, otherSupervisor, play.now)).toEqual(['WithdrawalRefused']);
    expect(play.do(ask, supervisor, play.now)).toEqual(['WithdrawalRequested']);
  });

  it('asks those above every two working days', () => {
    const play = asked();
    // Asked on Thursday the 5th: Friday and Monday.
    expect(play.nextWake()).toBe(taipei('2026-11-10'));
    expect(play.wake(taipei('2026-11-10') - 1)).toEqual([]);
    expect(play.wake(taipei('2026-11-10'))).toEqual(['WithdrawalEscalated']);
    expect(tasks(play)).toContain('approveWithdrawal → centreAdministrator');
    expect(play.nextWake()).toBe(taipei('2026-11-13'));
  });
});

describe('a reply that was there before the suspension was decided, and is entered after it', () => {
  it('calls the suspension off, and the round goes on with it', () => {
    const play = suspending();
    expect(play.do(reply(DECIDED_AT - 1, 'email'), supervisor, DECIDED_AT + 60_000)).toEqual([
      'SuspensionSetAside',
      'ReplyReceived',
    ]);
    expect(recalls(play)).toMatchObject([{ suspensionId: 'n-1-1', cause: 'repliedInTime' }]);
    expect(play.letters().at(-1)?.template).toBe('telephoneRequest');
    // While it is being called off, nobody assesses and nobody enters another.
    expect(play.refusal(reply(DECIDED_AT - 1), supervisor, play.now).code).toBe('notice.suspensionRecalled');
    expect(tell(play, 'cancelled', play.now)).toEqual(['SuspensionRefusedForNotice']);
    expect(play.state).toMatchObject({ phase: 'tracking', followUps: [], round: { number: 1 } });
    expect(tasks(play)).toContain('assessReply → tracker');
  });

  it('is entered by a supervisor: no one else undoes alone what two have decided', () => {
    const play = suspending();
    for (const by of [tracker, respondent])
      expect(play.refusal(reply(DECIDED_AT - 1), by, play.now).code).toBe('case.supervisorOnly');
  });

  it('opens the third round again though somebody had asked for a withdrawal, which ends with the suspension', () => {
    const { play, deadline } = adopted();
    play.do(ask, tracker, play.now);
    play.do(reply(deadline - 1), supervisor, play.now + 1);
    expect(play.refusal(approve, supervisor, play.now).code).toBe('notice.noWithdrawal');
    expect(tell(play, 'cancelled', play.now)).toEqual(['SuspensionRefusedForNotice']);
    expect(play.state).toMatchObject({ phase: 'tracking', round: { number: 3 } });
    expect(play.do(assess(play), tracker, play.now)).toEqual(['ReplyAssessed']);
  });

  it('opens the third round again, too', () => {
    const { play, deadline } = adopted();
    play.do(reply(deadline - 1), supervisor, play.now + 1);
    tell(play, 'cancelled', play.now);
    expect(play.state).toMatchObject({ phase: 'tracking', round: { number: 3, repliedInTime: true } });
    expect(play.sleep(play.now + 90 * 86_400_000)).not.toContain('SuspensionProposed');
  });

  it.each([
    ['came with the decision, or after it', DECIDED_AT],
    ['came later', DECIDED_AT + 1],
  ])('belongs to the suspension when it %s', (_what, receivedAt) => {
    const play = suspending();
    expect(play.refusal(reply(receivedAt), respondent, DECIDED_AT + 60_000).code).toBe(
      'notice.suspensionDecided',
    );
  });

  it('belongs to the suspension when it came after the deadline', () => {
    const { play, deadline } = adopted();
    expect(play.refusal(reply(deadline), respondent, play.now + 1).code).toBe('notice.suspensionDecided');
  });

  it('asks the supervisor to look when the service was cut before it could be called off', () => {
    const play = suspending();
    play.do(reply(DECIDED_AT - 1), supervisor, play.now);
    expect(tell(play, 'executed', play.now)).toEqual(['ServiceSuspendedForNotice']);
    expect(play.openTasks()).toMatchObject([{ task: 'reviewSuspension', role: 'supervisor', urgent: true }]);
    expect(play.refusal(reply(DECIDED_AT - 1), respondent, play.now).code).toBe('notice.suspensionExecuted');
    play.do(
      { type: 'RecordSuspensionOutcome', suspensionId: 'n-1-1', outcome: 'restored' },
      system,
      play.now,
    );
    expect(play.openTasks()).toEqual([]);
  });
});
