import { z } from 'zod';
import { after, limit } from './lists.http';
import { civilDate, instant, line, personId } from './text';
import { pageOf } from './views.http';

/** 代理: both days included. */
export const substitutionBody = z
  .strictObject({ substituteId: personId, from: civilDate, to: civilDate })
  .meta({ id: 'SubstitutionBody' });

export const substitutionView = z
  .object({
    id: z.string(),
    personId: z.string(),
    substituteId: z.string(),
    startsAt: instant,
    endsAt: instant.describe('First instant at which it does not hold any more'),
    setBy: z.string(),
    endedBy: z.string().optional(),
  })
  .meta({ id: 'Substitution' });

export const substitutionPage = pageOf('SubstitutionPage', substitutionView);

export const substitutionsQuery = z.strictObject({
  personId: personId.exactOptional(),
  state: z.enum(['open', 'all']).exactOptional().meta({ description: '未指明時為 open：尚未結束的' }),
  after,
  limit,
});

/** Disabling a person; without either name the substitute of that day takes over, or else a supervisor. */
export const disablingBody = z
  .strictObject({
    reason: line(2000),
    substituteId: personId.exactOptional(),
    supervisorId: personId.exactOptional(),
  })
  .refine(({ substituteId, supervisorId }) => substituteId === undefined || supervisorId === undefined, {
    path: ['supervisorId'],
    message: '代理人與督導人員請擇一指定。',
  })
  .meta({ id: 'DisablingBody' });

export const handOverView = z
  .object({
    personId: z.string(),
    substituteId: z.string().optional(),
    trackerId: z.string().describe('Tracks the open cases from now on'),
    tasks: z.int().describe('Open tasks that changed hands'),
    cases: z.int().describe('Open cases that are being handed over, each by its own case'),
    at: instant,
  })
  .meta({ id: 'HandOver' });
