import type { NoticePhase, Role, SuspensionPhase } from '@xiangaitong/domain';
import { z } from 'zod';
import { caseId, organisationId, personId } from './text';
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

export const noticesQuery = z.strictObject({
  phase: z.enum(noticePhases).exactOptional(),
  respondentId: organisationId.exactOptional(),
  closed,
  tenant,
  after,
  limit,
});

export const suspensionsQuery = z.strictObject({
  phase: z.enum(suspensionPhases).exactOptional(),
  respondentId: organisationId.exactOptional(),
  closed,
  tenant,
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
