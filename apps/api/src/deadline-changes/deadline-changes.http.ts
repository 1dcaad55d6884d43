import { deadlineChangesQuery, deadlineChangesView } from '@xiangaitong/contracts';
import { endpoint } from '../http/endpoint-spec';

/** A GET: it computes and changes nothing. */
export const deadlineChangesEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/deadline-changes',
  tag: '期限',
  summary: '一個辦公日曆表版本或停止上班，會使哪些未結案件的期限變動；不變更任何案件',
  by: ['centre', 'auditor', 'bureau'],
  query: deadlineChangesQuery,
  responses: { 200: deadlineChangesView },
  problems: ['calendarVersion.unknown'],
});
