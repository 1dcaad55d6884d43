import type { Config } from '@xiangaitong/config';
import { createDataSource } from '@xiangaitong/persistence';
import { connectTemporal, type TemporalClient } from '@xiangaitong/temporal-client';
import type { DataSource } from 'typeorm';

/** What the API stands on; whoever connected it closes it. */
export interface Infrastructure {
  readonly database: DataSource;
  readonly temporal: TemporalClient;
}

/** Connections to the database at most. */
export const POOL_SIZE = 20;

/** @throws when either cannot be reached; then nothing stays open */
export async function connectInfrastructure(config: Config): Promise<Infrastructure> {
  const database = createDataSource({ url: config.databaseUrl, poolSize: POOL_SIZE, migrationsRun: false });
  await database.initialize();
  try {
    const temporal = await connectTemporal(config.temporal.address, config.temporal.namespace);
    return { database, temporal };
  } catch (error) {
    await database.destroy();
    throw error;
  }
}
