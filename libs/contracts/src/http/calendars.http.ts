import { z } from 'zod';
import { instant, line } from './text';

/** Bytes of a file that fit; a decade of days is under 300 KB. */
const FILE_LIMIT_BYTES = 524_288;
const BASE64_LIMIT = 4 * Math.ceil(FILE_LIMIT_BYTES / 3);

/** The official file, as it was published. */
export const calendarImportBody = z
  .strictObject({
    file: z
      .base64('應為 Base64 編碼。')
      .min(1, '必填。')
      .max(BASE64_LIMIT, '檔案不得超過 512 KiB；辦公日曆表一年約 7 KB，請確認選取的檔案。')
      .describe('The bytes of the CSV file, as published, in Base64; at most 512 KiB before encoding'),
    source: line(500).describe('Who published it, and when or where'),
  })
  .meta({ id: 'CalendarImportBody' });

/** Why a version is not to come into force. */
export const calendarRefusalBody = z.strictObject({ reason: line(2000) }).meta({ id: 'CalendarRefusalBody' });

const summary = z.object({
  id: z.string(),
  number: z.int().describe('In the order of import, from 1'),
  name: z.string().describe('Named by every deadline that is computed under it'),
  state: z.enum(['imported', 'approved', 'refused']),
  inForce: z.boolean(),
  firstDay: z.string(),
  lastDay: z.string().describe('After it nothing is computed'),
  source: z.string(),
  fileForm: z.string().optional().describe('office: a row for each day; events: the days that differ'),
  fileSha256: z.string().optional(),
  importedAt: instant,
  importedBy: z.string().optional().describe('Of the own organisation only'),
  importedByOrganisation: z.string().optional().describe('Absent for the version that ships'),
  decidedAt: instant.optional(),
  decidedBy: z.string().optional().describe('Of the own organisation only'),
  decidedByOrganisation: z.string().optional(),
  reason: z.string().optional().describe('Why it was refused'),
});

const dayStatus = z
  .object({ working: z.boolean(), kind: z.string(), name: z.string().optional() })
  .nullable()
  .describe('null: the version does not speak about this day');

const difference = z.object({
  changes: z.array(z.object({ date: z.string(), before: dayStatus, after: dayStatus })),
  appended: z.object({ firstDay: z.string(), lastDay: z.string() }).optional(),
  onlyAppends: z.boolean().describe('No deadline computed under the earlier version can move'),
  text: z.array(z.string()).describe('All of it in Chinese, a line each'),
});

const days = z.record(z.string(), z.string());

export const calendarVersionView = summary
  .extend({
    holidays: days.describe('Days off by date, with their names; plain weekends are left out'),
    makeUpDays: days,
    basedOn: z.string().optional().describe('The version that was in force when this one was imported'),
    diff: difference.optional().describe('What it says otherwise than that one'),
  })
  .meta({ id: 'CalendarVersion' });

export const calendarVersionsView = z.object({ entries: z.array(summary) }).meta({ id: 'CalendarVersions' });
