import {
  acceptCure,
  acknowledged,
  confirm,
  cure,
  refuseToRestore,
  rejectCure,
} from '../suspension/suspension.fixture';
import { extendTo, ISSUED_AT, reply, submit, SUBMITTED_AT } from '../notice/notice.fixture';
import { expectFoldsAgain, people, taipei } from './play.fixture';
import { World } from './world.fixture';

const { drafter, supervisor, otherSupervisor, tracker, respondent, authority, system } = people;

/** The case of the demo, from submission to restoration. */
function demo(): World {
  const world = new World();
  const { notice } = world;
  notice.do(submit, drafter, SUBMITTED_AT);
  notice.do({ type: 'ApproveNotice' }, supervisor, ISSUED_AT);
  // Round 1: nobody answers, nobody records.
  world.sleep(taipei('2026-12-16', '10:00'));
  // Round 2 until 24 December: an e-mail, no call, more time.
  notice.do(reply(taipei('2026-12-16', '10:00'), 'email'), respondent, taipei('2026-12-16', '10:02'));
  world.sleep(taipei('2026-12-26'));
  notice.do(extendTo(notice, '2027-01-15'), tracker, taipei('2026-12-28', '10:00'));
  // Round 3: silence.
  world.sleep(taipei('2027-01-21'));
  notice.do(
    { type: 'DecideSuspension', effectiveDate: '2027-02-15', noJustifiableReason: true },
    supervisor,
    taipei('2027-01-22', '10:00'),
  );
  world.settle(taipei('2027-01-22', '10:00'));
  const suspension = world.suspension();
  suspension.do({ type: 'ApproveSuspension' }, otherSupervisor, taipei('2027-01-25', '10:00'));
  suspension.do(acknowledged, respondent, taipei('2027-01-26', '10:00'));
  world.sleep(taipei('2027-02-15'));
  suspension.do(cure, respondent, taipei('2027-02-22', '10:00'));
  suspension.do(rejectCure, tracker, taipei('2027-02-23', '10:00'));
  suspension.do(cure, respondent, taipei('2027-02-24', '10:00'));
  suspension.do(acceptCure, tracker, taipei('2027-02-25', '10:00'));
  suspension.do(refuseToRestore, authority, taipei('2027-02-26', '10:00'));
  suspension.do(cure, respondent, taipei('2027-03-03', '10:00'));
  suspension.do(acceptCure, tracker, taipei('2027-03-04', '10:00'));
  suspension.do(confirm, authority, taipei('2027-03-05', '10:00'));
  suspension.wake(taipei('2027-03-05', '10:01'));
  world.settle(taipei('2027-03-05', '10:01'));
  return world;
}

