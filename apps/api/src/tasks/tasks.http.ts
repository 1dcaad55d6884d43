import { taskPage, tasksQuery } from '@xiangaitong/contracts';
import { endpoint } from '../http/endpoint-spec';

export const tasksEndpoint = endpoint({
  method: 'GET',
  path: '/api/v1/tasks',
  tag: '待辦事項',
  summary: '列出待辦事項，依期限先後',
  by: ['centre', 'auditor', 'bureau', 'authority'],
  query: tasksQuery,
  responses: { 200: taskPage },
  problems: ['request.badCursor'],
});
