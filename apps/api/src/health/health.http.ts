import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';

const health = z.object({ status: z.literal('ok') }).meta({ id: 'Health' });

const readiness = z
  .object({
    ready: z.boolean(),
    checks: z.array(
      z.object({
        name: z.string(),
        ok: z.boolean(),
        detail: z.string().optional().describe('What is wrong, without addresses or names of hosts'),
      }),
    ),
  })
  .meta({ id: 'Readiness' });
export type Readiness = z.output<typeof readiness>;

export const healthEndpoint = endpoint({
  method: 'GET',
  path: '/healthz',
  tag: '系統狀態',
  summary: '程序是否在執行',
  by: 'anyone',
  responses: { 200: health },
  problems: [],
});

export const readinessEndpoint = endpoint({
  method: 'GET',
  path: '/readyz',
  tag: '系統狀態',
  summary: '資料庫、Temporal 與各佇列的 worker 是否都能服務',
  by: 'anyone',
  responses: { 200: readiness, 503: readiness },
  problems: [],
});
