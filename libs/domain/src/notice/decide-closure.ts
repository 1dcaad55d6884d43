import type { DecisionContext } from '../case/case-core';
import { isSecond } from '../case/four-eyes';
import { refuse } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import type { NoticeIn, NoticeState } from './state';

type Open = NoticeIn<'tracking'> | NoticeIn<'proposed'>;
type Issued = Open | NoticeIn<'suspending'>;

/** 撤回, with a reason; before a suspension is decided one person may. */
export const withdraw = (_state: NoticeState, command: NoticeCommandOf<'WithdrawNotice'>): NoticeDecision =>
  command.reason.trim() === ''
    ? refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫撤回理由。' }])
    : ok([
        { type: 'NoticeWithdrawn', reason: command.reason },
        { type: 'NoticeClosed', outcome: 'withdrawn' },
      ]);

/** 裁撤: one person reports it; the case goes on until a supervisor has agreed. */
export function reportDissolution(
  state: Open,
  { reason }: NoticeCommandOf<'CloseForDissolution'>,
): NoticeDecision {
  if (state.dissolution !== undefined) return refuse('notice.dissolutionPending');
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫裁撤的依據。' }]);
  }
  return ok([{ type: 'DissolutionReported', reason }]);
}

/** A supervisor agrees, another person than the one who reported it. */
export function approveDissolution(
  state: Open,
  _command: NoticeCommandOf<'ApproveDissolution'>,
  context: DecisionContext,
): NoticeDecision {
  const barred = bars(state, context);
  return barred ?? ok([{ type: 'DissolutionApproved' }, { type: 'NoticeClosed', outcome: 'dissolved' }]);
}

/** A supervisor does not agree: the case goes on. */
export function refuseDissolution(
  state: Issued,
  { reason }: NoticeCommandOf<'RefuseDissolution'>,
  context: DecisionContext,
): NoticeDecision {
  const barred = bars(state, context);
  if (barred !== undefined) return barred;
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫不同意的理由。' }]);
  }
  return ok([{ type: 'DissolutionRefused', reason }]);
}

function bars({ dissolution }: Issued, { actor }: DecisionContext): NoticeDecision | undefined {
  if (dissolution === undefined) return refuse('notice.noDissolution');
  if (actor.role !== 'supervisor') return refuse('case.supervisorOnly');
  if (!isSecond(actor, dissolution.reportedBy, dissolution.reportedFor)) return refuse('case.fourEyes');
  return undefined;
}

/** Another tracker takes over; follow-ups that are recorded keep the name of their time. */
export function reassignTracker(
  { content }: Issued | NoticeIn<'awaitingApproval'> | NoticeIn<'returned'>,
  { trackerId, reason, from }: NoticeCommandOf<'ReassignTracker'>,
): NoticeDecision {
  if (from !== undefined && from !== content.trackerId) return refuse('notice.otherTracker');
  if (trackerId === '') {
    return refuse('notice.incomplete', [{ field: 'trackerId', message: '請指定追蹤人員。' }]);
  }
  if (trackerId === content.trackerId) return refuse('notice.sameTracker');
  if (reason.trim() === '') {
    return refuse('case.reasonMissing', [{ field: 'reason', message: '請填寫改派理由。' }]);
  }
  return ok([{ type: 'TrackerReassigned', from: content.trackerId, trackerId, reason }]);
}
