import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Config } from '@xiangaitong/config';
import type { BusinessNow } from '@xiangaitong/domain';
import { createSmtpMailTransport, type MailTransport } from '@xiangaitong/mail';
import type { Logger, MetricsRegistry } from '@xiangaitong/observability';
import { createDataSource } from '@xiangaitong/persistence';
import { connectTemporal, type TemporalClient } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';

export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('MetricsRegistry');
export const TEMPORAL = Symbol('TemporalClient');
export const MAIL = Symbol('MailTransport');
/** `BusinessNow`: what time it is for the cases. */
export const NOW = Symbol('BusinessNow');
export const WORKFLOWS = Symbol('WorkflowBundle');

/** What whoever starts the worker gives it. */
export interface Foundations {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: MetricsRegistry;
  readonly now: BusinessNow;
  readonly workflows: WorkflowBundleOption;
}

/** One connection for each activity that may record at once. */
export const DATABASE_CONNECTIONS = 20;
const SMTP_CONNECTIONS = 5;
const SMTP_TIMEOUT_MS = 30_000;

/** What the worker stands on; opened once, closed last. */
@Global()
@Module({
  providers: [
    {
      provide: DataSource,
      inject: [CONFIG],
      useFactory: ({ databaseUrl }: Config): Promise<DataSource> =>
        createDataSource({
          url: databaseUrl,
          poolSize: DATABASE_CONNECTIONS,
          migrationsRun: false,
        }).initialize(),
    },
    {
      provide: TEMPORAL,
      inject: [CONFIG],
      useFactory: ({ temporal }: Config): Promise<TemporalClient> =>
        connectTemporal(temporal.address, temporal.namespace),
    },
    {
      provide: MAIL,
      inject: [CONFIG],
      useFactory: ({ smtp }: Config): MailTransport =>
        createSmtpMailTransport({
          url: smtp.url,
          poolSize: SMTP_CONNECTIONS,
          connectionTimeoutMs: SMTP_TIMEOUT_MS,
          socketTimeoutMs: SMTP_TIMEOUT_MS,
        }),
    },
  ],
  exports: [DataSource, TEMPORAL, MAIL],
})
export class InfrastructureModule implements OnApplicationShutdown {
  static over({ config, logger, metrics, now, workflows }: Foundations): DynamicModule {
    const given = [
      { provide: CONFIG, useValue: config },
      { provide: LOGGER, useValue: logger },
      { provide: METRICS, useValue: metrics },
      { provide: NOW, useValue: now },
      { provide: WORKFLOWS, useValue: workflows },
    ];
    return { module: InfrastructureModule, providers: given, exports: given.map(({ provide }) => provide) };
  }

  constructor(
    private readonly dataSource: DataSource,
    @Inject(TEMPORAL) private readonly temporal: TemporalClient,
    @Inject(MAIL) private readonly mail: MailTransport,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    await this.mail.close();
    await this.temporal.close();
    await this.dataSource.destroy();
  }
}
