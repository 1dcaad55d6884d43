import {
  acknowledgementBody,
  dispatchesQuery,
  dispatchPage,
  dispatchView,
  pendingView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { noticeProblems, suspensionProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

const tag = '寄送';

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/dispatches',
  tag,
  summary: '列出書信；主管機關以外須指明案件，只見寄給自己的',
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
  params: z.object({ id: z.string().max(160) }),
  body: acknowledgementBody,
  responses: { 200: dispatchView, 202: pendingView },
  problems: [...new Set([...noticeProblems, ...suspensionProblems, 'dispatch.notSent' as const])],
});
