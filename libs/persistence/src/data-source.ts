import { createPool, type Pool, type PoolOptions } from 'mysql2';
import { DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';
import { SnakeCaseNaming } from './database/columns';
import { entities } from './entities';
import { DatabaseUrlError, MigrationLockError } from './errors';
import { migrations } from './migrations';

export interface DataSourceSettings {
  /** `mysql://user:password@host:port/name`; parts percent-parsed. */
  readonly url: string;
  /** Connections at most. */
  readonly poolSize: number;
  /** The schema is brought up to date by {@link migrateUp} only, never by connecting. */
  readonly migrationsRun: false;
}

const CONNECT_TIMEOUT_MS = 5_000;
/** Silence after which a connection is tried, real milliseconds. */
const KEEP_ALIVE_AFTER_MS = 10_000;
const LOCK_WAIT_SECONDS = 5;
const MIGRATION_LOCK_SECONDS = 60;
/** Names of locks belong to the whole server and have 64 characters at most. */
const migrationLock = "CONCAT('migrate/', LEFT(DATABASE(), 56))";

/**
 * What every connection starts with, whatever the server's defaults are.
 * - UTC; business instants do not depend on it (they go through `datetime`), `NOW()` would.
 * - Strict: text that does not fit is an error, never cut.
 * - READ COMMITTED: no gap locks, so that a claim of letters does not block new ones and two first
 *   records do not deadlock. Every read that is written upon takes a lock or compares on writing.
 * - A lock is waited for no longer than a recording may take; the transaction is then run again.
 */
const sessionSettings = [
  `SET SESSION time_zone = '+00:00', innodb_lock_wait_timeout = ${LOCK_WAIT_SECONDS},
     sql_mode = 'STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'`,
  'SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED',
];

/** mysql2 with the session settings; a connection queues them before anything else. */
const driver = {
  createPool(options: PoolOptions): Pool {
    const pool = createPool(options);
    pool.on('connection', (connection) => {
      for (const sql of sessionSettings) {
        connection.query(sql, (error) => {
          // Without its settings a connection would write wrong times: better none.
          if (error !== null) connection.destroy();
        });
      }
    });
    return pool;
  },
};

/**
 * The register's data source; the caller initialises and destroys it.
 * @throws DatabaseUrlError
 */
export function createDataSource({ url, poolSize, migrationsRun }: DataSourceSettings): DataSource {
  return new DataSource({
    type: 'mysql',
    driver,
    ...credentialsOf(url),
    poolSize,
    charset: 'utf8mb4_unicode_520_ci',
    timezone: 'Z',
    connectTimeout: CONNECT_TIMEOUT_MS,
    // A host that vanished says nothing: only this finds out, and frees the connection, in less than hours.
    extra: { keepAliveInitialDelay: KEEP_ALIVE_AFTER_MS },
    namingStrategy: new SnakeCaseNaming(),
    entities,
    migrations,
    migrationsRun,
    migrationsTableName: 'schema_migrations',
    synchronize: false,
    logging: false,
  });
}

/**
 * Runs the migrations that are missing. Safe to call from several processes at once: a named lock of
 * the server lets one through at a time, and it goes with its connection when the process dies.
 * @returns the names of those that ran
 * @throws MigrationLockError
 */
export async function migrateUp(dataSource: DataSource): Promise<readonly string[]> {
  return migrating(dataSource, async (executor) => {
    const done = await executor.executePendingMigrations();
    return done.map((migration) => migration.name);
  });
}

/**
 * Takes back the last `steps` migrations, all without a number.
 * @throws MigrationLockError
 */
export async function migrateDown(dataSource: DataSource, steps = migrations.length): Promise<void> {
  await migrating(dataSource, async (executor) => {
    for (let step = 0; step < steps; step += 1) await executor.undoLastMigration();
  });
}

async function migrating<T>(
  dataSource: DataSource,
  work: (executor: MigrationExecutor) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await lock(runner);
    const executor = new MigrationExecutor(dataSource, runner);
    // A DDL commits by itself: a transaction around it would only seem to protect.
    executor.transaction = 'none';
    return await work(executor);
  } finally {
    await runner.query(`DO RELEASE_LOCK(${migrationLock})`);
    await runner.release();
  }
}

async function lock(runner: QueryRunner): Promise<void> {
  const [row] = await runner.manager.query<{ held: number | string | null }[]>(
    `SELECT GET_LOCK(${migrationLock}, ?) AS held`,
    [MIGRATION_LOCK_SECONDS],
  );
  if (Number(row?.held) !== 1) throw new MigrationLockError();
}

function credentialsOf(url: string) {
  if (!/^(mysql|mariadb):\/\//.test(url) || !URL.canParse(url)) throw new DatabaseUrlError();
  const parsed = new URL(url);
  const { hostname, port } = parsed;
  const username = decoded(parsed.username);
  const password = decoded(parsed.password);
  const database = decoded(parsed.pathname.slice(1));
  if (hostname === '' || database === '') throw new DatabaseUrlError();
  return { host: hostname, port: port === '' ? 3306 : Number(port), username, password, database };
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new DatabaseUrlError();
  }
}
