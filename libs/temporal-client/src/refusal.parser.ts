import { refusals, type DomainError, type RefusalCode } from '@xiangaitong/domain';
import { z } from 'zod';

const codes = Object.keys(refusals) as RefusalCode[];

const refusal = z.object({
  code: z.enum(codes),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** Reads a refusal out of a failure's detail. @throws ZodError when worker and API are of different releases */
export function parseRefusal(detail: unknown): DomainError {
  const { code, message, fields } = refusal.parse(detail);
  return { code, message, ...(fields === undefined ? {} : { fields }) };
}
