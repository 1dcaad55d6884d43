import {
  Inject,
  Injectable,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Config } from '@xiangaitong/config';
import type { BusinessNow } from '@xiangaitong/domain';
import {
  addPoolMetrics,
  KeptReading,
  startMetricsServer,
  type Logger,
  type MetricsRegistry,
  type MetricsServer,
} from '@xiangaitong/observability';
import { OperatorFiguresRepository, poolUse } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';
import { QueuePollers } from '../health/queue-pollers.service';
import { POOL_SIZE } from '../infrastructure/connect';
import { TemporalConnection } from '../infrastructure/temporal-connection';
import { CONFIG, LOGGER, METRICS, NOW } from '../infrastructure/tokens';
import { addEngineMetrics } from './engine-metrics';
import { readEngine } from './queue-backlog';
import { addRegisterMetrics, figureTimes } from './register-metrics';

/** Register and engine are asked no oftener, however many scrape; a scrape waits no longer. Real milliseconds. */
const KEEP_MS = 5_000;
const WAIT_MS = 2_500;

/** What the API shows operators, on a port of its own. */
@Injectable()
export class ApiMetrics implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private server: MetricsServer | undefined;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(METRICS) private readonly registry: MetricsRegistry,
    @Inject(NOW) private readonly now: BusinessNow,
    private readonly database: DataSource,
    private readonly temporal: TemporalConnection,
    private readonly pollers: QueuePollers,
  ) {}

  /** @throws when the port is taken */
  async onApplicationBootstrap(): Promise<void> {
    const { clock, metrics } = this.config;
    const figures = new OperatorFiguresRepository(this.database);
    const register = this.kept('register', () => figures.read(figureTimes(this.now(), clock)));
    addRegisterMetrics(this.registry, register, this.now, clock);
    addEngineMetrics(
      this.registry,
      this.kept('engine', () => readEngine(this.temporal, this.pollers)),
    );
    addPoolMetrics(this.registry, { api: () => ({ ...poolUse(this.database), max: POOL_SIZE }) });
    if (metrics.apiPort === undefined) return;
    const address = { host: metrics.host, port: metrics.apiPort };
    this.server = await startMetricsServer(this.registry, address, this.logger);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.server?.close();
  }

  private kept<T>(what: 'register' | 'engine', ask: () => Promise<T>): KeptReading<T> {
    return new KeptReading(ask, {
      keepMs: KEEP_MS,
      waitMs: WAIT_MS,
      onFailure: (error) => this.logger.warn({ what, err: error }, 'Figures for operators could not be read'),
    });
  }
}
