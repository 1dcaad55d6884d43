import type { RecordedNoticeEvent } from './events';
import { isLate } from './lateness';
import type { Round } from './state';

/**
 * The round with its deadline put off: open again, and what came by the new day is in time, as if that day had been
 * the deadline from the beginning. A silence that is counted already is no shorter for it.
 */
export function putOff(
  { followUpReminded: _reminded, reply, supplement, ...round }: Round,
  { plan }: Extract<RecordedNoticeEvent, { type: 'DeadlineMoved' }>,
): Round {
  const left = round.remindersLeft.map(({ workingDays }) => workingDays);
  const cameInTime = (round.firstReceivedAt ?? Infinity) < plan.instant;
  const moved = {
    ...round,
    plan,
    remindersLeft: plan.reminders.filter(({ workingDays }) => left.includes(workingDays)),
    deadlinePassed: false,
    repliedInTime: round.repliedInTime || cameInTime,
    ...(supplement === undefined
      ? {}
      : { supplement: { ...supplement, timely: supplement.timely || cameInTime } }),
  };
  if (reply === undefined) return moved;
  return { ...moved, reply: { ...reply, late: reply.late && isLate(moved, reply.receivedAt) } };
}
