import { pino, type DestinationStream, type Logger } from 'pino';
import { errorForLog } from './error-for-log';

export type { Logger } from 'pino';

/**
 * Structured logs, one JSON object a line, UTC; `caseId` is on every line about a case. An error goes in as
 * `err`, as it was thrown: what may be kept of it is sorted out here.
 */
export const createLogger = (
  service: string,
  level: string,
  destination: DestinationStream = pino.destination(1),
): Logger =>
  pino(
    {
      level,
      base: { service },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: errorForLog },
      redact: {
        paths: ['req.headers.authorization', 'req.headers.cookie', '*.password', '*.url'],
        censor: '[redacted]',
      },
    },
    destination,
  );
