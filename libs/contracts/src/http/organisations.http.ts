import { z } from 'zod';
import { civilDate, county, instant, line, organisationId, writtenCounty } from './text';

export const successorBody = z
  .strictObject({
    successorId: organisationId,
    reason: line(2000),
    from: civilDate.describe('First day on which letters go to the successor'),
    replaces: z.boolean().default(false).describe('Takes the place of the successor that is linked now'),
  })
  .meta({ id: 'SuccessorBody' });

export const successionView = z
  .object({
    organisationId: z.string(),
    successorId: z.string(),
    successorName: z.string(),
    startsAt: instant,
    reason: z.string(),
    linkedBy: z.string().optional().describe('Of the own organisation only'),
    linkedAt: instant,
  })
  .meta({ id: 'Succession' });

/** Where the office is: of that county closures may move its deadlines. */
export const countyBody = z.strictObject({ county: writtenCounty }).meta({ id: 'CountyBody' });

export const organisationView = z
  .object({
    id: z.string(),
    name: z.string(),
    kind: z.enum(['centre', 'agency', 'bureau', 'authority']),
    centreId: z.string().optional(),
    county: county.optional(),
    countyName: z.string().optional(),
    dissolved: z.boolean(),
    succession: successionView.optional(),
  })
  .meta({ id: 'Organisation' });
