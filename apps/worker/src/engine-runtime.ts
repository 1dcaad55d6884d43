import { DefaultLogger, Runtime, type LogLevel } from '@temporalio/worker';
import type { MetricsConfig } from '@xiangaitong/config';
import type { Logger } from '@xiangaitong/observability';
import { engineTelemetry } from './metrics/engine-telemetry';

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
 * Puts what the engine's SDK says into the product's own log, shows its metrics where a port is named, and leaves
 * signals to the application: it stops the workers in order. Once a process, before the first worker.
 * @throws when the metrics port is taken
 */
export function installEngineRuntime(logger: Logger, metrics: MetricsConfig): void {
  Runtime.install({
    shutdownSignals: [],
    ...engineTelemetry(metrics),
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
