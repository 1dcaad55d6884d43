import { Module, type OnApplicationShutdown } from '@nestjs/common';
import { loadConfig, type Config } from '@xiangaitong/config';
import { createDataSource } from '@xiangaitong/persistence';
import { DataSource } from 'typeorm';

export const CONFIG = Symbol('Config');

/** What the commands stand on: configuration, and the register's database. */
@Module({
  providers: [
    { provide: CONFIG, useFactory: (): Config => loadConfig(process.env) },
    {
      provide: DataSource,
      inject: [CONFIG],
      useFactory: ({ databaseUrl }: Config): Promise<DataSource> =>
        createDataSource({ url: databaseUrl, poolSize: 4, migrationsRun: false }).initialize(),
    },
  ],
  exports: [CONFIG, DataSource],
})
export class RegisterModule implements OnApplicationShutdown {
  constructor(private readonly dataSource: DataSource) {}

  async onApplicationShutdown(): Promise<void> {
    await this.dataSource.destroy();
  }
}
