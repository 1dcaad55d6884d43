import { z } from 'zod';
import { county, instant, writtenCounty } from './text';

const calendarId = z.string().regex(/^[0-9a-z-]{1,64}$/, '版本代號格式不正確。');

/** Under which calendar open cases are looked at. */
export const deadlineChangesQuery = z.strictObject({
  calendar: calendarId
    .exactOptional()
    .meta({ description: '辦公日曆表版本的代號，也可以是尚未核准的版本；未指明時為現行版本' }),
  county: writtenCounty
    .exactOptional()
    .describe('併計這個直轄市、縣、市的停止上班，只列所在地為該地或未登錄所在地的改善對象'),
});

/** By which an officer chooses a case: the version in force, which may be named to be sure, with a county's closures. */
export const calendarAdoptionBody = z
  .strictObject({
    calendar: calendarId.exactOptional().describe('The version that was looked at; it has to be in force'),
    county: writtenCounty
      .exactOptional()
      .describe(
        'Count the closures of this county; without it, those of the county that the case counts already',
      ),
  })
  .meta({ id: 'CalendarAdoptionBody' });

const deadline = z.object({
  date: z.string(),
  text: z.array(z.string()).describe('How it came about, in Chinese, a line each'),
});

const entry = z.object({
  caseKind: z.enum(['notice', 'suspension']),
  caseId: z.string(),
  caseNumber: z.string(),
  respondentId: z.string(),
  respondentName: z.string(),
  county: county.optional().describe('Where the respondent has its office; absent where nobody has said'),
  consequence: z
    .enum(['later', 'earlier', 'effectiveDayOff', 'notCovered'])
    .describe(
      'later: may be chosen; earlier: stays as it was told; effectiveDayOff: service would end on a day off; notCovered: the calendar ends too early',
    ),
  choosable: z.boolean().describe('POST /api/v1/notices/{caseId}/calendar-adoption does it'),
  round: z.int().optional(),
  before: deadline.optional(),
  after: deadline.optional(),
  effectiveDate: z.string().optional(),
  text: z.string().describe('All of it in Chinese, a sentence'),
});

export const deadlineChangesView = z
  .object({
    at: instant.describe('When it was looked at'),
    calendarId: z.string(),
    calendarName: z.string(),
    inForce: z.boolean().describe('Only the version in force can be adopted'),
    county: county.optional(),
    examined: z.object({ notices: z.int(), suspensions: z.int() }).describe('Open cases of the centre'),
    entries: z
      .array(entry)
      .describe(
        'Open cases of which something would change, those that may be chosen first; nothing does by itself',
      ),
    omitted: z.int().describe('Of these beyond the 500 that are listed'),
  })
  .meta({ id: 'DeadlineChanges' });
