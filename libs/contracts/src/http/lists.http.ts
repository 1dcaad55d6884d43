import type { NoticePhase, Role, SuspensionPhase } from '@xiangaitong/domain';
import { z } from 'zod';
import { caseId, line, organisationId, personId, writtenDate } from './text';
import { dispatchView, noticeView, pageOf, suspensionView, taskView } from './views.http';

/** Entries of a page: at most a hundred. */
export const limit = z
  .string()
  .refine((text) => /^([1-9]\d?|100)$/.test(text), '應為 1 至 100 的整數。')
  .transform(Number)
  .default(50)
  .meta({ type: 'integer', minimum: 1, maximum: 100, description: '一頁的筆數，未指明時為 50' });

export const after = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,500}$/, '分頁識別碼無效。')
  .exactOptional()
  .meta({ description: '上一頁的 next' });

/** Whose cases: a centre's own people and respondents need not say it. */
const tenant = organisationId
  .exactOptional()
  .meta({ description: '發文或中止服務的主管機關；檔案管理局與資通安全管理法主管機關須指明' });

const closed = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .exactOptional()
  .meta({ description: '是否已結案' });

const mine = z
  .enum(['true', 'false'])
  .transform((text) => text === 'true')
  .exactOptional()
  .meta({
    description:
      '只列本人承辦的：指名本人、由他人代理本人，或指名本人目前代理的人員的；先前已由另一位代理人承接的不在內，未指名的以 role 查詢',
  });

const noticePhases = [
  'awaitingApproval',
  'returned',
  'tracking',
  'proposed',
  'suspending',
  'closed',
] as const satisfies readonly NoticePhase[];

const suspensionPhases = [
  'awaitingApproval',
  'notifying',
  'notified',
  'notExecuted',
  'executing',
  'inForce',
  'assessing',
  'awaitingConfirmation',
  'confirmed',
  'restoring',
  'unratified',
  'closed',
] as const satisfies readonly SuspensionPhase[];

const roles = [
  'drafter',
  'tracker',
  'supervisor',
  'centreAdministrator',
  'auditor',
  'respondent',
  'bureau',
  'authority',
  'systemOperator',
] as const satisfies readonly Role[];

/** What a case says: up to ten words, each of which it has to have. */
const sought = line(100)
  .refine((text) => text.split(/\s+/u).length <= 10, '不得超過 10 個詞。')
  .exactOptional()
  .meta({
    description:
      '全文查詢：案號、改善對象的代碼與名稱、事由、改善事項與法令依據中含有的文字；以空白分隔者須全部含有；全形與半形、大寫與小寫、「臺」與「台」視為相同',
  });

const caseNumber = line(60).exactOptional().meta({ description: '案號，或其開頭' });

const point = z
  .string()
  .regex(/^[1-9]\d?(-[1-9]){0,1}(-[1-9]\d?)?$/, '請以點、項、款填寫，例如 13、13-2 或 13-2-11。')
  .transform((text) => {
    const [point = 0, paragraph, subparagraph] = text.split('-').map(Number);
    return {
      point,
      ...(paragraph === undefined ? {} : { paragraph }),
      ...(subparagraph === undefined ? {} : { subparagraph }),
    };
  })
  .refine(({ subparagraph = 1 }) => subparagraph <= 15, '請以點、項、款填寫，例如 13、13-2 或 13-2-11。')
  .exactOptional()
  .meta({
    type: 'string',
    description: '引用的法令依據：公文電子交換系統資訊安全管理規範的點、項、款，例如 13、13-2 或 13-2-11',
  });

const trackerId = personId.exactOptional().meta({ description: '追蹤人員；僅限查詢本機關的案件' });

const from = (what: string) => writtenDate.exactOptional().meta({ description: `${what}自這一日起` });
const to = (what: string) => writtenDate.exactOptional().meta({ description: `${what}至這一日止，含當日` });

const overdue = z
  .enum(['true'])
  .transform(() => true as const)
  .exactOptional()
  .meta({ description: '只列未結案而改善期限已屆滿的' });

export const noticesQuery = z.strictObject({
  q: sought,
  phase: z.enum(noticePhases).exactOptional(),
  respondentId: organisationId.exactOptional(),
  trackerId,
  caseNumber,
  ground: point,
  deadlineFrom: from('改善期限'),
  deadlineTo: to('改善期限'),
  issuedFrom: from('發文日'),
  issuedTo: to('發文日'),
  overdue,
  closed,
  tenant,
  sort: z
    .enum(['id', 'deadline', 'issued'])
    .default('id')
    .meta({ description: 'deadline：改善期限先到的在前，沒有的最後；issued：最近發文的在前，未發文的最後' }),
  after,
  limit,
});

export const suspensionsQuery = z.strictObject({
  q: sought,
  phase: z.enum(suspensionPhases).exactOptional(),
  respondentId: organisationId.exactOptional(),
  noticeId: caseId.exactOptional(),
  trackerId,
  caseNumber,
  ground: point,
  effectiveFrom: from('中止日（僅限查詢本機關的案件）'),
  effectiveTo: to('中止日（僅限查詢本機關的案件）'),
  closed,
  tenant,
  sort: z
    .enum(['id', 'effective'])
    .default('id')
    .meta({ description: 'effective：中止日先到的在前，沒有的最後；僅限查詢本機關的案件' }),
  after,
  limit,
});

export const dispatchesQuery = z.strictObject({
  caseKind: z.enum(['notice', 'suspension']).exactOptional(),
  caseId: caseId.exactOptional(),
  tenant,
  after,
  limit,
});

export const tasksQuery = z.strictObject({
  state: z.enum(['open', 'closed']).exactOptional(),
  role: z.enum(roles).exactOptional(),
  assigneeId: personId.exactOptional(),
  mine,
  caseId: caseId.exactOptional(),
  tenant,
  after,
  limit,
});

export const noticePage = pageOf('NoticePage', noticeView);
export const suspensionPage = pageOf('SuspensionPage', suspensionView);
export const dispatchPage = pageOf('DispatchPage', dispatchView);
export const taskPage = pageOf('TaskPage', taskView);

/** The body of a command that says all by being sent; it may also be left out. */
export const emptyBody = z.strictObject({}).meta({ id: 'EmptyBody' });
