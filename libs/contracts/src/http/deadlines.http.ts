import type { DeadlineAsk } from '@xiangaitong/domain';
import { z } from 'zod';
import { county, instant, writtenCounty, writtenDate } from './text';

/** More than any calendar covers. */
const LARGEST_COUNT = 99_999;

const n = z
  .string()
  .refine((text) => /^[1-9][0-9]{0,4}$/.test(text), '應為 1 以上的整數。')
  .transform(Number)
  .meta({ type: 'integer', minimum: 1, maximum: LARGEST_COUNT, description: '日、星期、月或工作日的數目' });

const rules = [
  'date',
  'days',
  'weeks',
  'months',
  'workingDays',
] as const satisfies readonly DeadlineAsk['rule'][];

/** Which of the parameters a rule takes is for whoever computes to say. */
export const deadlineQuery = z.strictObject({
  rule: z.enum(rules).meta({
    description: 'date：指定期日；days、weeks、months：行政程序法第48條之日、星期、月；workingDays：工作日',
  }),
  date: writtenDate.exactOptional().describe('指定期日（rule 為 date）'),
  from: writtenDate.exactOptional().describe('始日'),
  n: n.exactOptional(),
  adverse: z
    .enum(['true', 'false'])
    .transform((text) => text === 'true')
    .exactOptional()
    .meta({ description: '期間涉及不利行政處分（第48條第5項）；未指明時為 false' }),
  county: writtenCounty.exactOptional().describe('併計這個直轄市、縣、市已登錄的全日停止上班；未指明時不計'),
  calendar: z
    .string()
    .regex(/^[0-9a-z-]{1,64}$/, '版本代號格式不正確。')
    .exactOptional()
    .meta({ description: '辦公日曆表版本的代號；未指明時為現行版本' }),
});

const skippedDay = z
  .discriminatedUnion('reason', [
    z.object({ date: z.string(), reason: z.enum(['saturday', 'sunday']) }),
    z.object({ date: z.string(), reason: z.literal('holiday'), name: z.string() }),
    z.object({ date: z.string(), reason: z.literal('closure'), county, source: z.string() }),
  ])
  .meta({ id: 'SkippedDay', description: 'A day passed over, and why' });

const makeUpDays = z.array(z.object({ date: z.string(), name: z.string() })).describe('補行上班日');

const counted = {
  firstCounted: z.string(),
  lastCounted: z.string().describe('Before any move'),
  lastDayRule: z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('dayBefore'), correspondingDay: z.string() }),
      z.object({ kind: z.enum(['endOfMonth', 'wholeMonths']) }),
    ])
    .exactOptional()
    .describe('Of weeks and months: §48 para 3'),
  date: z.string(),
};

const termCount = z
  .discriminatedUnion('branch', [
    z.object({
      branch: z.literal('ordinary'),
      ...counted,
      skipped: z.array(skippedDay),
      makeUpDays,
      mondayMorning: z.boolean(),
    }),
    z.object({ branch: z.literal('adverse'), ...counted, dayOff: skippedDay.nullable() }),
  ])
  .meta({ id: 'TermCount', description: 'One way of counting by 行政程序法 §48' });

const asked = { from: z.string(), n: z.int(), calendarVersion: z.string() };

const explanation = z
  .discriminatedUnion('rule', [
    z.object({ rule: z.literal('date'), date: z.string() }),
    z.object({
      rule: z.literal('movedDate'),
      printed: z.string().describe('As it was printed, and has become a day off since'),
      calendarVersion: z.string(),
      date: z.string(),
      skipped: z.array(skippedDay),
      makeUpDays,
    }),
    z.object({
      rule: z.enum(['days', 'weeks', 'months']),
      ...asked,
      taken: termCount,
      other: termCount.nullable().describe('Of an adverse measure: the way that was not taken'),
    }),
    z.object({
      rule: z.literal('workingDays'),
      ...asked,
      date: z.string(),
      skipped: z.array(skippedDay),
      makeUpDays,
    }),
  ])
  .meta({ id: 'DeadlineExplanation', description: 'How a deadline came about' });

export const deadlineView = z
  .object({
    date: z.string().describe('The last day, which is still in time'),
    instant: instant.describe('The 00:00 (Asia/Taipei) after it: in time is before this instant'),
    explanation,
    text: z.array(z.string()).describe('The explanation in Chinese, a line each'),
    calendarId: z.string(),
    calendarVersion: z.string().describe('Its name, with the closures that were counted'),
    calendarState: z.enum(['imported', 'approved', 'refused']),
  })
  .meta({ id: 'Deadline' });
