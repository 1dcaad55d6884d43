import { z } from 'zod';
import {
  caseId,
  civilDate,
  instant,
  line,
  mailAddress,
  organisationId,
  personId,
  personIdOrNone,
  phone,
  prose,
} from './text';

const item = z.strictObject({
  kind: z.enum(['action', 'instruction']),
  text: line(2000),
});

const legalBasis = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('regulation'),
    edition: z.enum(['108', '105']),
    point: z.int().min(1).max(14),
    paragraph: z.int().min(1).max(9).exactOptional(),
    subparagraph: z.int().min(1).max(12).exactOptional(),
  }),
  z.strictObject({ kind: z.literal('other'), text: line(500) }),
]);

/** Part A of the form (seed 002). The respondent's name comes from the register. */
export const draftBody = z
  .strictObject({
    respondentId: organisationId,
    reason: prose(4000),
    items: z.array(item).max(50),
    legalBases: z.array(legalBasis).max(20),
    deadline: civilDate,
    contactPersonId: personIdOrNone,
    trackerId: personIdOrNone,
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

/** The whole draft as it shall be, and the version that was changed: somebody else's change is not lost. */
export const draftUpdateBody = draftBody.extend({ version: z.int().min(1) }).meta({ id: 'DraftUpdateBody' });

export const reasonBody = z.strictObject({ reason: prose(4000) }).meta({ id: 'ReasonBody' });

/** An officer's word: only the recipient comes by the link in the letter. */
export const deliveryBody = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('delivered'),
      source: z.enum(['returnReceipt', 'reply', 'telephone']),
    }),
    z.strictObject({ kind: z.literal('served'), date: civilDate, proof: line(500) }),
  ])
  .meta({ id: 'DeliveryBody' });

const answer = z.strictObject({
  item: z.int().min(1).max(50),
  measure: prose(4000),
  done: z.boolean(),
  date: civilDate.exactOptional(),
  evidence: z.array(z.int().min(1).max(200)).max(50).default([]),
  noEvidenceReason: prose(1000).exactOptional(),
});

/** Part B of the form (seed 002). */
export const replyBody = z
  .strictObject({
    channel: z.enum(['email', 'portal', 'letter', 'fax']),
    receivedAt: instant
      .exactOptional()
      .describe('When it arrived; now, when absent. Business time, epoch milliseconds'),
    filler: z.strictObject({ name: line(100), phone, email: mailAddress }),
    answers: z.array(answer).max(50),
    commonDate: civilDate.exactOptional(),
    sealed: z.boolean(),
  })
  .meta({ id: 'ReplyBody' });
export type ReplyBody = z.infer<typeof replyBody>;

export const telephoneBody = z
  .strictObject({ withPerson: z.strictObject({ name: line(100), phone }) })
  .meta({ id: 'TelephoneConfirmationBody' });

/** 電話確認 that was tried in vain (ADR 0011). */
export const unansweredCallBody = z.strictObject({ remark: prose(2000) }).meta({ id: 'UnansweredCallBody' });

/** 補正: what is missing, and until when (that day included). */
export const supplementBody = z
  .strictObject({ missing: prose(2000), date: civilDate })
  .meta({ id: 'SupplementBody' });

export const reopeningBody = z
  .strictObject({ item: z.int().min(1).max(50), reason: prose(2000) })
  .meta({ id: 'ReopeningBody' });

export const extensionRequestBody = z
  .strictObject({
    reason: prose(2000),
    until: civilDate.exactOptional().describe('The date that is asked for; the officer decides'),
  })
  .meta({ id: 'ExtensionRequestBody' });

export const trackerBody = z
  .strictObject({ trackerId: personId, reason: prose(2000) })
  .meta({ id: 'TrackerReassignmentBody' });

export const assessmentBody = z
  .strictObject({
    items: z
      .array(
        z.strictObject({
          item: z.int().min(1).max(50),
          accepted: z.boolean(),
          remark: prose(2000).default(''),
        }),
      )
      .max(50),
  })
  .meta({ id: 'AssessmentBody' });

export const cureAcceptanceBody = assessmentBody
  .extend({ remark: prose(2000) })
  .meta({ id: 'CureAcceptanceBody' });

const ground = z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).describe('點13 para 2, the twelve grounds');

export const followUpBody = z
  .strictObject({
    round: z
      .literal([1, 2, 3])
      .describe('第幾次追蹤；與本案目前的次別不同時不予登錄，重複送出或系統已登錄時因此不會多用一次'),
    result: z.discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('complete') }),
      z.strictObject({ kind: z.literal('extend'), to: civilDate, reason: prose(2000) }),
      z.strictObject({
        kind: z.literal('suspend'),
        ground,
        effectiveDate: civilDate,
        seriousReason: prose(2000).exactOptional(),
        nonWorkingDayReason: prose(2000).exactOptional(),
        noJustifiableReason: z.boolean().exactOptional(),
      }),
      z.strictObject({ kind: z.literal('other'), text: prose(2000), nextDate: civilDate }),
    ]),
  })
  .meta({ id: 'FollowUpBody' });

export const suspensionDecisionBody = z
  .strictObject({
    effectiveDate: civilDate,
    noJustifiableReason: z.boolean(),
    nonWorkingDayReason: prose(2000).exactOptional(),
  })
  .meta({ id: 'SuspensionDecisionBody' });
