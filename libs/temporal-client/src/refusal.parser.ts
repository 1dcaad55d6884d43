import { refusals, type DomainError, type RefusalCode } from '@xiangaitong/domain';
import { z } from 'zod';

const codes = Object.keys(refusals) as RefusalCode[];

const refusal = z.object({
  code: z.enum(codes),
  message: z.string(),
  fields: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
});

/** What was refused, and how far the run was that refused it. */
export interface Refusal {
  readonly error: DomainError;
  readonly seq: number;
}

/** Reads a refusal out of a failure's details. @throws ZodError when worker and API are of different releases */
export function parseRefusal(details: readonly unknown[] | null | undefined): Refusal {
  const [{ code, message, fields }, seq] = z.tuple([refusal, z.int()]).parse(details);
  return { error: { code, message, ...(fields === undefined ? {} : { fields }) }, seq };
}
