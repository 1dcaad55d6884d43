import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { Logger } from '@xiangaitong/observability';

const levels: Record<LogLevel, 'trace' | 'debug' | 'info' | 'warn' | 'error'> = {
  TRACE: 'trace',
  DEBUG: 'debug',
  INFO: 'info',
  WARN: 'warn',
  ERROR: 'error',
};

/** `notice/…` and `suspension/…` name the case; a lane's workflow has none. */
const caseIdIn = (workflowId: unknown): { caseId?: string } =>
  typeof workflowId === 'string' && /^(notice|suspension)\//.test(workflowId)
    ? { caseId: workflowId.slice(workflowId.indexOf('/') + 1) }
    : {};

/**
 * Puts what the engine's SDK says into the product's own log, and leaves signals to the application:
 * it stops the workers in order. Once a process, before the first worker.
 */
export function installEngineLog(logger: Logger): void {
  Runtime.install({
    shutdownSignals: [],
    logger: new DefaultLogger('INFO', ({ level, message, meta }) => {
      const { error, sdkComponent, ...rest } = meta ?? {};
      logger[levels[level]](
        {
          ...rest,
          ...caseIdIn(rest['workflowId']),
          component: sdkComponent,
          ...(error ? { err: error } : {}),
        },
        message,
      );
    }),
  });
}
