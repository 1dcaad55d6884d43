import { deadlineQuery, deadlineView } from '@xiangaitong/contracts';
import { endpoint } from '../http/endpoint-spec';

/** A GET: it computes and changes nothing, so that it needs no key. */
export const deadlineEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/deadlines',
  tag: '期限',
  summary: '試算一個期限，附理由；不變更任何案件',
  by: ['centre', 'auditor', 'bureau', 'respondent'],
  query: deadlineQuery,
  responses: { 200: deadlineView },
  problems: ['calendar.notCovered', 'calendarVersion.unknown'],
});
