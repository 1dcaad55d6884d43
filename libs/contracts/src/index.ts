export * from './case/case-workflow';
export * from './case/record';
export * from './dispatch/dispatch-workflow';
export * from './task-queues';
export * from './http/notice.http';
export * from './http/suspension.http';
export * from './http/text';
export * from './http/views.http';
