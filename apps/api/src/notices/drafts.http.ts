import { caseId, draftBody, draftUpdateBody, draftView, emptyBody } from '@xiangaitong/contracts';
import { z } from 'zod';
import { openingResponses } from '../commands/command-answer';
import { noticeProblems } from '../commands/command-problems';
import { endpoint } from '../http/endpoint-spec';

const tag = '限期改善單草稿';
const params = z.object({ id: caseId });

export const createDraftEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/notice-drafts',
  tag,
  summary: '建立草稿（可以還不完整）',
  by: ['centre'],
  body: draftBody,
  responses: { 200: draftView, 201: draftView },
  problems: ['organisation.unknown', 'organisation.dissolved', 'person.unknown', 'person.disabled'],
});

export const getDraftEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/notice-drafts/:id',
  tag,
  summary: '一份草稿',
  by: ['centre', 'auditor'],
  params,
  responses: { 200: draftView },
  problems: [],
});

export const updateDraftEndpoint = endpoint({
  method: 'PUT',
  path: '/api/v1/notice-drafts/:id',
  tag,
  summary: '改寫草稿；送核後退回的也在此修改',
  by: ['centre'],
  params,
  body: draftUpdateBody,
  responses: { 200: draftView },
  problems: [
    'resource.versionConflict',
    'notice.alreadySubmitted',
    'organisation.unknown',
    'organisation.dissolved',
    'person.unknown',
    'person.disabled',
  ],
});

export const submissionEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/notice-drafts/:id/submission',
  tag,
  summary: '送核，給定案號；退回後修改的重新送核亦同',
  by: ['centre'],
  params,
  body: emptyBody,
  responses: openingResponses,
  problems: [
    ...noticeProblems,
    'resource.versionConflict',
    'organisation.unknown',
    'organisation.dissolved',
    'person.unknown',
    'person.disabled',
  ],
});
