export * from './case-gateway';
export * from './case-gateway.errors';
export * from './connect';
