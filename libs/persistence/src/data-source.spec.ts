import type { DataSource, MigrationInterface, QueryRunner } from 'typeorm';
import { createTestDatabase, requireEnv, type TestDatabase } from '@xiangaitong/testing';
import { createDataSource, migrateDown, migrateUp } from './data-source';
import { migrations } from './migrations';

// The server shares a small machine with everything else that is being tested.
jest.setTimeout(30_000);

let database: TestDatabase;
let dataSource: DataSource;

beforeEach(async () => {
  database = await createTestDatabase(requireEnv('DATABASE_URL'));
  dataSource = createDataSource({ url: database.url, poolSize: 4, migrationsRun: false });
  await dataSource.initialize();
});

afterEach(async () => {
  await dataSource.destroy();
  await database.drop();
});

const own = "table_schema = DATABASE() AND table_name NOT IN ('schema_migrations', 'typeorm_metadata')";

/** Everything that the server knows of the schema. */
const schema = (): Promise<unknown[]> =>
  Promise.all(
    [
      `SELECT table_name, engine, table_collation FROM information_schema.tables WHERE ${own} ORDER BY 1`,
      `SELECT table_name, ordinal_position, column_name, column_type, is_nullable, column_default, collation_name, extra
         FROM information_schema.columns WHERE ${own} ORDER BY 1, 2`,
      `SELECT table_name, index_name, seq_in_index, column_name, non_unique
         FROM information_schema.statistics WHERE ${own} ORDER BY 1, 2, 3`,
      `SELECT table_name, constraint_name, constraint_type
         FROM information_schema.table_constraints WHERE ${own} ORDER BY 1, 2`,
    ].map((sql) => dataSource.query(sql)),
  );

const tables = migrations.filter(({ name }) => name.startsWith('Create'));

const statementsOf = async (migration: MigrationInterface, way: 'up' | 'down'): Promise<string[]> => {
  const statements: string[] = [];
  const there = way === 'down';
  const runner = {
    query: (sql: string) => Promise.resolve(statements.push(sql)),
    hasColumn: () => Promise.resolve(there),
    getTable: () => Promise.resolve({ indices: there ? [{ name: 'notices_tracker' }] : [] }),
  } as unknown as QueryRunner;
  await migration[way](runner);
  return statements;
};

describe('migrations', () => {
  it('up, down and up again leave the same schema; down leaves nothing', async () => {
    const names = await migrateUp(dataSource);
    expect(names).toHaveLength(migrations.length);
    const first = await schema();
    expect(first[0]).toHaveLength(tables.length);
    await migrateDown(dataSource);
    expect(await schema()).toEqual([[], [], [], []]);
    await migrateUp(dataSource);
    expect(await schema()).toEqual(first);
  });

  it('one step down takes back the last one only', async () => {
    await migrateUp(dataSource);
    const whole = await schema();
    await migrateDown(dataSource, 1);
    const names = await dataSource.query<{ name: string }[]>(
      'SELECT name FROM schema_migrations ORDER BY id',
    );
    expect(names.map(({ name }) => name)).toEqual(
      migrations.slice(0, -1).map((Migration) => new Migration().name),
    );
    expect(await migrateUp(dataSource)).toHaveLength(1);
    expect(await schema()).toEqual(whole);
  });

  it('run once when four processes start together', async () => {
    const others = [1, 2, 3].map(() =>
      createDataSource({ url: database.url, poolSize: 2, migrationsRun: false }),
    );
    await Promise.all(others.map((other) => other.initialize()));
    const ran = await Promise.all([dataSource, ...others].map(migrateUp));
    await Promise.all(others.map((other) => other.destroy()));
    expect(ran.map((names) => names.length).sort((a, b) => b - a)).toEqual([migrations.length, 0, 0, 0]);
  });

  it('run on after a crash between a DDL and the note that it was done', async () => {
    await migrateUp(dataSource);
    const first = await schema();
    // As if each of them had been the one.
    await dataSource.query('DELETE FROM schema_migrations');
    expect(await migrateUp(dataSource)).toHaveLength(migrations.length);
    expect(await schema()).toEqual(first);
  });

  it.each(migrations.map((migration) => [migration.name, migration] as const))(
    '%s has one statement each way',
    async (_name, Migration) => {
      const migration = new Migration();
      const up = await statementsOf(migration, 'up');
      const down = await statementsOf(migration, 'down');
      expect([up.length, down.length]).toEqual([1, 1]);
      for (const sql of [...up, ...down]) {
        expect(sql.trim()).toMatch(/^(CREATE|ALTER|DROP|INSERT|UPDATE|DELETE) /);
        expect(sql).not.toContain(';');
      }
      if (up[0]?.trim().startsWith('CREATE') === true) {
        expect(up[0]).toMatch(/ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin$/);
      }
    },
  );
});

