import { z } from 'zod';
import { civilDate, line, mailAddress, phone, prose } from './text';

export const effectiveDateBody = z
  .object({ effectiveDate: civilDate, nonWorkingDayReason: prose(2000).optional() })
  .meta({ id: 'EffectiveDateBody' });

export const cureBody = z
  .object({
    statement: prose(4000),
    filler: z.object({ name: line(100), phone, email: mailAddress }),
  })
  .meta({ id: 'CureBody' });

export const cureAssessmentBody = z
  .object({ accepted: z.boolean(), remark: prose(2000).default('') })
  .meta({ id: 'CureAssessmentBody' });

export const confirmationBody = z.object({ reference: prose(200) }).meta({ id: 'ConfirmationBody' });

export const acknowledgementBody = z
  .object({ source: z.enum(['link', 'returnReceipt', 'reply', 'telephone']) })
  .meta({ id: 'AcknowledgementBody' });
