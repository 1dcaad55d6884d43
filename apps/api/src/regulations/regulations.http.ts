import { regulationsView, regulationView } from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

const tag = '管理規範';

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/regulations',
  tag,
  summary: '列出公文電子交換系統資訊安全管理規範各版次，新的在前',
  by: readers,
  responses: { 200: regulationsView },
  problems: [],
});

export const editionEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/regulations/:edition',
  tag,
  summary: '一個版次的全文，及得中止服務之各款',
  by: readers,
  params: z.object({ edition: z.enum(['108', '105']) }),
  responses: { 200: regulationView },
  problems: [],
});
