export * from './case-gateway';
export * from './case-gateway.errors';
export * from './connect';
export * from './engine-cases';
export * from './engine-ready';
export * from './queue-pollers';
export * from './standing-workflows';
export type { UnansweredCommand } from './unanswered-commands.parser';
