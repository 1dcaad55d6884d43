export { errorForLog, type LoggedError } from './error-for-log';
export * from './logger';
