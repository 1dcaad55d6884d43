import { z } from 'zod';
import {
  caseId,
  civilDate,
  instant,
  line,
  mailAddress,
  organisationId,
  personId,
  phone,
  prose,
} from './text';

const item = z.object({
  kind: z.enum(['action', 'instruction']),
  text: line(2000),
});

const legalBasis = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('regulation'),
    edition: z.enum(['108', '105']),
    point: z.int().min(1).max(14),
    paragraph: z.int().min(1).max(9).optional(),
    subparagraph: z.int().min(1).max(12).optional(),
  }),
  z.object({ kind: z.literal('other'), text: line(500) }),
]);

/** Part A of the form (seed 002). The respondent's name comes from the register. */
export const draftBody = z
  .object({
    respondentId: organisationId,
    reason: prose(4000),
    items: z.array(item).max(50),
    legalBases: z.array(legalBasis).max(20),
    deadline: civilDate,
    contactPersonId: personId.or(z.literal('')),
    trackerId: personId.or(z.literal('')),
    confidential: z.boolean().default(false),
  })
  .meta({ id: 'DraftBody' });
export type DraftBody = z.infer<typeof draftBody>;

export const draftView = draftBody
  .extend({
    id: caseId,
    state: z.enum(['draft', 'submitted']),
    version: z.int(),
    caseNumber: z.string().optional(),
  })
  .meta({ id: 'Draft' });

export const reasonBody = z.object({ reason: prose(4000) }).meta({ id: 'ReasonBody' });

export const deliveryBody = z
  .discriminatedUnion('kind', [
    z.object({
      kind: z.literal('delivered'),
      source: z.enum(['link', 'returnReceipt', 'reply', 'telephone']),
    }),
    z.object({ kind: z.literal('served'), date: civilDate, proof: line(500) }),
  ])
  .meta({ id: 'DeliveryBody' });

const answer = z.object({
  item: z.int().min(1).max(50),
  measure: prose(4000),
  done: z.boolean(),
  date: civilDate.optional(),
  evidence: z.array(z.int().min(1).max(200)).max(50).default([]),
  noEvidenceReason: prose(1000).optional(),
});

/** Part B of the form (seed 002). */
export const replyBody = z
  .object({
    channel: z.enum(['email', 'letter', 'fax']),
    receivedAt: instant
      .optional()
      .describe('When it arrived; now, when absent. Business time, epoch milliseconds'),
    filler: z.object({ name: line(100), phone, email: mailAddress }),
    answers: z.array(answer).max(50),
    commonDate: civilDate.optional(),
    sealed: z.boolean(),
  })
  .meta({ id: 'ReplyBody' });
export type ReplyBody = z.infer<typeof replyBody>;

export const telephoneBody = z
  .object({ withPerson: z.object({ name: line(100), phone }) })
  .meta({ id: 'TelephoneConfirmationBody' });

export const assessmentBody = z
  .object({
    items: z
      .array(
        z.object({ item: z.int().min(1).max(50), accepted: z.boolean(), remark: prose(2000).default('') }),
      )
      .max(50),
  })
  .meta({ id: 'AssessmentBody' });

const ground = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).describe('點13 para 2, the twelve grounds');

export const followUpBody = z
  .object({
    result: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('complete') }),
      z.object({ kind: z.literal('extend'), to: civilDate, reason: prose(2000) }),
      z.object({
        kind: z.literal('suspend'),
        ground,
        effectiveDate: civilDate,
        seriousReason: prose(2000).optional(),
        nonWorkingDayReason: prose(2000).optional(),
        noJustifiableReason: z.boolean().optional(),
      }),
      z.object({ kind: z.literal('other'), text: prose(2000), nextDate: civilDate }),
    ]),
  })
  .meta({ id: 'FollowUpBody' });

export const suspensionDecisionBody = z
  .object({
    effectiveDate: civilDate,
    noJustifiableReason: z.boolean(),
    nonWorkingDayReason: prose(2000).optional(),
  })
  .meta({ id: 'SuspensionDecisionBody' });
