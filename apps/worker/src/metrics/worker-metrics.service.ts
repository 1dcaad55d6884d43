import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import {
  addPoolMetrics,
  startMetricsServer,
  type Logger,
  type MetricsRegistry,
  type MetricsServer,
  type PoolUse,
} from '@xiangaitong/observability';
import { poolUse } from '@xiangaitong/persistence';
import {
  CONFIG,
  EMERGENCY_SUPPLIES,
  LOGGER,
  METRICS,
  ORDINARY_SUPPLIES,
  type Supplies,
} from '../infrastructure.module';

const useOf =
  ({ database, databaseConnections }: Supplies) =>
  (): PoolUse => ({ ...poolUse(database), max: databaseConnections });

/** What the worker shows operators, on a port of its own, until it has come to its end. */
@Injectable()
export class WorkerMetrics implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: MetricsServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly registry: MetricsRegistry,
    @Inject(ORDINARY_SUPPLIES) private readonly ordinary: Supplies,
    @Inject(EMERGENCY_SUPPLIES) private readonly emergency: Supplies,
  ) {}

  /** @throws when the port is taken */
  async onApplicationBootstrap(): Promise<void> {
    const { ordinary, emergency } = this;
    addPoolMetrics(this.registry, { ordinary: useOf(ordinary), emergency: useOf(emergency) });
    const { host, workerPort: port } = this.config.metrics;
    if (port === undefined) return;
    this.server = await startMetricsServer(this.registry, { host, port }, this.logger);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
