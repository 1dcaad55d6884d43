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

/**
 * How the process's database pools are used; read from the pools themselves, at no cost.
 * @param pools each by the work that it is for
 */
export function addPoolMetrics(
  registry: MetricsRegistry,
  pools: Readonly<Record<string, () => PoolUse>>,
): void {
  const of = (figure: (use: PoolUse) => number) => () =>
    Object.entries(pools).map(([pool, use]) => ({ labels: { pool }, value: figure(use()) }));
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_connections',
    help: 'Database connections of this process, by what they are for and what they are doing',
    labelNames: ['pool', 'state'],
    figures: () =>
      Object.entries(pools).flatMap(([pool, use]) => {
        const { inUse, free } = use();
        return [
          { labels: { pool, state: 'in_use' }, value: inUse },
          { labels: { pool, state: 'free' }, value: free },
        ];
      }),
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_max_connections',
    help: 'Database connections that this process may open',
    labelNames: ['pool'],
    figures: of(({ max }) => max),
  });
  addFigureGauge(registry, {
    name: 'xiangaitong_database_pool_waiting',
    help: 'Questions to the database that wait for a free connection of this process',
    labelNames: ['pool'],
    figures: of(({ waiting }) => waiting),
  });
}
