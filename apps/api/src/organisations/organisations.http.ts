import {
  countyBody,
  organisationId,
  organisationView,
  serviceView,
  successionView,
  successorBody,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { readers } from '../http/party';

const tag = '機關';
const params = z.object({ id: organisationId });

export const organisationEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/organisations/:id',
  tag,
  summary: '一個機關的現況：現名、裁撤與業務承受',
  by: readers,
  params,
  responses: { 200: organisationView },
  problems: [],
});

export const serviceEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/organisations/:id/service',
  tag,
  summary: '一個機關的交換服務應開啟或中止',
  by: readers,
  params,
  responses: { 200: serviceView },
  problems: [],
});

export const countyEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/organisations/:id/county',
  tag,
  summary: '登錄機關所在的直轄市、縣、市（所連線中心的督導或中心管理人員），供查明停止上班影響哪些期限',
  by: ['centre'],
  params,
  body: countyBody,
  responses: { 200: organisationView },
  problems: [],
});

export const successorEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/organisations/:id/successor',
  tag,
  summary: '登錄業務承受機關；自該日起，未結案件的通知寄承受機關',
  by: ['centre'],
  params,
  body: successorBody,
  responses: { 200: successionView, 201: successionView },
  problems: [
    'organisation.unknown',
    'succession.oneself',
    'succession.dissolved',
    'succession.alreadyLinked',
    'succession.circle',
  ],
});
