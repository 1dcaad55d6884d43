import { commandResultView } from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

export const commandEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/commands/:commandId',
  tag: '命令',
  summary: '一項命令的結果；完成前為 404',
  by: readers,
  params: z.object({ commandId: z.string().max(300) }),
  responses: { 200: commandResultView },
  problems: [],
});
