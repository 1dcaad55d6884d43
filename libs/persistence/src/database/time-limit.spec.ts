import { StatementTimeoutError } from '../errors';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { withinTime } from './time-limit';

let register: TestRegister;
beforeAll(async () => {
  // One connection: what follows has the one that was lent before.
  register = await openRegister(1);
});
afterAll(() => register.close());

/** Takes seconds: a hundred million rows. */
const LONG = `WITH ten AS (SELECT 1 AS n ${'UNION ALL SELECT 1 '.repeat(9)})
  SELECT COUNT(*) AS n FROM ten a, ten b, ten c, ten d, ten e, ten f, ten g, ten h`;

it('breaks off what takes longer, and leaves the connection as it was', async () => {
  const { dataSource } = register;
  await expect(withinTime(dataSource, 50, (runner) => runner.query(LONG))).rejects.toBeInstanceOf(
    StatementTimeoutError,
  );
  await expect(withinTime(dataSource, 250, (runner) => runner.query('SELECT 1 AS n'))).resolves.toEqual([
    { n: 1 },
  ]);
  // Longer than the last limit was.
  await expect(dataSource.query('SELECT SLEEP(0.5) AS n')).resolves.toEqual([{ n: 0 }]);
});

it('lets any other failure through', async () => {
  const { dataSource } = register;
  await expect(withinTime(dataSource, 50, (runner) => runner.query('SELECT x'))).rejects.toThrow('x');
});