describe('the path of the demo', () => {
  it('leaves exactly these events', () => {
    const { notice, suspensions } = demo();
    const day = (at: number): string =>
      new Date(at + 8 * 3_600_000).toISOString().slice(0, 16).replace('T', ' ');
    const told = (event: { at: number; type: string; by: { role: string } }): string =>
      `${day(event.at)} ${event.type} ${event.by.role}`;
    expect(notice.events.map(told)).toEqual([
      '2026-11-02 10:00 NoticeSubmitted drafter',
      '2026-11-03 09:30 NoticeIssued supervisor',
      '2026-11-25 09:00 ReminderIssued system',
      '2026-12-01 09:00 ReminderIssued system',
      '2026-12-03 09:00 ReminderIssued system',
      '2026-12-05 00:00 DeadlinePassed system',
      '2026-12-10 00:00 FollowUpRecorded system',
      '2026-12-15 09:00 ReminderIssued system',
      '2026-12-16 10:02 ReplyReceived respondent',
      '2026-12-18 00:00 TelephoneCallDue system',
      '2026-12-24 00:00 AssessmentOverdue system',
      '2026-12-25 00:00 DeadlinePassed system',
      '2026-12-28 10:00 FollowUpRecorded tracker',
      '2027-01-06 09:00 ReminderIssued system',
      '2027-01-12 09:00 ReminderIssued system',
      '2027-01-14 09:00 ReminderIssued system',
      '2027-01-16 00:00 DeadlinePassed system',
      '2027-01-21 00:00 SuspensionProposed system',
      '2027-01-22 10:00 SuspensionDecidedUpon supervisor',
      '2027-02-15 00:00 ServiceSuspendedForNotice system',
      '2027-03-05 10:01 NoticeClosed system',
    ]);
    expect(suspensions.flatMap(({ events }) => events.map(told))).toEqual([
      '2027-01-22 10:00 SuspensionDecided system',
      '2027-01-25 10:00 SuspensionApproved supervisor',
      '2027-01-26 10:00 SuspensionNotified respondent',
      '2027-02-15 00:00 SuspensionExecutionOrdered system',
      '2027-02-15 00:00 ServiceSuspended system',
      '2027-02-22 10:00 CureSubmitted respondent',
      '2027-02-23 10:00 CureAssessed tracker',
      '2027-02-24 10:00 CureSubmitted respondent',
      '2027-02-25 10:00 CureAssessed tracker',
      '2027-02-25 10:00 ConfirmationRequested tracker',
      '2027-02-26 10:00 RestorationRefused authority',
      '2027-03-03 10:00 CureSubmitted respondent',
      '2027-03-04 10:00 CureAssessed tracker',
      '2027-03-04 10:00 ConfirmationRequested tracker',
      '2027-03-05 10:00 RestorationConfirmed authority',
      '2027-03-05 10:01 RestorationOrdered system',
      '2027-03-05 10:01 ServiceRestored system',
      '2027-03-05 10:01 SuspensionClosed system',
    ]);
  });

  it('sends exactly these letters', () => {
    const lines = demo()
      .letters()
      .map(
        ({ template, recipient, lane, gating, step }) =>
          `${template} → ${recipient.party} · ${lane}${gating ? ' · gating' : ''} · ${step}`,
      );
    expect(lines).toEqual([
      'noticeIssued → respondent · ordinary · gating · notice',
      'reminder → respondent · ordinary · round-1-reminder-7',
      'reminder → respondent · ordinary · round-1-reminder-3',
      'reminder → respondent · ordinary · round-1-reminder-1',
      'followUpResult → respondent · ordinary · gating · follow-up-1',
      'reminder → respondent · ordinary · round-2-reminder-7',
      'telephoneRequest → respondent · ordinary · round-2-reply-1',
      'followUpResult → respondent · ordinary · gating · follow-up-2',
      'reminder → respondent · ordinary · round-3-reminder-7',
      'reminder → respondent · ordinary · round-3-reminder-3',
      'reminder → respondent · ordinary · round-3-reminder-1',
      'suspensionNotice → respondent · suspension · gating · notice-2027-02-15',
      'suspensionReport → bureau · suspension · report-2027-02-15',
      'suspensionExecuted → respondent · suspension · executed',
      'suspensionExecuted → bureau · suspension · executed',
      'cureRejected → respondent · suspension · cure-1-rejected',
      'confirmationRequest → authority · suspension · confirmation-1',
      'confirmationRefused → respondent · suspension · refused-1',
      'confirmationRequest → authority · suspension · confirmation-2',
      'serviceRestored → respondent · suspension · restored',
      'serviceRestored → bureau · suspension · restored',
    ]);
  });

  it('says in them what their readers need', () => {
    const letters = demo().letters();
    const factsOf = (step: string): object | undefined =>
      letters.find((letter) => letter.step === step)?.facts;
    expect(factsOf('round-1-reminder-3')).toMatchObject({
      round: 1,
      deadline: '2026-12-04',
      items: { length: 5 },
    });
    expect(factsOf('follow-up-1')).toMatchObject({
      result: '尚未完成，再給予改善期限至民國115年12月24日。',
      deadline: '2026-12-24',
    });
    expect(factsOf('follow-up-2')).toMatchObject({
      result: '尚未完成，再給予改善期限至民國116年1月15日。',
      deadline: '2027-01-15',
    });
    expect(factsOf('notice-2027-02-15')).toMatchObject({
      caseNumber: 'TN-115-0001-1',
      effectiveDate: '2027-02-15',
      legalBases: ['公文電子交換系統資訊安全管理規範第十三點第二項第十一款'],
    });
    expect(factsOf('refused-1')).toMatchObject({ remark: refuseToRestore.reason });
    expect(factsOf('restored')).toMatchObject({ reference: confirm.reference });
  });

  it('keeps names and addresses of persons out of every event and letter', () => {
    const world = demo();
    const text = JSON.stringify(world.plays().map(({ events, effects }) => [events, effects]));
    for (const personal of ['@', '06-', '李']) expect(text).not.toContain(personal);
  });

  it('asks these people, and leaves nobody with anything to do', () => {
    const world = demo();
    const asked = world
      .plays()
      .flatMap(({ effects }) =>
        effects.flatMap((effect) =>
          effect.kind === 'openTask'
            ? [`${effect.task} ${effect.role}${effect.urgent ? ' urgent' : ''}`]
            : [],
        ),
      );
    expect(asked).toEqual([
      'approveNotice supervisor',
      'recordFollowUp tracker',
      'assessReply tracker',
      'confirmByTelephone tracker',
      'assessReply tracker urgent',
      'recordFollowUp tracker',
      'recordFollowUp tracker',
      'decideSuspension supervisor urgent',
      'approveSuspension supervisor',
      'awaitCure tracker',
      'assessCure tracker',
      'awaitCure tracker',
      'assessCure tracker',
      'confirmRestoration authority',
      'awaitCure tracker',
      'assessCure tracker',
      'confirmRestoration authority',
    ]);
    expect(world.plays().flatMap((play) => play.openTasks())).toEqual([]);
  });

  it('gives every effect an identifier of its own, and every letter a step of its own', () => {
    const world = demo();
    const effects = world.plays().flatMap((play) => play.effects);
    expect(new Set(effects.map(({ id }) => id)).size).toBe(effects.length);
    expect(effects[0]?.id).toBe('notice/n-1/1/1');
    const messages = world
      .letters()
      .map(({ caseId, step, recipient }) => `${caseId} ${step} ${recipient.party}`);
    expect(new Set(messages).size).toBe(messages.length);
  });

  it('ends restored, and folds again from its record', () => {
    const world = demo();
    expect(world.serviceOn).toBe(true);
    expect(world.notice.state).toMatchObject({ phase: 'closed', outcome: 'restored' });
    expect(world.suspension().state).toMatchObject({ phase: 'closed', outcome: 'restored' });
    for (const play of world.plays()) {
      if (play === world.notice) expectFoldsAgain(world.notice);
    }
    world.suspensions.forEach(expectFoldsAgain);
  });
});

