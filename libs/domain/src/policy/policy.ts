/** The terms and clocks of a centre; versioned data, pinned to a notice when it is issued. */
export interface Policy {
  readonly id: string;
  readonly version: number;
  /** Shortest time to a deadline that a person sets, from issue or from the follow-up that sets it; calendar days. */
  readonly minimumTermDays: number;
  /** What the system gives when it extends by itself, and the longest time that a 補正 may take; calendar days. */
  readonly extensionDays: number;
  /** Shortest time from the decision to suspend to its effective date, calendar days. */
  readonly noticePeriodDays: number;
  /** Working days before each deadline on which the respondent is reminded. */
  readonly reminderWorkingDays: readonly number[];
  /** How long a tracker may stay silent after a deadline before the policy acts, working days. */
  readonly trackerSilenceWorkingDays: number;
  readonly approvalWorkingDays: number;
  readonly assessmentWorkingDays: number;
  readonly authorityWorkingDays: number;
  /** While service is off: how often the cure is asked for, working days. */
  readonly cureReminderWorkingDays: number;
  /** After an e-mail reply without the telephone call, the officer calls (domain rule of the form), working days. */
  readonly telephoneCallWorkingDays: number;
  /** `automatic`: the policy records what silence leads to; `manual`: people are only reminded. */
  readonly onSilence: 'automatic' | 'manual';
}

/** What a centre decides: everything but the name and the number, which the register gives. */
export type PolicyContent = Omit<Policy, 'id' | 'version'>;

export type PolicyField = keyof PolicyContent;

/** In the order in which people read them. */
export const policyFields = [
  'minimumTermDays',
  'extensionDays',
  'noticePeriodDays',
  'reminderWorkingDays',
  'trackerSilenceWorkingDays',
  'approvalWorkingDays',
  'assessmentWorkingDays',
  'authorityWorkingDays',
  'cureReminderWorkingDays',
  'telephoneCallWorkingDays',
  'onSilence',
] as const satisfies readonly PolicyField[];

/** The policy the product ships with. */
export const policyVersion1: Policy = {
  id: 'standard',
  version: 1,
  minimumTermDays: 14,
  extensionDays: 14,
  noticePeriodDays: 14,
  reminderWorkingDays: [7, 3, 1],
  trackerSilenceWorkingDays: 3,
  approvalWorkingDays: 2,
  assessmentWorkingDays: 5,
  authorityWorkingDays: 5,
  cureReminderWorkingDays: 10,
  telephoneCallWorkingDays: 1,
  onSilence: 'automatic',
};
