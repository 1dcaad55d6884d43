import { z } from 'zod';
import { civilDate, line, mailAddress, phone, prose } from './text';

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

export const acknowledgementBody = z
  .strictObject({ source: z.enum(['link', 'returnReceipt', 'reply', 'telephone']) })
  .meta({ id: 'AcknowledgementBody' });
