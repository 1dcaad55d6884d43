import { counties, countyNames, parseCivilDate, parseCounty, parseRocDate } from '@xiangaitong/domain';
import { z } from 'zod';

/** A short line of text: no control characters, no lone surrogates; the database stores what came in. */
const clean = (text: string): boolean => !/[^\P{Cc}\t\n\r]/u.test(text) && text.isWellFormed();

export const line = (max: number): z.ZodString =>
  z.string().trim().min(1, '必填。').max(max, `不得超過 ${max} 字。`).refine(clean, '含有無法處理的字元。');

/** Longer text; may be empty where the domain decides whether it is needed. */
export const prose = (max: number): z.ZodString =>
  z.string().max(max, `不得超過 ${max} 字。`).refine(clean, '含有無法處理的字元。');

/** A civil date in ISO form, one that exists. */
export const civilDate = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, '日期格式應為 YYYY-MM-DD。')
  .refine((text) => parseCivilDate(text) !== undefined, '沒有這一天。')
  .meta({ format: 'date', example: '2026-12-04' });

/** A date as people write it, ISO or 民國; the reason of a refusal says what is wrong with it. */
export const writtenDate = z
  .string()
  .transform((text, context) => {
    const read = parseRocDate(text);
    if (read.ok) return read.value;
    context.addIssue({ code: 'custom', message: read.reason });
    return z.NEVER;
  })
  .pipe(z.string())
  .meta({ description: '2026-12-04、115/12/4、1151204 或民國115年12月4日', example: '115/12/4' });

/** A county as it is answered. */
export const county = z.enum(counties).meta({ description: 'ISO 3166-2:TW' });

/** A county by code or name. */
export const writtenCounty = z
  .string()
  .transform((text, context) => {
    const county = parseCounty(text);
    if (county !== undefined) return county;
    const known = counties.map((each) => `${countyNames[each]}（${each}）`).join('、');
    context.addIssue({ code: 'custom', message: `查無此直轄市、縣、市；應為下列之一：${known}。` });
    return z.NEVER;
  })
  .pipe(z.enum(counties))
  .meta({ description: '直轄市、縣、市的名稱或代碼（ISO 3166-2:TW）', example: '臺南市' });

/** An instant of business time, epoch milliseconds. */
export const instant = z.int().meta({ description: 'Business time, epoch milliseconds (UTC)' });

/** 機關代碼: shapes vary; looked up, never refused by shape alone beyond this. */
export const organisationId = z
  .string()
  .regex(/^[0-9A-Z]{8,20}$/, '機關代碼應為 8 至 20 碼大寫英數字。')
  .meta({ example: 'XC12345678' });

export const personId = z.string().regex(/^[0-9a-z-]{1,64}$/, '人員代號格式不正確。');

/** A person who may still have to be chosen: then it is empty. */
export const personIdOrNone = z.string().regex(/^[0-9a-z-]{0,64}$/, '人員代號格式不正確。');

export const caseId = z.string().regex(/^[0-9a-z-]{1,64}$/, '案件代號格式不正確。');

export const phone = z.string().trim().min(1, '必填。').max(50).refine(clean, '含有無法處理的字元。');

export const mailAddress = z.email('電子郵件格式不正確。').max(254);
