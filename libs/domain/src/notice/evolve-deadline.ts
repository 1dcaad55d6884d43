import type { RecordedNoticeEvent } from './events';
import type { Round } from './state';

/** The round with its deadline put off: open again, and what came by the new day is in time. */
export function putOff(
  round: Round,
  { plan }: Extract<RecordedNoticeEvent, { type: 'DeadlineMoved' }>,
): Round {
  const { silentAt: _silence, followUpReminded: _reminded, reply, ...rest } = round;
  const left = round.remindersLeft.map(({ workingDays }) => workingDays);
  const moved = {
    ...rest,
    plan,
    remindersLeft: plan.reminders.filter(({ workingDays }) => left.includes(workingDays)),
    deadlinePassed: false,
  };
  if (reply === undefined) return moved;
  const late = reply.late && reply.receivedAt >= plan.instant;
  return { ...moved, reply: { ...reply, late }, repliedInTime: round.repliedInTime || !late };
}
