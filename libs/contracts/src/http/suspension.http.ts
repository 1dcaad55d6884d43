import { z } from 'zod';
import { civilDate, line, mailAddress, organisationId, personId, phone, prose } from './text';

export const effectiveDateBody = z
  .strictObject({ effectiveDate: civilDate, nonWorkingDayReason: prose(2000).exactOptional() })
  .meta({ id: 'EffectiveDateBody' });

export const cureBody = z
  .strictObject({
    statement: prose(4000),
    filler: z.strictObject({ name: line(100), phone, email: mailAddress }),
  })
  .meta({ id: 'CureBody' });

export const cureAssessmentBody = z
  .strictObject({ accepted: z.boolean(), remark: prose(2000).default('') })
  .meta({ id: 'CureAssessmentBody' });

export const confirmationBody = z.strictObject({ reference: prose(200) }).meta({ id: 'ConfirmationBody' });

/** Of a suspension that is put off, once; a second officer approves. */
export const postponementBody = z
  .strictObject({
    effectiveDate: civilDate,
    reason: prose(2000),
    nonWorkingDayReason: prose(2000).exactOptional(),
  })
  .meta({ id: 'PostponementBody' });

/** The authority's confirmation as one officer reads it off its letter. */
export const confirmationLetterBody = z
  .strictObject({
    reference: prose(200),
    date: civilDate,
    person: z.strictObject({ name: line(100), phone }),
  })
  .meta({ id: 'ConfirmationLetterBody' });

/** The authority's refusal as an officer reads it off its letter. */
export const refusalLetterBody = z
  .strictObject({ reference: prose(200), date: civilDate, reason: prose(2000) })
  .meta({ id: 'RefusalLetterBody' });

const tracker = personId
  .exactOptional()
  .describe('Has the case in hand; of the centre. Left out: the officer who opens it');

/** A suspension that stands alone (點13-2). */
export const standaloneSuspensionBody = z
  .strictObject({
    respondentId: organisationId,
    ground: z.literal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]).describe('點13 para 2, the twelve grounds'),
    reason: prose(4000),
    effectiveDate: civilDate,
    nonWorkingDayReason: prose(2000).exactOptional(),
    noJustifiableReason: z.boolean().exactOptional(),
    contactPersonId: personId,
    trackerId: tracker,
    confidential: z.boolean().default(false),
  })
  .meta({ id: 'StandaloneSuspensionBody' });

/** An emergency suspension (點13-3): ordered by the authority, or recorded from its letter with the date of that. */
export const emergencySuspensionBody = z
  .strictObject({
    respondentId: organisationId,
    reference: prose(200),
    reason: prose(4000),
    letterDate: civilDate.exactOptional(),
    contactPersonId: personId
      .exactOptional()
      .describe(
        'Of the centre that handles the case; the authority may leave it out, and letters name the office',
      ),
    trackerId: tracker,
    confidential: z.boolean().default(false),
  })
  .meta({ id: 'EmergencySuspensionBody' });

export const acknowledgementBody = z
  .strictObject({ source: z.enum(['link', 'returnReceipt', 'reply', 'telephone']) })
  .meta({ id: 'AcknowledgementBody' });
