import { Global, Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import type { WorkflowBundleOption } from '@temporalio/worker';
import type { Config } from '@xiangaitong/config';
import type { BusinessNow } from '@xiangaitong/domain';
import { createSmtpMailTransport, type MailTransport } from '@xiangaitong/mail';
import type { Logger, MetricsRegistry } from '@xiangaitong/observability';
import { createDataSource } from '@xiangaitong/persistence';
import { connectTemporal, type TemporalClient } from '@xiangaitong/temporal-client';
import type { DataSource } from 'typeorm';

export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('MetricsRegistry');
export const TEMPORAL = Symbol('TemporalClient');
/** `BusinessNow`: what time it is for the cases. */
export const NOW = Symbol('BusinessNow');
export const WORKFLOWS = Symbol('WorkflowBundle');

/** Connections that a storm of due cases or letters may use up. */
export interface Supplies {
  readonly database: DataSource;
  /** How many the database pool may open. */
  readonly databaseConnections: number;
  readonly mail: MailTransport;
}
/** `Supplies` of everything but emergencies. */
export const ORDINARY_SUPPLIES = Symbol('OrdinarySupplies');
/** `Supplies` that emergencies and their letters have to themselves: they never wait for one that a storm holds. */
export const EMERGENCY_SUPPLIES = Symbol('EmergencySupplies');

/** What whoever starts the worker gives it. */
export interface Foundations {
  readonly config: Config;
  readonly logger: Logger;
  readonly metrics: MetricsRegistry;
  readonly now: BusinessNow;
  readonly workflows: WorkflowBundleOption;
}

/** One database connection for each activity that may record at once. */
const ORDINARY = { databaseConnections: 20, smtpConnections: 5 };
const EMERGENCY = { databaseConnections: 5, smtpConnections: 2 };
const SMTP_TIMEOUT_MS = 30_000;

const openSupplies = async (
  { databaseUrl, smtp }: Config,
  { databaseConnections, smtpConnections }: typeof ORDINARY,
): Promise<Supplies> => ({
  database: await createDataSource({
    url: databaseUrl,
    poolSize: databaseConnections,
    migrationsRun: false,
  }).initialize(),
  databaseConnections,
  mail: createSmtpMailTransport({
    url: smtp.url,
    poolSize: smtpConnections,
    connectionTimeoutMs: SMTP_TIMEOUT_MS,
    socketTimeoutMs: SMTP_TIMEOUT_MS,
  }),
});

/** What the worker stands on; opened once, closed last. */
@Global()
@Module({
  providers: [
    {
      provide: ORDINARY_SUPPLIES,
      inject: [CONFIG],
      useFactory: (config: Config): Promise<Supplies> => openSupplies(config, ORDINARY),
    },
    {
      provide: EMERGENCY_SUPPLIES,
      inject: [CONFIG],
      useFactory: (config: Config): Promise<Supplies> => openSupplies(config, EMERGENCY),
    },
    {
      provide: TEMPORAL,
      inject: [CONFIG],
      useFactory: ({ temporal }: Config): Promise<TemporalClient> =>
        connectTemporal(temporal.address, temporal.namespace),
    },
  ],
  exports: [ORDINARY_SUPPLIES, EMERGENCY_SUPPLIES, TEMPORAL],
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
    @Inject(ORDINARY_SUPPLIES) private readonly ordinary: Supplies,
    @Inject(EMERGENCY_SUPPLIES) private readonly emergency: Supplies,
    @Inject(TEMPORAL) private readonly temporal: TemporalClient,
  ) {}

  async onApplicationShutdown(): Promise<void> {
    const both = [this.ordinary, this.emergency];
    await Promise.all(both.map(({ mail }) => mail.close()));
    await this.temporal.close();
    await Promise.all(both.map(({ database }) => database.destroy()));
  }
}
