import { randomBytes } from 'node:crypto';
import { createConnection } from 'mysql2/promise';
import { TestingError } from './testing-error';

// utf8mb4_unicode_ci takes all characters outside the BMP, such as the 𠮷 of names, for one and the same;
// utf8mb4_0900_ai_ci does not exist in MariaDB. This one is right in both.
const COLLATION = 'utf8mb4_unicode_520_ci';

/** A database of a test's own. */
export interface TestDatabase {
  /** Connection URL of the new database: the given one with another path. */
  readonly url: string;
  /** Its name, `xgt_test_` and twelve hexadecimal digits. */
  readonly name: string;
  /** Drops it; dropping it twice is fine. */
  drop(): Promise<void>;
}

/**
 * Creates an empty database with a unique name on the server of `databaseUrl` (whose user may create
 * databases).
 *
 * @throws TestingError `INVALID_DATABASE_URL`; what mysql2 throws when the server cannot be reached.
 */
export async function createTestDatabase(databaseUrl: string): Promise<TestDatabase> {
  const server = parseDatabaseUrl(databaseUrl);
  server.pathname = '/';
  const serverUrl = server.toString();
  const name = `xgt_test_${randomBytes(6).toString('hex')}`;
  await execute(serverUrl, `CREATE DATABASE \`${name}\` CHARACTER SET utf8mb4 COLLATE ${COLLATION}`);

  const own = new URL(serverUrl);
  own.pathname = `/${name}`;
  return {
    url: own.toString(),
    name,
    drop: () => execute(serverUrl, `DROP DATABASE IF EXISTS \`${name}\``),
  };
}

function parseDatabaseUrl(databaseUrl: string): URL {
  if (!/^(mysql|mariadb):\/\//.test(databaseUrl) || !URL.canParse(databaseUrl)) {
    // The URL holds a password, so the message does not repeat it.
    throw new TestingError(
      'INVALID_DATABASE_URL',
      'The database URL is not of the form mysql://user@host:port/name',
    );
  }
  return new URL(databaseUrl);
}

async function execute(serverUrl: string, sql: string): Promise<void> {
  const connection = await createConnection(serverUrl);
  try {
    await connection.query(sql);
  } finally {
    await connection.end();
  }
}
