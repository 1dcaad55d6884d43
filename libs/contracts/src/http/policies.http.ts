import { MOST_REMINDERS, policyBounds, policyFields, policyProblems } from '@xiangaitong/domain';
import { z } from 'zod';
import { civilDate, instant, line } from './text';

/** A number of days whose bounds are the core's; documented here, checked there. */
const days = (field: keyof typeof policyBounds, description: string): z.ZodInt =>
  z.int().meta({ minimum: policyBounds[field].min, maximum: policyBounds[field].max, description });

const numbers = {
  minimumTermDays: days('minimumTermDays', 'Shortest time to a deadline that an officer sets, calendar days'),
  extensionDays: days(
    'extensionDays',
    'What the system gives by itself, and the longest 補正; calendar days, at least minimumTermDays',
  ),
  noticePeriodDays: days('noticePeriodDays', 'Shortest time from decision to suspension, calendar days'),
  trackerSilenceWorkingDays: days('trackerSilenceWorkingDays', 'After a deadline, until the policy acts'),
  approvalWorkingDays: days('approvalWorkingDays', 'Until a second person is reminded'),
  assessmentWorkingDays: days('assessmentWorkingDays', 'Until an assessment is reminded of'),
  authorityWorkingDays: days('authorityWorkingDays', 'Until the authority’s answer is asked after'),
  cureReminderWorkingDays: days('cureReminderWorkingDays', 'How often a cure is asked for'),
  telephoneCallWorkingDays: days('telephoneCallWorkingDays', 'Until the officer calls'),
};
const onSilence = z
  .enum(['automatic', 'manual'])
  .describe('automatic: the policy records what silence leads to; manual: people are only reminded');

/** All that a policy says, within the bounds of `policyProblems`; a problem names its field. */
export const policyContent = z
  .strictObject({
    ...numbers,
    reminderWorkingDays: z
      .array(z.int().meta({ minimum: 1 }))
      .meta({ maxItems: MOST_REMINDERS })
      .describe(
        'Working days before a deadline, longest first, each early enough to lie within minimumTermDays; may be empty',
      ),
    onSilence,
  })
  .superRefine((content, context) => {
    for (const { field, message } of policyProblems(content)) {
      context.addIssue({ code: 'custom', path: [field], message });
    }
  })
  .meta({ id: 'PolicyContent' });

/** A new version, for a second person to approve. */
export const policyProposalBody = z
  .strictObject({
    policy: policyContent,
    effectiveDate: civilDate.describe('In force from the 00:00 of this day; today or later'),
    reason: line(2000).describe('Why the policy is to change'),
  })
  .meta({ id: 'PolicyProposalBody' });

/** Why a version is not to come into force. */
export const policyRefusalBody = z.strictObject({ reason: line(2000) }).meta({ id: 'PolicyRefusalBody' });

const summary = z.object({
  version: z.int().describe('In the order of proposal, from 1'),
  state: z.enum(['proposed', 'approved', 'refused']),
  inForce: z.boolean().describe('What a notice that is issued now is given'),
  toCome: z.boolean().describe('Approved, and its date is still to come'),
  effectiveDate: z.string(),
  reason: z.string().optional().describe('Why it was proposed'),
  proposedAt: instant.optional().describe('Absent for one that the product or a directory brought'),
  proposedBy: z.string().optional(),
  decidedAt: instant.optional(),
  decidedBy: z.string().optional(),
  refusalReason: z.string().optional(),
});

const value = z.union([z.int(), z.array(z.int()), z.string()]);

const difference = z.object({
  from: z.int().describe('The version in force on its date when it was proposed'),
  changes: z.array(z.object({ field: z.enum(policyFields), before: value, after: value })),
  text: z.array(z.string()).describe('All of it in Chinese, a line each'),
});

const reminders = z.array(z.int());

export const policyVersionView = summary
  .extend({
    policy: z.object({ ...numbers, reminderWorkingDays: reminders, onSilence }),
    text: z.array(z.string()).describe('All of it in Chinese, a line a field'),
    diff: difference.optional().describe('What it says otherwise than the one that it was to follow'),
    followedBy: z
      .object({ version: z.int(), effectiveDate: z.string() })
      .optional()
      .describe('The approved version that takes its place on a later date'),
  })
  .meta({ id: 'PolicyVersion' });

export const policyVersionsView = z.object({ entries: z.array(summary) }).meta({ id: 'PolicyVersions' });
