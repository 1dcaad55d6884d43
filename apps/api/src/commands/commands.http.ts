import { commandResultView, pendingView } from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';
import { noticeProblems, suspensionProblems } from './command-problems';

export const commandEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/commands/:commandId',
  tag: '命令',
  summary: '一項命令的結果；尚未完成為 202，後來被拒絕則為其錯誤',
  by: readers,
  params: z.object({ commandId: z.string().max(300) }),
  responses: { 200: commandResultView, 202: pendingView },
  problems: [...new Set([...noticeProblems, ...suspensionProblems])],
});
