import { organisationId, serviceView } from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

export const serviceEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/organisations/:id/service',
  tag: '機關',
  summary: '一個機關的交換服務應開啟或中止',
  by: readers,
  params: z.object({ id: organisationId }),
  responses: { 200: serviceView },
  problems: [],
});
