import { z } from 'zod';
import { policyContent } from './policies.http';
import { civilDate, instant } from './text';

/** An example case under a policy that nobody has to have saved. */
export const policyPreviewBody = z
  .strictObject({
    policy: policyContent,
    issuedOn: civilDate.optional().describe('The day of the example’s issue; today, when absent'),
    scenario: z
      .enum(['silence', 'cured'])
      .describe('silence: nobody answers, to the suspension; cured: answered in the first round'),
  })
  .meta({ id: 'PolicyPreviewBody' });

const stepView = z.object({
  at: instant,
  caseKind: z.enum(['notice', 'suspension']),
  event: z.string(),
  sentence: z.string(),
  by: z.enum(['policy', 'people']),
  role: z.string(),
  deadline: z
    .object({ round: z.int(), date: z.string(), explanation: z.array(z.string()) })
    .optional()
    .describe('The deadline that it sets, and how it was computed, in Chinese'),
  letters: z.array(z.object({ template: z.string(), name: z.string(), party: z.string() })),
  tasks: z.array(
    z.object({ task: z.string(), name: z.string(), role: z.string(), dueAt: instant.optional() }),
  ),
});

export const policyPreviewView = z
  .object({
    scenario: z.string(),
    issuedOn: z.string(),
    calendarVersion: z.string(),
    days: z.array(z.object({ date: z.string(), steps: z.array(stepView) })),
    stopped: z
      .object({ at: instant, code: z.string(), detail: z.string() })
      .optional()
      .describe('Why the example could not be played to its end'),
    text: z.array(z.string()).describe('All of it in Chinese, a line each'),
  })
  .meta({ id: 'PolicyPreview' });

/** The draft by its content, or by the number of a version of the centre. */
export const policyWhatIfBody = z
  .strictObject({ policy: policyContent.optional(), version: z.int().min(1).optional() })
  .refine(({ policy, version }) => (policy === undefined) !== (version === undefined), {
    message: '請填寫政策內容或版本，二者擇一。',
    path: ['policy'],
  })
  .meta({ id: 'PolicyWhatIfBody' });

const deadline = z.object({ date: z.string(), explanation: z.array(z.string()) }).optional();
const refusal = z.object({ code: z.string(), detail: z.string() }).optional();
const suspension = z
  .object({ on: z.string(), earliestEffectiveDate: z.string().optional() })
  .optional()
  .describe(
    'earliestEffectiveDate: unless executed, from which service may end, were that decided on the day',
  );

const entry = z.object({
  kind: z.enum(['notice', 'suspension']),
  caseId: z.string(),
  caseNumber: z.string(),
  respondentName: z.string().optional(),
  issueRefusal: z
    .object({ before: refusal, after: refusal })
    .optional()
    .describe(
      'Why a notice that is not issued yet would be refused that, under one of the two or under both: nothing else is compared',
    ),
  deadlines: z.array(z.object({ round: z.int(), before: deadline, after: deadline })),
  letters: z.array(
    z.object({
      template: z.string(),
      name: z.string(),
      party: z.string(),
      round: z.int().optional(),
      before: instant.optional(),
      after: instant.optional(),
    }),
  ),
  suspensions: z.array(
    z.object({ step: z.enum(['proposed', 'dateNeeded', 'executed']), before: suspension, after: suspension }),
  ),
  stopped: z
    .object({ before: instant.optional(), after: instant.optional() })
    .optional()
    .describe('Where the calendar ends: what may come after it is not compared'),
  text: z.array(z.string()).describe('All of it in Chinese, a line each'),
});

const changes = z.object({ added: z.int(), dropped: z.int(), moved: z.int() });

export const policyWhatIfView = z
  .object({
    at: instant.describe('From when on the cases were run forward'),
    examined: z.object({ notices: z.int(), suspensions: z.int() }).describe('Open cases of the centre'),
    changed: z.int().describe('Cases with a difference, exactly'),
    issueRefusals: changes.describe(
      'Notices that would be refused their issue (added), or no longer (dropped)',
    ),
    deadlines: changes,
    letters: changes,
    suspensions: changes,
    entries: z
      .array(entry)
      .describe(
        'Cases with a difference: as they are pinned, or if issued now under the policy in force (before), and under the draft (after)',
      ),
    omitted: z.int().describe('Cases with a difference beyond those listed: at most 500 are'),
  })
  .meta({ id: 'PolicyWhatIf' });
