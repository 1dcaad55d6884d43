/** What a policy may say: bounds that keep a slip of the finger, or a rule that defeats another, out of every case. */
import type { FieldProblem } from '../errors';
import { policyFields, type PolicyContent, type PolicyField } from './policy';
import { policyFieldName } from './policy-text';

type NumberField = Exclude<PolicyField, 'reminderWorkingDays' | 'onSilence'>;

export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * The bounds of each number, both included. None may be 0: a term of no days would be over on the day that it begins,
 * and a clock of no days would ask people again every day. The upper ones are longer than any practice we know, and
 * catch a number with a digit too many.
 */
export const policyBounds: Readonly<Record<NumberField, Bounds>> = {
  // An order that nobody may date within the quarter is no order to improve soon.
  minimumTermDays: { min: 1, max: 90 },
  // Given twice by a silent centre, it still ends within the calendar that is published a year ahead.
  extensionDays: { min: 1, max: 180 },
  // At least the day between decision and date (點13); a quarter in which a known danger stays connected is too long.
  noticePeriodDays: { min: 1, max: 90 },
  // What the centre's own people owe is asked for within a month of working days, before anybody has forgotten it.
  trackerSilenceWorkingDays: { min: 1, max: 20 },
  approvalWorkingDays: { min: 1, max: 20 },
  assessmentWorkingDays: { min: 1, max: 20 },
  // What others owe may take a quarter.
  authorityWorkingDays: { min: 1, max: 60 },
  cureReminderWorkingDays: { min: 1, max: 60 },
  // The form has the reply confirmed by telephone; after a week nobody there remembers it.
  telephoneCallWorkingDays: { min: 1, max: 5 },
};

/** More letters than this before one deadline are noise to the respondent. */
export const MOST_REMINDERS = 5;

/**
 * The most working days before a deadline on which the shortest term still has a day for a reminder, after the day of
 * issue; 0 when it has none. Weeks without holidays are looked at, and the worst day that a term can end on: counted back
 * from a Monday, n working days take n calendar days and two more for each week begun, and that has to be less than the term.
 */
export function mostReminderDays(minimumTermDays: number): number {
  const between = minimumTermDays - 1;
  // Seven days hold five; of those left over, the two next to the deadline are the weekend.
  return Math.max(0, 5 * Math.floor(between / 7) + Math.max(0, (between % 7) - 2));
}

/**
 * Every field that a policy must not have like that, once each, with what to do in Chinese; empty for one that may be
 * proposed.
 */
export function policyProblems(content: PolicyContent): readonly FieldProblem[] {
  const problems: FieldProblem[] = [];
  for (const field of numberFields) {
    const { min, max } = policyBounds[field];
    const value = content[field];
    if (!Number.isInteger(value) || value < min || value > max) {
      problems.push({ field, message: `應為 ${min} 至 ${max} 的整數。` });
    }
  }
  const sound = !problems.some(({ field }) => field === 'minimumTermDays' || field === 'extensionDays');
  if (sound && content.extensionDays < content.minimumTermDays) {
    // The system must not give by itself what an officer may not.
    const least = `${policyFieldName('minimumTermDays')}（${content.minimumTermDays} 日）`;
    problems.push({ field: 'extensionDays', message: `不得少於${least}。` });
  }
  const message = remindersProblem(content);
  if (message !== undefined) problems.push({ field: 'reminderWorkingDays', message });
  return problems;
}

const isNumberField = (field: PolicyField): field is NumberField => field in policyBounds;

const numberFields = policyFields.filter(isNumberField);

function remindersProblem({ reminderWorkingDays: days, minimumTermDays }: PolicyContent): string | undefined {
  if (days.length > MOST_REMINDERS) return `至多 ${MOST_REMINDERS} 次。`;
  if (!days.every((each) => Number.isInteger(each) && each >= 1)) return '每一次都應為 1 以上的整數。';
  if (days.some((each, index) => index > 0 && each >= (days[index - 1] ?? 0))) {
    return '應由大到小排列，且不得重複，例如 7、3、1。';
  }
  const most = mostReminderDays(minimumTermDays);
  if (!days.some((each) => each > most)) return undefined;
  // It would lie before the issue, and never come.
  const name = policyFieldName('minimumTermDays');
  return most === 0
    ? `${name}（${minimumTermDays} 日）內不一定有可提醒的上班日，請不設提醒，或延長${name}。`
    : `依${name}（${minimumTermDays} 日），每一次至多為期限前 ${most} 個上班日；再早則可能不在發文日之後。`;
}
