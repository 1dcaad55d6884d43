import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** A registry of one process's own; whoever makes a metric gives it this one. */
export type MetricsRegistry = Registry;

/** What build this is, for the metric that says so. */
export interface BuildInfo {
  readonly service: string;
  readonly version: string;
}

/**
 * The registry of a process, with what every Node process says of itself (CPU, memory, event loop, collections) and
 * which build it is. Not the library's global registry: two applications in one test process would share it.
 */
export function createMetricsRegistry({ service, version }: BuildInfo): MetricsRegistry {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'xiangaitong_build_info',
    help: 'Always 1; the labels say which build this is',
    labelNames: ['service', 'version', 'node'],
    registers: [registry],
  }).set({ service, version, node: process.version }, 1);
  return registry;
}
