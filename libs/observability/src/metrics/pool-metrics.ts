import { addFigureGauge } from './figure-gauge';
import type { MetricsRegistry } from './process-metrics';

/** Connections of a database pool at this moment. */
export interface PoolUse {
  readonly inUse: number;
  readonly free: number;
  /** Questions that wait for a connection. */
  readonly waiting: number;
  readonly max: number;
}

/** How the process's database pool is used; read from the pool itself, at no cost. */
export function addPoolMetrics(registry: MetricsRegistry, use: () => PoolUse): void {
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_connections',
    help: 'Database connections of this process, by what they are doing',
    labelNames: ['state'],
    figures: () => {
      const { inUse, free } = use();
      return [
        { labels: { state: 'in_use' }, value: inUse },
        { labels: { state: 'free' }, value: free },
      ];
    },
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_max_connections',
    help: 'Database connections that this process may open',
    figures: () => [{ value: use().max }],
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_waiting',
    help: 'Questions to the database that wait for a free connection of this process',
    figures: () => [{ value: use().waiting }],
  });
}
