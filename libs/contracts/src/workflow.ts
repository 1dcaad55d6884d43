/** What workflows need of the contracts: no HTTP schemas, and so no zod in every thread that runs workflows. */
export * from './calendar/calendar-workflow';
export * from './case/case-workflow';
export * from './case/record';
export * from './dispatch/dispatch-workflow';
export * from './hand-over/hand-over-workflow';
export * from './task-queues';
