import { isWorkingDay, nextWorkingDay, type WorkCalendar } from '../calendar/working-calendar';
import type { Deadline } from '../calendar/term';
import { refusals, type RefusalCode } from '../errors';
import type { NoticeState } from '../notice/state';
import { isUndone } from '../suspension/in-phase';
import type { SuspensionState, UndoneState } from '../suspension/state';
import { chineseNumeral } from '../regulation/chinese-numeral';
import type { CivilDate } from '../time/civil-date';
import { formatRocLong } from '../time/roc-date';
import { recount } from './calendar-adoption';

/** What another calendar would do to one open case. Nothing of it happens by itself. */
export type CalendarConsequence =
  | {
      /**
       * - `later`: the deadline would move, and an officer may choose the case, unless `refused` says why not;
       * - `earlier`: it would be earlier, and stays as it was told.
       */
      readonly kind: 'later' | 'earlier';
      readonly round: number;
      readonly before: Deadline;
      readonly after: Deadline;
      readonly refused?: RefusalCode;
    }
  /** A working day on which service is to end has become a day off; it may be postponed, unless `refused` says why not. */
  | {
      readonly kind: 'effectiveDayOff';
      readonly effectiveDate: CivilDate;
      readonly refused?: RefusalCode;
      /** Absent where the calendar ends before it. */
      readonly nextWorkingDay?: CivilDate;
    }
  /** The calendar ends too early to say. */
  | { readonly kind: 'notCovered'; readonly date: CivilDate };

/** @param own the calendar that the case is under */
export function consequenceForNotice(
  state: NoticeState,
  own: WorkCalendar,
  other: WorkCalendar,
): CalendarConsequence | undefined {
  if (state.phase !== 'tracking' && state.phase !== 'proposed' && state.phase !== 'suspending')
    return undefined;
  // What it was to be in time for is over.
  if (state.phase === 'suspending' && state.executed) return undefined;
  const { number: round, plan: before } = state.round;
  const counted = recount(before, own, other);
  if (!counted.ok) return { kind: 'notCovered', date: before.date };
  const { outcome, deadline: after } = counted.value;
  if (outcome === 'same') return undefined;
  const refused =
    state.phase === 'suspending' && outcome === 'later' ? 'notice.suspensionDecided' : undefined;
  return { kind: outcome, round, before, after, ...(refused === undefined ? {} : { refused }) };
}

/** @param own the calendar that the case is under */
export function consequenceForSuspension(
  state: SuspensionState,
  own: WorkCalendar,
  other: WorkCalendar,
): CalendarConsequence | undefined {
  if (!isUndone(state)) return undefined;
  const { effectiveDate } = state.decision;
  const before = isWorkingDay(own, effectiveDate);
  const after = isWorkingDay(other, effectiveDate);
  if (!after.ok) return before.ok ? { kind: 'notCovered', date: effectiveDate } : undefined;
  if (after.value || (before.ok && !before.value)) return undefined;
  const next = nextWorkingDay(other, effectiveDate);
  const refused = notPostponed(state);
  return {
    kind: 'effectiveDayOff',
    effectiveDate,
    ...(refused === undefined ? {} : { refused }),
    ...(next.ok ? { nextWorkingDay: next.value } : {}),
  };
}

/** Why it cannot be asked for now, as `PostponeSuspension` would say. */
function notPostponed(state: UndoneState): RefusalCode | undefined {
  if (state.phase === 'notExecuted' || (state.phase === 'awaitingApproval' && state.lapsed))
    return 'suspension.effectivePast';
  if (state.change !== undefined) return 'suspension.changePending';
  return state.postponed ? 'suspension.alreadyPostponed' : undefined;
}

/** The consequence in Chinese, one sentence. */
export function consequenceInChinese(consequence: CalendarConsequence): string {
  switch (consequence.kind) {
    case 'later': {
      const { round, before, after, refused } = consequence;
      const moves = `第${chineseNumeral(round)}次改善期限可由${formatRocLong(before.date)}順延至${formatRocLong(after.date)}`;
      return refused === undefined ? `${moves}，由承辦人員決定。` : `${moves}；${refusals[refused]}`;
    }
    case 'earlier': {
      const { round, before, after } = consequence;
      return `第${chineseNumeral(round)}次改善期限依新日曆為${formatRocLong(after.date)}；已通知之${formatRocLong(before.date)}不提前。`;
    }
    case 'effectiveDayOff':
      if (consequence.refused !== undefined) {
        return `中止日期${formatRocLong(consequence.effectiveDate)}成為休息日；${refusals[consequence.refused]}`;
      }
      return `中止日期${formatRocLong(consequence.effectiveDate)}成為休息日；得申請延後中止${
        consequence.nextWorkingDay === undefined ? '' : `至${formatRocLong(consequence.nextWorkingDay)}`
      }。`;
    case 'notCovered':
      return `辦公日曆表未涵蓋${formatRocLong(consequence.date)}之後所需日期，無從計算。`;
  }
}
