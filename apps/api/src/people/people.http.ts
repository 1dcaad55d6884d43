import {
  disablingBody,
  emptyBody,
  handOverView,
  personId,
  substitutionBody,
  substitutionPage,
  substitutionsQuery,
  substitutionView,
} from '@xiangaitong/contracts';
import { z } from 'zod';
import { endpoint } from '../http/endpoint-spec';

const tag = '人員';
const params = z.object({ id: personId });

export const setSubstituteEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/people/:id/substitutions',
  tag,
  summary: '設定代理人（本人，或督導、中心管理人員）；期間內的新待辦交代理人辦理',
  by: ['centre'],
  params,
  body: substitutionBody,
  responses: { 200: substitutionView, 201: substitutionView },
  problems: [
    'person.unknown',
    'person.disabled',
    'substitution.oneself',
    'substitution.dates',
    'substitution.overlapping',
    'substitution.circle',
  ],
});

export const listSubstitutesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/substitutions',
  tag,
  summary: '列出代理人，依結束時間先後',
  by: ['centre', 'auditor'],
  query: substitutionsQuery,
  responses: { 200: substitutionPage },
  problems: ['request.badCursor'],
});

export const endSubstituteEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/substitutions/:id/end',
  tag,
  summary: '提前結束代理；已結束的不變',
  by: ['centre'],
  params: z.object({ id: z.string().regex(/^[0-9a-z-]{1,64}$/) }),
  body: emptyBody,
  responses: { 200: substitutionView },
  problems: [],
});

export const disableEndpoint = endpoint({
  method: 'POST',
  path: '/api/v1/people/:id/disable',
  tag,
  summary: '停用人員，待辦與追蹤中的案件一併移交代理人或督導人員',
  by: ['centre'],
  params,
  body: disablingBody,
  responses: { 200: handOverView },
  problems: [
    'person.oneself',
    'person.alreadyDisabled',
    'person.nobodyTakesOver',
    'person.unknown',
    'person.disabled',
  ],
});
