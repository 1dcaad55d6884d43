import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { requireEnv } from './require-env';
import { createTestDatabase, type TestDatabase } from './test-database';

let databases: TestDatabase[] = [];

async function create(): Promise<TestDatabase> {
  const database = await createTestDatabase(requireEnv('DATABASE_URL'));
  databases.push(database);
  return database;
}

async function ask(url: string, sql: string): Promise<RowDataPacket[]> {
  const connection: Connection = await createConnection(url);
  try {
    const [rows] = await connection.query<RowDataPacket[]>(sql);
    return rows;
  } finally {
    await connection.end();
  }
}

afterEach(async () => {
  await Promise.all(databases.map((database) => database.drop()));
  databases = [];
});

it('creates an empty database whose text is whole Unicode', async () => {
  const { url, name } = await create();
  expect(name).toMatch(/^xgt_test_[0-9a-f]{12}$/);
  const [row] = await ask(
    url,
    `SELECT DATABASE() AS name, @@character_set_database AS charset, @@collation_database AS collation,
            (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()) AS tables`,
  );
  expect(row).toEqual({ name, charset: 'utf8mb4', collation: 'utf8mb4_unicode_520_ci', tables: 0 });
});

it('keeps two rare characters apart, which a name index must', async () => {
  const { url } = await create();
  await ask(url, 'CREATE TABLE names (name VARCHAR(10) PRIMARY KEY)');
  await ask(url, "INSERT INTO names VALUES ('𠮷'), ('𠮟')");
  expect(await ask(url, "SELECT name FROM names WHERE name = '𠮷'")).toEqual([{ name: '𠮷' }]);
});

it('gives each caller another one', async () => {
  const [one, other] = await Promise.all([create(), create()]);
  expect(one.name).not.toBe(other.name);
});

it('drops it, once or twice', async () => {
  const database = await create();
  await database.drop();
  await database.drop();
  await expect(ask(database.url, 'SELECT 1')).rejects.toMatchObject({ code: 'ER_BAD_DB_ERROR' });
});

it.each(['', 'postgres://x@localhost/y', 'mysql://u:s3cret@host:99999999/x'])(
  'refuses %j without repeating it',
  async (url) => {
    await expect(createTestDatabase(url)).rejects.toMatchObject({
      code: 'INVALID_DATABASE_URL',
      message: expect.not.stringContaining('s3cret'),
    });
  },
);
