import {
  approveDissolution as agree,
  refuseDissolution as refuseIt,
  reportDissolution as report,
} from '../case/dissolution';
import type { DecisionContext } from '../case/case-core';
import { refuse } from '../errors';
import { ok } from '../result';
import type { NoticeCommandOf } from './commands';
import type { NoticeDecision } from './events';
import type { NoticeIn } from './state';

type Open = NoticeIn<'tracking'> | NoticeIn<'proposed'>;
type Issued = Open | NoticeIn<'suspending'>;

/** 裁撤: the case goes on until a supervisor has agreed. */
export const reportDissolution = (
  { dissolution, policy }: Open,
  { reason }: NoticeCommandOf<'CloseForDissolution'>,
  context: DecisionContext,
): NoticeDecision => report(dissolution, reason, { ...context, policy });

export function approveDissolution(
  { dissolution }: Open,
  _command: NoticeCommandOf<'ApproveDissolution'>,
  context: DecisionContext,
): NoticeDecision {
  const agreed = agree(dissolution, context);
  return agreed.ok ? ok([...agreed.value, { type: 'NoticeClosed', outcome: 'dissolved' }]) : agreed;
}

export const refuseDissolution = (
  { dissolution }: Issued,
  { reason }: NoticeCommandOf<'RefuseDissolution'>,
  context: DecisionContext,
): NoticeDecision => refuseIt(dissolution, reason, context);

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
