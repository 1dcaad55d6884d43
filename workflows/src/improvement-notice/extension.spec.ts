import { deadlineInstant } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('展期, the request for more time', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  const DEADLINE = deadlineInstant('2026-08-21');
  const request = { type: 'RequestExtension', reason: '設備待料。', until: '2026-09-04' } as const;

  it('moves nothing by itself: the deadline passes, and silence fails the round', async () => {
    await notice.issue();
    await notice.send(people.respondent, request);
    expect(kit.register.tasks).toContain('decideExtension → tracker');
    await notice.expectAt(DEADLINE, 'DeadlinePassed');
    await notice.expectAt(deadlineInstant('2026-08-26'), 'FollowUpRecorded');
    expect(await notice.state()).toMatchObject({ round: { number: 2 } });
  });

  it('granted, uses up the round, and the new date governs to the minute', async () => {
    await notice.issue();
    await notice.send(people.respondent, request);
    const result = { kind: 'extend', to: '2026-09-04', reason: '設備待料，同意展期。' } as const;
    await notice.send(people.tracker, { type: 'RecordFollowUp', round: 1, result });
    expect(await notice.state()).toMatchObject({ round: { number: 2, plan: { date: '2026-09-04' } } });
    await kit.passUntil(DEADLINE + MINUTE);
    expect(notice.types).not.toContain('DeadlinePassed');
    await notice.expectAt(deadlineInstant('2026-09-04'), 'DeadlinePassed');
    expect(notice.last('DeadlinePassed')).toMatchObject({ round: 2 });
  });

  it('denied, leaves the deadline where it was, and the respondent is told why', async () => {
    await notice.issue();
    await notice.send(people.respondent, request);
    await notice.send(people.tracker, { type: 'DenyExtension', reason: '期間已屬充裕。' });
    expect(kit.register.letters.at(-1)).toBe('extensionDenied → respondent');
    await notice.expectAt(DEADLINE, 'DeadlinePassed');
  });

  it('is refused while a reply waits for its assessment, and in the third round', async () => {
    await notice.issue();
    await notice.reply();
    await expect(notice.send(people.respondent, request)).rejects.toEqual(refusal('extension.replyWaits'));
    await notice.assess(false);
    for (const [round, to] of [
      [1, '2026-09-04'],
      [2, '2026-09-18'],
    ] as const) {
      await notice.send(people.tracker, {
        type: 'RecordFollowUp',
        round,
        result: { kind: 'extend', to, reason: '尚未完成。' },
      });
    }
    await expect(notice.send(people.respondent, { ...request, until: '2026-10-02' })).rejects.toEqual(
      refusal('extension.notInThirdRound'),
    );
  });
});
