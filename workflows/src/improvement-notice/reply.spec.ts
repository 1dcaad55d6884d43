import { deadlineInstant, startOfDay } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { HOUR, MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('a reply', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  const DEADLINE = deadlineInstant('2026-08-21');

  it('in time holds back the failure for as long as nobody assesses it; the centre is asked again and again', async () => {
    await notice.issue();
    await kit.passUntil(startOfDay('2026-08-20') + 10 * HOUR);
    await notice.reply();
    // Five working days after Thursday 20 August.
    await notice.expectAt(deadlineInstant('2026-08-27'), 'AssessmentOverdue');
    await kit.passUntil(deadlineInstant('2026-10-30'));
    expect(notice.count('AssessmentOverdue')).toBeGreaterThan(4);
    expect(notice.types).not.toContain('FollowUpRecorded');
    await notice.assess(true);
    await notice.send(people.tracker, { type: 'RecordFollowUp', round: 1, result: { kind: 'complete' } });
    await notice.handle.result();
    expect(notice.types.slice(-2)).toEqual(['FollowUpRecorded', 'NoticeClosed']);
  });

  it('that came in the last minute is in time, a minute later it is late and holds back the failure as well', async () => {
    await notice.issue();
    await kit.passUntil(DEADLINE - MINUTE);
    await notice.reply();
    expect(notice.last('ReplyReceived')).toMatchObject({ version: 1, late: false });
    await kit.passUntil(DEADLINE + MINUTE);
    await notice.reply();
    expect(notice.last('ReplyReceived')).toMatchObject({ version: 2, late: true });
    await kit.passUntil(deadlineInstant('2026-09-30'));
    expect(notice.types).not.toContain('FollowUpRecorded');
  });

  it('that is not accepted after the deadline gives the tracker three working days, and then the policy acts', async () => {
    await notice.issue();
    await notice.reply();
    await kit.passUntil(DEADLINE + 9 * HOUR);
    await notice.assess(false);
    // Assessed on Saturday 22 August: Monday, Tuesday, Wednesday.
    await notice.expectAt(deadlineInstant('2026-08-26'), 'FollowUpRecorded');
  });

  it('by e-mail waits for the telephone call, for which the officer is told after a working day', async () => {
    await notice.issue();
    await notice.reply({ channel: 'email' });
    // Received on Monday 3 August.
    await notice.expectAt(deadlineInstant('2026-08-04'), 'TelephoneCallDue');
    await expect(notice.assess(true)).rejects.toEqual(refusal('reply.telephoneOpen'));
    await notice.send(people.tracker, {
      type: 'RecordTelephoneConfirmation',
      withPerson: people.respondent.personId,
    });
    await notice.assess(true);
    expect(notice.types.slice(-2)).toEqual(['ReplyConfirmedByTelephone', 'ReplyAssessed']);
  });

  it('that claims every action done stops the reminders, one that does not stops none', async () => {
    const reminder = startOfDay('2026-08-12') + 9 * HOUR;
    await notice.issue();
    await notice.reply({ done: false });
    await notice.expectAt(reminder, 'ReminderIssued');
    await notice.reply({ done: true });
    await kit.passUntil(DEADLINE + MINUTE);
    expect(notice.count('ReminderIssued')).toBe(1);
  });

  describe('that is entered when the suspension has been proposed', () => {
    const lastDeadline = async (): Promise<number> => {
      const state = await notice.state();
      return state.phase === 'proposed' ? state.round.plan.instant : Number.NaN;
    };

    it('sets the proposal aside when it had come in time: people assess it, nobody is failed', async () => {
      await notice.issueUntilProposed();
      await notice.reply({ receivedAt: (await lastDeadline()) - MINUTE });
      expect(notice.types.slice(-2)).toEqual(['ProposalSetAside', 'ReplyReceived']);
      expect(notice.last('ReplyReceived')).toMatchObject({ round: 3, late: false });
      const asked = notice.count('ProposalOverdue');
      await kit.passUntil(startOfDay('2027-02-01'));
      expect(notice.count('ProposalOverdue')).toBe(asked);
      expect(notice.count('SuspensionProposed')).toBe(1);
      await notice.assess(true);
      await notice.send(people.tracker, { type: 'RecordFollowUp', round: 3, result: { kind: 'complete' } });
      expect(notice.types.at(-1)).toBe('NoticeClosed');
    });

    it('leaves the proposal as it is when it had come a moment too late', async () => {
      await notice.issueUntilProposed();
      await notice.reply({ receivedAt: await lastDeadline() });
      expect(notice.last('ReplyReceived')).toMatchObject({ round: 3, late: true });
      expect(notice.count('ProposalSetAside')).toBe(0);
      expect(await notice.state()).toMatchObject({ phase: 'proposed' });
    });
  });
});
