import type { ClosureDecision } from '@xiangaitong/domain';
import { z } from 'zod';
import { county, instant, line, writtenCounty, writtenDate } from './text';

const decided = z
  .enum(['wholeDay', 'partOfDay', 'asUsual'] as const satisfies readonly ClosureDecision[])
  .describe(
    'wholeDay: a day of rest where a deadline is asked for with this county; partOfDay: on record, moves nothing; asUsual: takes back an earlier entry',
  );

/** 停止上班, as a county announced it. */
export const closureBody = z
  .strictObject({
    county: writtenCounty,
    date: writtenDate,
    decided,
    source: line(500).describe('Who announced it, and when or where'),
  })
  .meta({ id: 'ClosureBody' });

export const closuresQuery = z.strictObject({
  county: writtenCounty.exactOptional(),
  from: writtenDate.exactOptional(),
  to: writtenDate.exactOptional().describe('含當日'),
});

export const closureView = z
  .object({
    id: z.string(),
    number: z.int().describe('In order of entry, from 1'),
    county,
    countyName: z.string(),
    date: z.string(),
    decided,
    source: z.string(),
    counts: z.boolean().describe('No later entry stands for it: of each county and day the last one counts'),
    enteredAt: instant,
    enteredBy: z.string().optional().describe('Of the own organisation only'),
    enteredByOrganisation: z.string(),
    text: z.string().describe('What it says and what it does, in Chinese'),
  })
  .meta({ id: 'Closure' });

export const closuresView = z.object({ entries: z.array(closureView) }).meta({ id: 'Closures' });
