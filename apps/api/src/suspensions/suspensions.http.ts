import {
  caseId,
  confirmationBody,
  confirmationLetterBody,
  cureAssessmentBody,
  commandResultView,
  cureBody,
  deliveryBody,
  effectiveDateBody,
  emergencySuspensionBody,
  emptyBody,
  postponementBody,
  reasonBody,
  refusalLetterBody,
  standaloneSuspensionBody,
  suspensionPage,
  suspensionsQuery,
  suspensionView,
  timelineView,
  trackerBody,
  type ProblemCode,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { commandResponses } from '../commands/command-answer';
import { deliveryProblems, suspensionProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';
import { readers, type Party } from '../http/party';

const tag = '中止服務';
const params = z.object({ id: caseId });

const command = <const A extends string, B extends z.ZodType>(
  action: A,
  summary: string,
  by: readonly Party[],
  body: B,
  more: readonly ProblemCode[] = [],
) =>
  endpoint({
    method: 'POST',
    path: `/api/v1/suspensions/:id/${action}`,
    tag,
    summary,
    by,
    params,
    body,
    responses: commandResponses,
    problems: [...suspensionProblems, ...more],
  });

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/suspensions',
  tag,
  summary: '列出中止服務案',
  by: readers,
  query: suspensionsQuery,
  responses: { 200: suspensionPage },
  problems: ['request.badCursor', 'request.searchTooBroad'],
});

export const getEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/suspensions/:id',
  tag,
  summary: '一件中止服務案的現況',
  by: readers,
  params,
  responses: { 200: suspensionView },
  problems: [],
});

export const timelineEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/suspensions/:id/timeline',
  tag,
  summary: '一件中止服務案的歷程',
  by: readers,
  params,
  responses: { 200: timelineView },
  problems: [],
});

const openedResponses = { ...commandResponses, 201: commandResultView } as const;

export const standaloneEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/suspensions',
  tag,
  summary: '依第十三點第二項決定中止服務，送請第二人核准',
  by: ['centre', 'bureau'],
  body: standaloneSuspensionBody,
  responses: openedResponses,
  problems: [
    ...suspensionProblems,
    'organisation.unknown',
    'organisation.dissolved',
    'person.unknown',
    'person.disabled',
  ],
});

export const emergencyEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/emergency-suspensions',
  tag,
  summary: '依第十三點第三項緊急中止服務，立即執行；主管機關命令，或承辦人員登錄其來文',
  by: ['centre', 'bureau', 'authority'],
  body: emergencySuspensionBody,
  responses: openedResponses,
  problems: [
    ...suspensionProblems,
    'organisation.unknown',
    'organisation.dissolved',
    'person.unknown',
    'person.disabled',
  ],
});

/** Of the case's own tenant, as `CaseAccess` sees to. */
const officers = ['centre', 'bureau'] as const;

export const cancellationEndpoint = command(
  'cancellation',
  '申請取消中止，待第二人同意',
  officers,
  reasonBody,
);
export const postponementEndpoint = command(
  'postponement',
  '申請延後中止（以一次為限），待第二人同意',
  officers,
  postponementBody,
);
export const changeApprovalEndpoint = command(
  'change-approval',
  '同意取消或延後（須為申請人以外的人員）',
  officers,
  emptyBody,
);
export const changeRefusalEndpoint = command('change-refusal', '不同意取消或延後', officers, reasonBody);
export const dissolutionEndpoint = command('dissolution', '提出裁撤結案', officers, reasonBody);
export const dissolutionApprovalEndpoint = command(
  'dissolution-approval',
  '同意裁撤結案（須為提出人以外的主管；管理層機關的案件為其另一位人員）；服務不再復原',
  officers,
  emptyBody,
);
export const dissolutionRefusalEndpoint = command(
  'dissolution-refusal',
  '不同意裁撤結案（須為提出人以外的主管；管理層機關的案件為其另一位人員）',
  officers,
  reasonBody,
);
export const ratificationEndpoint = command(
  'ratification',
  '追認緊急中止（須為登錄人以外的人員）',
  officers,
  emptyBody,
);
export const ratificationRefusalEndpoint = command(
  'ratification-refusal',
  '不予追認緊急中止，並急請主管機關確認是否復原',
  officers,
  reasonBody,
);
export const confirmationLetterEndpoint = command(
  'confirmation-letters',
  '登錄主管機關確認復原的來文，待第二人核對',
  officers,
  confirmationLetterBody,
);
export const refusalLetterEndpoint = command(
  'confirmation-refusal-letters',
  '登錄主管機關不同意復原的來文；服務仍中止，回到改善',
  officers,
  refusalLetterBody,
);
export const requestAgainEndpoint = command(
  'confirmation-requests',
  '主管機關逾時未回復，再次請求確認復原',
  officers,
  emptyBody,
);
export const reassignmentEndpoint = command(
  'tracker-reassignments',
  '改派追蹤人員（未結的待辦一併移交）',
  officers,
  trackerBody,
  ['person.unknown', 'person.disabled'],
);
export const letterApprovalEndpoint = command(
  'confirmation-letter-approval',
  '核對確認來文無誤（須為登錄人以外的人員）',
  officers,
  emptyBody,
);
export const letterRefusalEndpoint = command(
  'confirmation-letter-refusal',
  '確認來文核對不符',
  officers,
  reasonBody,
);
export const withdrawalEndpoint = command(
  'confirmation-withdrawals',
  '資通安全管理法主管機關於開始復原前撤回確認',
  ['authority'],
  reasonBody,
);

export const approvalEndpoint = command('approval', '核准（須為決定人以外的人員）', officers, emptyBody);
export const refusalEndpoint = command('refusal', '不予核准', officers, reasonBody);
export const deliveryEndpoint = command(
  'deliveries',
  '登錄送達：案件所等候的書面通知',
  officers,
  deliveryBody,
  deliveryProblems,
);
export const effectiveDateEndpoint = command('effective-date', '另訂中止日期', officers, effectiveDateBody);
export const cureEndpoint = command('cures', '說明改善完成', [...officers, 'respondent'], cureBody);
export const cureAssessmentEndpoint = command(
  'cure-assessments',
  '查核改善完成的說明',
  officers,
  cureAssessmentBody,
);
export const confirmationEndpoint = command(
  'confirmations',
  '資通安全管理法主管機關確認復原',
  ['authority'],
  confirmationBody,
);
export const confirmationRefusalEndpoint = command(
  'confirmation-refusals',
  '資通安全管理法主管機關拒絕復原',
  ['authority'],
  reasonBody,
);
