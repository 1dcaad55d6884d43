import {
  emptyBody,
  policyProposalBody,
  policyRefusalBody,
  policyVersionsView,
  policyVersionView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { versionParam } from '../http/version-param';

const tag = '處理政策';
const params = z.object({ version: versionParam });

export const proposeEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/policies',
  tag,
  summary:
    '提出新版本（督導或中心管理人員），附與屆時現行版本的差異；經第二人核准，自生效日起用於其後發文的案件',
  by: ['centre'],
  body: policyProposalBody,
  responses: { 200: policyVersionView, 201: policyVersionView },
  problems: ['policyVersion.datePast', 'policyVersion.unchanged'],
});

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/policies',
  tag,
  summary: '列出本中心的各版本，新的在前',
  by: ['centre', 'auditor'],
  responses: { 200: policyVersionsView },
  problems: [],
});

export const versionEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/policies/:version',
  tag,
  summary: '本中心一個版本的內容，及與提出時所接續版本的差異',
  by: ['centre', 'auditor'],
  params,
  responses: { 200: policyVersionView },
  problems: [],
});

export const approvalEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/policies/:version/approval',
  tag,
  summary: '由第二人核准，自生效日起生效；最遲於生效日當日核准，自核准時起生效',
  by: ['centre'],
  params,
  body: emptyBody,
  responses: { 200: policyVersionView },
  problems: ['case.fourEyes', 'policyVersion.decided', 'policyVersion.lapsed', 'policyVersion.outdated'],
});

export const refusalEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/policies/:version/refusal',
  tag,
  summary: '由第二人退回，須附理由',
  by: ['centre'],
  params,
  body: policyRefusalBody,
  responses: { 200: policyVersionView },
  problems: ['case.fourEyes', 'policyVersion.decided'],
});
