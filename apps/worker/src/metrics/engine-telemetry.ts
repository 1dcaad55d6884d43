import type { RuntimeOptions } from '@temporalio/worker';
import type { MetricsConfig } from '@xiangaitong/config';

/**
 * The SDK's own metrics, served by its native part: they answer also while the worker's JavaScript is stuck, which is
 * when they are wanted. Names end as Prometheus wants them (`_total`, `_seconds`).
 */
export const engineTelemetry = ({
  host,
  workerEnginePort: port,
}: MetricsConfig): Pick<RuntimeOptions, 'telemetryOptions'> =>
  port === undefined
    ? {}
    : {
        telemetryOptions: {
          metrics: {
            prometheus: {
              bindAddress: `${host.includes(':') ? `[${host}]` : host}:${port}`,
              countersTotalSuffix: true,
              unitSuffix: true,
              useSecondsForDurations: true,
            },
          },
        },
      };