it('entities say of every column what the schema says', async () => {
  await migrateUp(dataSource);
  const columns = await dataSource.query<Record<string, string>[]>(
    `SELECT table_name AS t, column_name AS c, is_nullable AS n, character_maximum_length AS l, data_type AS d,
            datetime_precision AS p FROM information_schema.columns WHERE ${own}`,
  );
  const inSchema = columns.map(
    ({ t, c, n, l, d, p }) =>
      `${t}.${c} ${d === 'longtext' ? 'json' : d}${sized(d, l)}${p ? `(${p})` : ''} ${n}`,
  );
  const inEntities = dataSource.entityMetadatas.flatMap((entity) =>
    entity.columns.map((column) => {
      const type = column.type === 'boolean' ? 'tinyint' : String(column.type);
      const precision = column.precision ? `(${column.precision})` : '';
      const nullable = column.isNullable ? 'YES' : 'NO';
      return `${entity.tableName}.${column.databaseName} ${type}${sized(type, column.length)}${precision} ${nullable}`;
    }),
  );
  expect(inEntities.sort()).toEqual(inSchema.sort());
});

const sized = (type: string | undefined, length: string | undefined): string =>
  type === 'varchar' || type === 'char' ? `(${length})` : '';

describe('connections', () => {
  it('are in UTC, strict and READ COMMITTED, whatever the server is', async () => {
    const rows = await Promise.all(
      [1, 2, 3].map(() =>
        dataSource.query<Record<string, string>[]>(
          'SELECT @@session.time_zone AS zone, @@session.sql_mode AS mode, SLEEP(0.05) AS pause, @@session.innodb_lock_wait_timeout AS wait',
        ),
      ),
    );
    for (const [row] of rows) {
      expect(row).toMatchObject({ zone: '+00:00', wait: '5' });
      expect(row?.['mode']).toContain('STRICT_TRANS_TABLES');
    }
    await dataSource.query('CREATE TABLE seen (id INT PRIMARY KEY) ENGINE=InnoDB');
    await dataSource.transaction(async (manager) => {
      expect(await manager.query('SELECT * FROM seen')).toHaveLength(0);
      await dataSource.query('INSERT INTO seen VALUES (1)');
      expect(await manager.query('SELECT * FROM seen')).toHaveLength(1);
    });
  });

  it('take credentials percent-encoded', () => {
    const { options } = createDataSource({
      url: 'mysql://a%40b:p%2Fw%3A%23@db.example:3307/%E9%99%90',
      poolSize: 1,
      migrationsRun: false,
    });
    expect(options).toMatchObject({
      host: 'db.example',
      port: 3307,
      username: 'a@b',
      password: 'p/w:#',
      database: '限',
    });
  });

  it.each([
    '',
    'postgres://u:s3cret@h/d',
    'mysql://u:s3cret@host/',
    'mysql://u:s3cret@host:999999/d',
    'mysql://u:s3cret@h/%',
  ])('refuse %j without repeating it', (url) => {
    const make = (): unknown => {
      try {
        return createDataSource({ url, poolSize: 1, migrationsRun: false });
      } catch (error) {
        return error;
      }
    };
    expect(make()).toMatchObject({
      code: 'register.databaseUrl',
      message: expect.not.stringContaining('s3cret'),
    });
  });
});
