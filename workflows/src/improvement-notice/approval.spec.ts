import { deadlineInstant } from '@xiangaitong/domain';
import { people } from '../fixtures/case-run.fixture';
import { NoticeRun } from '../fixtures/notice-run.fixture';
import { useKit } from '../fixtures/workflow-kit.fixture';

describe('a notice before it is issued', () => {
  const kit = useKit();
  const notice = new NoticeRun(kit);

  /** Two working days after Monday 3 August, then after Thursday, on which the clock has rung. */
  const FIRST = deadlineInstant('2026-08-05');
  const SECOND = deadlineInstant('2026-08-10');

  it('asks those above for the approval that nobody gives, every two working days', async () => {
    await notice.start();
    await notice.submit();
    await notice.expectAt(FIRST, 'ApprovalEscalated');
    await notice.expectAt(SECOND, 'ApprovalEscalated');
    expect(kit.register.tasks).toEqual([
      'approveNotice → supervisor',
      'approveNotice → centreAdministrator',
      'approveNotice → centreAdministrator',
    ]);
    expect(kit.register.letters).toEqual([]);
  });

  it('that was returned reminds its drafter, and then the supervisor, until it is submitted again', async () => {
    await notice.start();
    await notice.submit();
    await notice.send(people.supervisor, { type: 'ReturnNotice', reason: '事由請補充。' });
    await notice.expectAt(FIRST, 'AmendmentOverdue');
    expect(notice.last('AmendmentOverdue')).toMatchObject({ escalated: false });
    await notice.expectAt(SECOND, 'AmendmentOverdue');
    expect(notice.last('AmendmentOverdue')).toMatchObject({ escalated: true });
    expect(kit.register.tasks.slice(-2)).toEqual(['amendNotice → drafter', 'amendNotice → supervisor']);
    await notice.submit({ deadline: '2026-09-04' });
    await notice.expectAt(deadlineInstant('2026-08-13'), 'ApprovalEscalated');
    expect(notice.count('AmendmentOverdue')).toBe(2);
  });
});
