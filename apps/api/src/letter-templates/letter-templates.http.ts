import {
  letterTemplatesView,
  previewBody,
  previewView,
  wordingBody,
  wordingView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';
import { versionParam } from '../http/version-param';

const tag = '信件範本';
const template = z.string().max(32);

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/letter-templates',
  tag,
  summary: '列出信件範本、可用的變數與各版本',
  by: ['centre', 'auditor'],
  responses: { 200: letterTemplatesView },
  problems: [],
});

export const versionEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/letter-templates/:template/versions/:version',
  tag,
  summary: '一個版本的內容',
  by: ['centre', 'auditor'],
  params: z.object({ template, version: versionParam }),
  responses: { 200: wordingView },
  problems: [],
});

export const previewEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/letter-templates/:template/preview',
  tag,
  summary: '預覽：以範例資料，或以某一封信的資料；可預覽尚未新增的內容，不會寄出',
  by: ['centre', 'auditor'],
  params: z.object({ template }),
  body: previewBody,
  responses: { 200: previewView },
  problems: ['letterTemplate.invalid'],
});

export const addEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/letter-templates/:template/versions',
  tag,
  summary: '新增一個版本；限中心管理人員，已寫好的版本不能修改',
  by: ['centre'],
  params: z.object({ template }),
  body: wordingBody,
  responses: { 200: wordingView, 201: wordingView },
  problems: ['letterTemplate.invalid', 'letterTemplate.effectivePast', 'resource.versionConflict'],
});
