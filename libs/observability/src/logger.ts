import { pino, type Logger } from 'pino';
import { errorForLog } from './error-for-log';

export type { Logger } from 'pino';

/** Structured logs, one JSON object a line, UTC; `caseId` is on every line about a case. */
export const createLogger = (service: string, level: string): Logger =>
  pino({
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: errorForLog },
    redact: {
      paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.url'],
      censor: '[redacted]',
    },
  });
