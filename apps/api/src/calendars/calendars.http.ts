import {
  calendarImportBody,
  calendarRefusalBody,
  calendarVersionsView,
  calendarVersionView,
  emptyBody,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';

const tag = '辦公日曆表';
const params = z.object({ id: z.string().regex(/^[0-9a-z-]{1,64}$/) });

export const importEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/calendars',
  tag,
  summary: '匯入官方檔案為新版本（督導、中心管理人員或檔案局），附與現行版本的差異；核准後生效',
  by: ['centre', 'bureau'],
  body: calendarImportBody,
  responses: { 200: calendarVersionView, 201: calendarVersionView },
  problems: ['calendarFile.invalid', 'resource.versionConflict'],
});

export const listEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/calendars',
  tag,
  summary: '列出各版本，新的在前',
  by: ['centre', 'auditor', 'bureau'],
  responses: { 200: calendarVersionsView },
  problems: [],
});

export const versionEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/calendars/:id',
  tag,
  summary: '一個版本的內容，及與匯入時現行版本的差異',
  by: ['centre', 'auditor', 'bureau'],
  params,
  responses: { 200: calendarVersionView },
  problems: [],
});

export const approvalEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/calendars/:id/approval',
  tag,
  summary: '由第二人核准，即時生效；新增的日期併入未結案件，其餘變更由承辦人員逐案決定',
  by: ['centre', 'bureau'],
  params,
  body: emptyBody,
  responses: { 200: calendarVersionView },
  problems: ['case.fourEyes', 'calendarVersion.decided', 'calendarVersion.outdated'],
});

export const refusalEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/calendars/:id/refusal',
  tag,
  summary: '由第二人退回，須附理由',
  by: ['centre', 'bureau'],
  params,
  body: calendarRefusalBody,
  responses: { 200: calendarVersionView },
  problems: ['case.fourEyes', 'calendarVersion.decided'],
});