describe('what else is told', () => {
  it('tells the respondent of a withdrawal after issue, and of none before it', () => {
    const withdraw = { type: 'WithdrawNotice', reason: '重複發文。' } as const;
    const before = new World();
    before.notice.do(submit, drafter, SUBMITTED_AT);
    before.notice.do(withdraw, supervisor, ISSUED_AT);
    expect(before.letters()).toEqual([]);
    const after = new World();
    after.notice.do(submit, drafter, SUBMITTED_AT);
    after.notice.do({ type: 'ApproveNotice' }, supervisor, ISSUED_AT);
    after.notice.do(withdraw, supervisor, taipei('2026-11-05'));
    expect(after.letters().at(-1)).toMatchObject({
      template: 'noticeWithdrawn',
      facts: { reason: '重複發文。' },
    });
    expect(after.notice.openTasks()).toEqual([]);
  });

  it('hands an undelivered notice to the tracker, whatever phase it is in by then', () => {
    const world = new World();
    world.notice.do(submit, drafter, SUBMITTED_AT);
    world.notice.do({ type: 'ApproveNotice' }, supervisor, ISSUED_AT);
    world.sleep(taipei('2027-01-31'));
    expect(world.notice.state.phase).toBe('proposed');
    world.notice.do({ type: 'RecordNonArrival', why: 'bounced' }, system, world.notice.now);
    const open = (): string[] => [...new Set(world.notice.openTasks().map(({ task }) => task))];
    expect(open()).toEqual(['decideSuspension', 'serveNotice']);
    const served = { kind: 'served', date: '2027-02-01', proof: '送達證書' } as const;
    world.notice.do({ type: 'RecordDelivery', proof: served }, tracker, taipei('2027-02-01', '10:00'));
    expect(open()).toEqual(['decideSuspension']);
  });

  it('passes the mark of confidence on to every letter', () => {
    const world = new World();
    const confidential = { ...submit, content: { ...submit.content, confidential: true } };
    world.notice.do(confidential, drafter, SUBMITTED_AT);
    world.notice.do({ type: 'ApproveNotice' }, supervisor, ISSUED_AT);
    world.sleep(taipei('2027-01-31'));
    world.notice.do(
      { type: 'DecideSuspension', effectiveDate: '2027-03-15', noJustifiableReason: true },
      supervisor,
      taipei('2027-02-15'),
    );
    world.settle(taipei('2027-02-15'));
    world.suspension().do({ type: 'ApproveSuspension' }, otherSupervisor, taipei('2027-02-16'));
    const letters = world.letters();
    expect(letters.length).toBeGreaterThan(8);
    expect(letters.filter(({ facts }) => !facts.confidential)).toEqual([]);
  });
});
