import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import {
  addPoolMetrics,
  startMetricsServer,
  type Logger,
  type MetricsRegistry,
  type MetricsServer,
} from '@xiangaitong/observability';
import { poolUse } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';
import { CONFIG, DATABASE_CONNECTIONS, LOGGER, METRICS } from '../infrastructure.module';

/** What the worker shows operators, on a port of its own, until it has come to its end. */
@Injectable()
export class WorkerMetrics implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: MetricsServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly registry: MetricsRegistry,
    private readonly database: DataSource,
  ) {}

  /** @throws when the port is taken */
  async onApplicationBootstrap(): Promise<void> {
    addPoolMetrics(this.registry, () => ({ ...poolUse(this.database), max: DATABASE_CONNECTIONS }));
    const { host, workerPort: port } = this.config.metrics;
    if (port === undefined) return;
    this.server = await startMetricsServer(this.registry, { host, port }, this.logger);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }
}
