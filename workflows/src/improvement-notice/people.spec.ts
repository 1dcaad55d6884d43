import { deadlineInstant, policyVersion1, startOfDay } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('a notice in people’s hands', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  const SILENT = deadlineInstant('2026-08-26');

  it('under a manual policy fails nobody: the tracker’s silence is reminded of every three working days', async () => {
    await notice.issue({ policy: { ...policyVersion1, onSilence: 'manual' } });
    await notice.expectAt(SILENT, 'FollowUpOverdue');
    // Thursday 27 August and three working days.
    await notice.expectAt(deadlineInstant('2026-09-01'), 'FollowUpOverdue');
    await kit.passUntil(startOfDay('2026-12-01'));
    expect(notice.types).not.toContain('FollowUpRecorded');
    expect(kit.register.tasks.at(-1)).toBe('recordFollowUp → supervisor');
    expect(await notice.state()).toMatchObject({ phase: 'tracking', round: { number: 1 } });
  });

  it('has the tracker of the day when a clock rings, and what is open goes over to them', async () => {
    await notice.issue();
    await notice.reply();
    const reason = '請假。';
    await notice.send(people.supervisor, { type: 'ReassignTracker', trackerId: 'p-cai', reason });
    expect(kit.register.called.at(-1)).toMatchObject({ kind: 'reassignTasks', from: 'p-lin', to: 'p-cai' });
    await notice.assess(false);
    await notice.expectAt(deadlineInstant('2026-08-21'), 'DeadlinePassed');
    expect(kit.register.called.at(-1)).toMatchObject({ task: 'recordFollowUp', assigneeId: 'p-cai' });
    await notice.expectAt(SILENT, 'FollowUpRecorded');
    expect(notice.last('FollowUpRecorded')).toMatchObject({
      trackerId: 'p-cai',
      by: { personId: 'system' },
    });
  });

  describe('whose organisation is no more (裁撤)', () => {
    const report = { type: 'CloseForDissolution', reason: '府令字第 1150000001 號裁撤。' } as const;

    it('goes on by its clocks until a supervisor, another person, has agreed; then nothing rings any more', async () => {
      await notice.issue();
      await notice.send(people.tracker, report);
      await notice.expectAt(deadlineInstant('2026-08-21'), 'DeadlinePassed');
      await expect(notice.send(people.tracker, { type: 'ApproveDissolution' })).rejects.toEqual(
        refusal('case.supervisorOnly'),
      );
      await notice.send(people.supervisor, { type: 'ApproveDissolution' });
      await notice.handle.result();
      expect(notice.types.slice(-2)).toEqual(['DissolutionApproved', 'NoticeClosed']);
      const { length } = notice.types;
      await kit.passUntil(startOfDay('2026-12-01'));
      expect(notice.types).toHaveLength(length);
    });

    it('is not closed by the one who reported it', async () => {
      await notice.issue();
      await notice.send(people.supervisor, report);
      await expect(notice.send(people.supervisor, { type: 'ApproveDissolution' })).rejects.toEqual(
        refusal('case.fourEyes'),
      );
      await notice.expectAt(deadlineInstant('2026-08-21'), 'DeadlinePassed');
    });

    it('goes on as if nothing had been said when the supervisor does not agree', async () => {
      await notice.issue();
      await notice.send(people.tracker, report);
      await notice.send(people.supervisor, { type: 'RefuseDissolution', reason: '查無裁撤。' });
      await notice.expectAt(deadlineInstant('2026-08-21'), 'DeadlinePassed');
      await notice.expectAt(SILENT, 'FollowUpRecorded');
    });
  });

  describe('withdrawn', () => {
    const withdraw = { type: 'WithdrawNotice', reason: '誤發。' } as const;

    it('a minute before its deadline, ends: nothing passes, and the respondent is told', async () => {
      await notice.issue();
      await kit.passUntil(deadlineInstant('2026-08-21') - MINUTE);
      await notice.send(people.tracker, withdraw);
      await notice.handle.result();
      await kit.passUntil(startOfDay('2026-12-01'));
      expect(notice.types.slice(-2)).toEqual(['NoticeWithdrawn', 'NoticeClosed']);
      expect(notice.types).not.toContain('DeadlinePassed');
      expect(kit.register.letters.at(-1)).toBe('noticeWithdrawn → respondent');
    });

    it('before it was issued, tells nobody', async () => {
      await notice.start();
      await notice.submit();
      await notice.send(people.drafter, withdraw);
      await notice.handle.result();
      expect(kit.register.letters).toEqual([]);
    });
  });
});
