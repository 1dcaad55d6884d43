import { planByDate } from '../case/clocks';
import { addWorkingDays, subtractWorkingDays, type WorkCalendar } from '../calendar/working-calendar';
import type { NoticeIn, NoticeState, Round } from '../notice/state';
import { civilDateAt, deadlineInstant, type Instant } from '../time/taipei';
import type { Policy } from './policy';

/**
 * The notice as it would stand had it been issued under this policy. What has been told stays: the deadline of its
 * round, the date of a 補正. Of the round that runs, the reminders still to come and the end of the tracker's silence
 * are the policy's; what it is about later rounds follows from the policy that the state now holds. Clocks that run
 * for people and of which no one outside is told (approval, assessment, telephone) run out as they were set.
 */
export function underPolicy(
  state: NoticeState,
  policy: Policy,
  { calendar, at }: { readonly calendar: WorkCalendar; readonly at: Instant },
): NoticeState {
  switch (state.phase) {
    case 'tracking':
      return { ...state, policy, round: replanned(state, policy, calendar, at) };
    case 'proposed':
    case 'suspending':
      return { ...state, policy };
    case 'absent':
    case 'awaitingApproval':
    case 'returned':
    case 'closed':
      return state;
  }
}

function replanned(
  { round, policy: pinned }: NoticeIn<'tracking'>,
  policy: Policy,
  calendar: WorkCalendar,
  at: Instant,
): Round {
  const { silentAt, deadlinePassed } = round;
  return {
    ...round,
    remindersLeft: deadlinePassed ? [] : remindersUnder(round, pinned, policy, calendar, at),
    ...(silentAt === undefined ? {} : { silentAt: silenceUnder(silentAt, pinned, policy, calendar) }),
  };
}

/** Those of both policies stay where they were planned; a new one comes if its day is still ahead. */
function remindersUnder(
  { plan, remindersLeft }: Round,
  pinned: Policy,
  policy: Policy,
  calendar: WorkCalendar,
  at: Instant,
): Round['remindersLeft'] {
  const kept = remindersLeft.filter(({ workingDays }) => policy.reminderWorkingDays.includes(workingDays));
  const planned = planByDate(calendar, policy, at, plan.date);
  if (!planned.ok) return kept;
  const added = planned.value.reminders.filter(
    ({ workingDays }) => !pinned.reminderWorkingDays.includes(workingDays),
  );
  return [...kept, ...added].sort((a, b) => a.at - b.at);
}

/** The silence that runs, from wherever it was counted, ends as many working days earlier or later. */
function silenceUnder(
  silentAt: Instant,
  { trackerSilenceWorkingDays: before }: Policy,
  { trackerSilenceWorkingDays: after }: Policy,
  calendar: WorkCalendar,
): Instant {
  if (after === before) return silentAt;
  // The last day of the silence: it ends with the 00:00 after it.
  const last = civilDateAt(silentAt - 1);
  const moved =
    after > before
      ? addWorkingDays(calendar, last, after - before)
      : subtractWorkingDays(calendar, last, before - after);
  return moved.ok ? deadlineInstant(moved.value) : silentAt;
}
