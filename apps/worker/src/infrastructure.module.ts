import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { loadConfig, type Config } from '@xiangaitong/config';
import { createSmtpMailTransport, type MailTransport } from '@xiangaitong/mail';
import { createLogger, type Logger } from '@xiangaitong/observability';
import { createDataSource } from '@xiangaitong/persistence';
import { connectTemporal, type TemporalClient } from '@xiangaitong/temporal-client';
import { DataSource } from 'typeorm';

export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
export const TEMPORAL = Symbol('TemporalClient');
export const MAIL = Symbol('MailTransport');

/** One connection for each activity that may record at once. */
const DATABASE_CONNECTIONS = 20;
const SMTP_CONNECTIONS = 5;
const SMTP_TIMEOUT_MS = 30_000;

/** What the worker stands on; opened once, closed last. */
@Module({
  providers: [
    { provide: CONFIG, useFactory: (): Config => loadConfig(process.env) },
    {
      provide: LOGGER,
      inject: [CONFIG],
      useFactory: ({ logLevel }: Config): Logger => createLogger('worker', logLevel),
    },
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
  exports: [CONFIG, LOGGER, DataSource, TEMPORAL, MAIL],
})
export class InfrastructureModule implements OnApplicationShutdown {
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
