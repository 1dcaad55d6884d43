import { deadlineInstant, startOfDay } from '@xiangaitong/domain';
import { people, refusal } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { HOUR, MINUTE, useKit } from '../fixtures/workflow-kit.fixture';

describe('補正, a reply that is returned with a date of its own', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  /** The deadline is Friday 21 August; the reply in time is returned until Wednesday 26 August, that day included. */
  const DUE_AT = deadlineInstant('2026-08-26');
  const returned = async (): Promise<void> => {
    await notice.issue();
    await kit.passUntil(startOfDay('2026-08-20') + 10 * HOUR);
    await notice.reply();
    const missing = '未附掃描結果。';
    await notice.send(people.tracker, { type: 'RequestSupplement', missing, date: '2026-08-26' });
  };

  it('answered in the last minute of its date, after the deadline, is not late and waits for its assessment', async () => {
    await returned();
    await kit.passUntil(DUE_AT - MINUTE);
    expect(notice.types).toContain('DeadlinePassed');
    await notice.reply();
    expect(notice.last('ReplyReceived')).toMatchObject({ version: 2, late: false });
    await kit.passUntil(deadlineInstant('2026-09-30'));
    expect(notice.types).not.toContain('SupplementMissed');
    expect(notice.types).not.toContain('FollowUpRecorded');
  });

  it('answered a minute after its date is late', async () => {
    await returned();
    await kit.passUntil(DUE_AT + MINUTE);
    await notice.reply();
    expect(notice.last('ReplyReceived')).toMatchObject({ version: 2, late: true });
  });

  it('is missed at the end of its date; the silence of three working days is counted from there', async () => {
    await returned();
    await notice.expectAt(DUE_AT, 'SupplementMissed');
    expect(notice.types).not.toContain('FollowUpRecorded');
    // Thursday, Friday, Monday.
    await notice.expectAt(deadlineInstant('2026-08-31'), 'FollowUpRecorded');
    expect(notice.last('FollowUpRecorded')).toMatchObject({ round: 1, result: { kind: 'extend' } });
  });

  it('comes once a round', async () => {
    await returned();
    await notice.reply();
    const again = { type: 'RequestSupplement', missing: '仍未附。', date: '2026-08-28' } as const;
    await expect(notice.send(people.tracker, again)).rejects.toEqual(refusal('reply.supplementOnce'));
  });
});
