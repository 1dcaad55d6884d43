import {
  caseId,
  confirmationBody,
  cureAssessmentBody,
  cureBody,
  deliveryBody,
  effectiveDateBody,
  emptyBody,
  reasonBody,
  suspensionPage,
  suspensionsQuery,
  suspensionView,
  timelineView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { commandResponses } from '../commands/command-answer';
import { suspensionProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';
import { readers, type Party } from '../http/party';

const tag = '中止服務';
const params = z.object({ id: caseId });

const command = <const A extends string, B extends z.ZodType>(
  action: A,
  summary: string,
  by: readonly Party[],
  body: B,
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
    problems: suspensionProblems,
  });

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/suspensions',
  tag,
  summary: '列出中止服務案',
  by: readers,
  query: suspensionsQuery,
  responses: { 200: suspensionPage },
  problems: ['request.badCursor'],
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

export const approvalEndpoint = command(
  'approval',
  '核准（須為決定人以外的人員）',
  ['centre', 'bureau'],
  emptyBody,
);
export const refusalEndpoint = command('refusal', '不予核准', ['centre', 'bureau'], reasonBody);
export const deliveryEndpoint = command('deliveries', '登錄書面通知的送達', ['centre'], deliveryBody);
export const effectiveDateEndpoint = command('effective-date', '另訂中止日期', ['centre'], effectiveDateBody);
export const cureEndpoint = command('cures', '說明改善完成', ['centre', 'respondent'], cureBody);
export const cureAssessmentEndpoint = command(
  'cure-assessments',
  '查核改善完成的說明',
  ['centre'],
  cureAssessmentBody,
);
export const confirmationEndpoint = command(
  'confirmations',
  '資通安全管理法主管機關確認復原',
  ['centre', 'authority'],
  confirmationBody,
);
export const confirmationRefusalEndpoint = command(
  'confirmation-refusals',
  '資通安全管理法主管機關拒絕復原',
  ['centre', 'authority'],
  reasonBody,
);
