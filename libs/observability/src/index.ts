export { errorForLog, type LoggedError } from './error-for-log';
export * from './logger';
export { versionIn } from './metrics/build-version.parser';
export { addFigureGauge, type Figure, type FigureGauge } from './metrics/figure-gauge';
export { KeptReading, type KeptReadingOptions, type Reading } from './metrics/kept-reading';
export { startMetricsServer, type MetricsAddress, type MetricsServer } from './metrics/metrics-server';
export { addPoolMetrics, type PoolUse } from './metrics/pool-metrics';
export { createMetricsRegistry, type BuildInfo, type MetricsRegistry } from './metrics/process-metrics';
