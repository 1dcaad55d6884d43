import {
  acknowledgementBody,
  bounceBody,
  dismissalBody,
  dispatchesQuery,
  dispatchPage,
  dispatchView,
  emptyBody,
  letterServiceBody,
  pendingView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { noticeProblems, suspensionProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

const tag = '寄送';
/** Of the case's own tenant, as `CaseAccess` sees to. */
const officers = ['centre', 'bureau'] as const;
const params = z.object({ id: z.string().max(160) });

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/dispatches',
  tag,
  summary: '列出書信；交換中心主管機關（及指明 tenant 為自己的檔案管理局）以外須指明案件，只見寄給自己的',
  by: readers,
  query: dispatchesQuery,
  responses: { 200: dispatchPage },
  problems: ['request.badCursor'],
});

export const acknowledgementEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/dispatches/:id/acknowledgements',
  tag,
  summary: '收受人確認收到；案件在等這份通知時一併登錄送達（id 須以百分號編碼斜線）',
  by: ['centre', 'respondent', 'bureau', 'authority'],
  params,
  body: acknowledgementBody,
  responses: { 200: dispatchView, 202: pendingView },
  problems: [...new Set([...noticeProblems, ...suspensionProblems, 'dispatch.notSent' as const])],
});

export const serviceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/dispatches/:id/service',
  tag,
  summary: '以其他方式送達：登錄送達日期與證明；案件在等這份通知時一併告知案件',
  by: officers,
  params,
  body: letterServiceBody,
  responses: { 200: dispatchView, 202: pendingView },
  problems: [
    ...new Set([
      ...noticeProblems,
      ...suspensionProblems,
      'dispatch.alreadyDelivered' as const,
      'dispatch.servedBefore' as const,
    ]),
  ],
});

export const bounceEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/dispatches/:id/bounces',
  tag,
  summary: '登錄退信：郵件伺服器收下之後才退回的',
  by: officers,
  params,
  body: bounceBody,
  responses: { 200: dispatchView },
  problems: ['dispatch.notReturnable'],
});

export const resendingEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/dispatches/:id/resending',
  tag,
  summary: '重寄未能寄達的通知（案件未在等候的）；地址重新查詢，內容不變',
  by: officers,
  params,
  body: emptyBody,
  responses: { 200: dispatchView },
  problems: ['dispatch.notResendable'],
});

export const dismissalEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/dispatches/:id/dismissal',
  tag,
  summary: '敘明理由，結束「送達信件」待辦：這份通知已無送達的必要（案件未在等候的）',
  by: officers,
  params,
  body: dismissalBody,
  responses: { 200: dispatchView },
  problems: ['dispatch.notDismissible'],
});
