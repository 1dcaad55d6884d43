import { z } from 'zod';

const rows = z.array(
  z.object({
    id: z.string(),
    here: z.union([z.literal(0), z.literal(1), z.literal('0'), z.literal('1')]).transform(Number),
    substituteId: z.string().nullable(),
  }),
);

/** A person, whether they are in office, and who takes their place now. */
export type Presence = z.output<typeof rows>[number];

/** Reads what the database answered. @throws ZodError when the query and this do not fit together */
export const parsePresences = (answered: unknown): readonly Presence[] => rows.parse(answered);
