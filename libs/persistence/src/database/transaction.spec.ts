import { openRegister, watchStatements, type TestRegister } from '../fixtures/register.fixture';
import { canonicalJson, contentHash } from './canonical-json';
import { inTransaction, isDuplicateEntry } from './transaction';

let register: TestRegister;

beforeAll(async () => {
  register = await openRegister();
  await register.dataSource.query('CREATE TABLE pair (id INT PRIMARY KEY, n INT NOT NULL) ENGINE=InnoDB');
  await register.dataSource.query('INSERT INTO pair VALUES (1, 0), (2, 0)');
});

afterAll(() => register.close());

describe('a transaction', () => {
  it('that the database gives up for another one is run again, whole', async () => {
    let runs = 0;
    let bothLocked: () => void = () => undefined;
    const both = new Promise<void>((resolve) => (bothLocked = resolve));
    let locked = 0;
    const crossing = (first: number, second: number) =>
      inTransaction(register.dataSource, async (manager) => {
        runs += 1;
        await manager.query('UPDATE pair SET n = n + 1 WHERE id = ?', [first]);
        locked += 1;
        if (locked === 2) bothLocked();
        await both;
        await manager.query('UPDATE pair SET n = n + 1 WHERE id = ?', [second]);
      });
    await Promise.all([crossing(1, 2), crossing(2, 1)]);
    expect(runs).toBe(3);
    await expect(register.dataSource.query('SELECT n FROM pair ORDER BY id')).resolves.toEqual([
      { n: 2 },
      { n: 2 },
    ]);
  });

  it('that fails for its own reasons is not, and leaves nothing', async () => {
    let runs = 0;
    const failing = inTransaction(register.dataSource, async (manager) => {
      runs += 1;
      await manager.query('UPDATE pair SET n = 99');
      await manager.query('INSERT INTO pair VALUES (1, 0)');
    });
    const error: unknown = await failing.catch((reason: unknown) => reason);
    expect(isDuplicateEntry(error)).toBe(true);
    expect(runs).toBe(1);
    await expect(register.dataSource.query('SELECT n FROM pair WHERE n = 99')).resolves.toEqual([]);
  });

  it('is given up after five times', async () => {
    const statements = watchStatements(register.dataSource);
    const doomed = inTransaction(register.dataSource, (manager) =>
      manager.query("SIGNAL SQLSTATE '40001' SET MYSQL_ERRNO = 1213, MESSAGE_TEXT = 'Deadlock found'"),
    );
    await expect(doomed).rejects.toThrow('Deadlock found');
    expect(statements.filter((sql) => sql === 'ROLLBACK')).toHaveLength(5);
  });
});

describe('canonical JSON', () => {
  it('is the same for the same value, whatever the order of its keys', () => {
    expect(canonicalJson({ b: [{ d: 1, c: undefined }, null], a: '𠮷' })).toBe(
      '{"a":"𠮷","b":[{"d":1},null]}',
    );
    expect(contentHash({ a: 1, b: { c: 2, d: 3 } })).toBe(contentHash({ b: { d: 3, c: 2 }, a: 1 }));
    expect(contentHash({ a: [1, 2] })).not.toBe(contentHash({ a: [2, 1] }));
    expect(contentHash({})).toMatch(/^[0-9a-f]{64}$/);
  });
});
