import { planByDate } from '../case/clocks';
import { addWorkingDays, subtractWorkingDays, type WorkCalendar } from '../calendar/working-calendar';
import type { NoticeIn, NoticeState, Round } from '../notice/state';
import type { SuspensionState } from '../suspension/state';
import { civilDateAt, deadlineInstant, type Instant } from '../time/taipei';
import type { Policy } from './policy';

/**
 * The notice as it would stand had it been issued under this policy. What has been told stays: the deadline of its
 * round, the date of a 補正. Of the round that runs, the reminders still to come and the end of the tracker's silence
 * are the policy's; what comes of later rounds follows from the policy that the state now holds. Clocks that only
 * remind officers (approval, assessment, telephone) run out as they were set.
 */
export function noticeUnder(
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

/** The suspension likewise: nobody was told when the authority would be reminded, so that is the policy's. */
export function suspensionUnder(
  state: SuspensionState,
  pinned: Policy,
  policy: Policy,
  calendar: WorkCalendar,
): SuspensionState {
  if (state.phase !== 'awaitingConfirmation') return state;
  const { answerDueAt } = state;
  const longer = policy.authorityWorkingDays - pinned.authorityWorkingDays;
  return { ...state, answerDueAt: movedBy(longer, answerDueAt, calendar) };
}

function replanned(
  { round, policy: pinned }: NoticeIn<'tracking'>,
  policy: Policy,
  calendar: WorkCalendar,
  at: Instant,
): Round {
  const { silentAt, deadlinePassed } = round;
  const longer = policy.trackerSilenceWorkingDays - pinned.trackerSilenceWorkingDays;
  return {
    ...round,
    remindersLeft: deadlinePassed ? [] : remindersUnder(round, pinned, policy, calendar, at),
    ...(silentAt === undefined ? {} : { silentAt: movedBy(longer, silentAt, calendar) }),
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

/** The clock that runs, from wherever it was counted, runs out as many working days later, or earlier. */
function movedBy(workingDays: number, clock: Instant, calendar: WorkCalendar): Instant {
  if (workingDays === 0) return clock;
  // It runs out with the 00:00 after its last day.
  const last = civilDateAt(clock - 1);
  const moved =
    workingDays > 0
      ? addWorkingDays(calendar, last, workingDays)
      : subtractWorkingDays(calendar, last, -workingDays);
  return moved.ok ? deadlineInstant(moved.value) : clock;
}
