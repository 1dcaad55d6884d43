import {
  assessmentBody,
  calendarAdoptionBody,
  caseId,
  cureAcceptanceBody,
  deliveryBody,
  emptyBody,
  extensionRequestBody,
  followUpBody,
  noticePage,
  noticesQuery,
  noticeView,
  reasonBody,
  reopeningBody,
  replyBody,
  supplementBody,
  suspensionDecisionBody,
  telephoneBody,
  timelineView,
  trackerBody,
  unansweredCallBody,
  type ProblemCode,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { commandResponses } from '../commands/command-answer';
import { deliveryProblems, noticeProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';
import { readers, type Party } from '../http/party';

const tag = '限期改善單';
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
    path: `/api/v1/notices/:id/${action}`,
    tag,
    summary,
    by,
    params,
    body,
    responses: commandResponses,
    problems: [...noticeProblems, ...more],
  });

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/notices',
  tag,
  summary: '列出限期改善單',
  by: readers,
  query: noticesQuery,
  responses: { 200: noticePage },
  problems: ['request.badCursor', 'request.searchTooBroad'],
});

export const getEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/notices/:id',
  tag,
  summary: '一件限期改善單的現況',
  by: readers,
  params,
  responses: { 200: noticeView },
  problems: [],
});

export const timelineEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/notices/:id/timeline',
  tag,
  summary: '一件限期改善單的歷程',
  by: readers,
  params,
  responses: { 200: timelineView },
  problems: [],
});

export const approvalEndpoint = command(
  'approval',
  '核准並發文（須為送核人以外的人員）',
  ['centre'],
  emptyBody,
);
export const calendarAdoptionEndpoint = command(
  'calendar-adoption',
  '採用現行辦公日曆（併計停止上班）重算期限：較晚者順延並通知雙方，較早者不提前',
  ['centre'],
  calendarAdoptionBody,
  ['calendarVersion.unknown', 'calendarVersion.notInForce', 'closure.otherCounty'],
);
export const returnEndpoint = command('return', '退回承辦人', ['centre'], reasonBody);
export const deliveryEndpoint = command(
  'deliveries',
  '登錄送達：案件所等候的通知',
  ['centre'],
  deliveryBody,
  deliveryProblems,
);
export const replyEndpoint = command(
  'replies',
  '登錄改善事項處理情形與說明（機關填報，或由承辦人登錄來文）',
  ['centre', 'respondent'],
  replyBody,
);
export const telephoneEndpoint = command(
  'telephone-confirmations',
  '登錄電子郵件回復的電話確認',
  ['centre'],
  telephoneBody,
);
export const unansweredCallEndpoint = command(
  'unanswered-calls',
  '登錄去電確認未果（之後得逕就內容審查）',
  ['centre'],
  unansweredCallBody,
);
export const supplementEndpoint = command(
  'supplement-requests',
  '通知補正（每次追蹤以一次為限，另訂補正期限）',
  ['centre'],
  supplementBody,
);
export const reopeningEndpoint = command(
  'reopenings',
  '重新開啟已認可的改善事項（須敘明理由，並通知改善對象）',
  ['centre'],
  reopeningBody,
);
export const extensionRequestEndpoint = command(
  'extension-requests',
  '申請展期（僅列入待辦，改善期限不因申請而變更；同意展期即計為一次追蹤）',
  ['centre', 'respondent'],
  extensionRequestBody,
);
export const extensionDenialEndpoint = command('extension-denial', '不予展期', ['centre'], reasonBody);
export const assessmentEndpoint = command('assessments', '逐項審查改善情形', ['centre'], assessmentBody);
export const followUpEndpoint = command(
  'follow-ups',
  '登錄追蹤結果（追蹤評估表）；再給予改善期限即計為一次追蹤，展期申請一併核復',
  ['centre'],
  followUpBody,
);
export const suspensionDecisionEndpoint = command(
  'suspension-decision',
  '採納中止服務的提議',
  ['centre'],
  suspensionDecisionBody,
);
export const cureAcceptanceEndpoint = command(
  'cure-acceptance',
  '第三次追蹤後認可改善完成，結案（須為主管；不計為追蹤）',
  ['centre'],
  cureAcceptanceBody,
);
export const withdrawalEndpoint = command(
  'withdrawal',
  '撤回；已決定中止服務者，須經第二人同意',
  ['centre'],
  reasonBody,
);
export const withdrawalApprovalEndpoint = command(
  'withdrawal-approval',
  '同意撤回（須為申請人以外的人員），並撤銷尚未執行的中止',
  ['centre'],
  emptyBody,
);
export const withdrawalRefusalEndpoint = command(
  'withdrawal-refusal',
  '不同意撤回（須為申請人以外的人員）',
  ['centre'],
  reasonBody,
);
export const reassignmentEndpoint = command(
  'tracker-reassignments',
  '改派追蹤人員（未結的待辦一併移交）',
  ['centre'],
  trackerBody,
  ['person.unknown', 'person.disabled'],
);
export const dissolutionEndpoint = command('dissolution', '提出裁撤結案', ['centre'], reasonBody);
export const dissolutionApprovalEndpoint = command(
  'dissolution-approval',
  '同意裁撤結案（須為提出人以外的主管）',
  ['centre'],
  emptyBody,
);
export const dissolutionRefusalEndpoint = command(
  'dissolution-refusal',
  '不同意裁撤結案（須為提出人以外的主管）',
  ['centre'],
  reasonBody,
);
