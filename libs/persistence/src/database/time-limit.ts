import type { DataSource, QueryRunner } from 'typeorm';
import { StatementTimeoutError } from '../errors';
import { databaseErrorNumber } from './database-error.parser';

/** What MariaDB and MySQL call a statement that took longer than it may. */
const TIMED_OUT: readonly number[] = [1969, 3024];

/** Each server reads the comment that is meant for it: MariaDB counts in seconds, MySQL in milliseconds. */
const limiting = (seconds: string, milliseconds: string): string =>
  `SET @limited = 1 /*M!100100 , SESSION max_statement_time = ${seconds} */ /*!50708 , SESSION max_execution_time = ${milliseconds} */`;

/**
 * Lends the work a connection on which the server itself breaks off every SELECT that takes longer: one that is only
 * waited for no longer would go on holding a connection and a processor.
 * @param ms real milliseconds a statement
 * @throws StatementTimeoutError
 */
export async function withinTime<T>(
  dataSource: DataSource,
  ms: number,
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(limiting(String(ms / 1000), String(ms)));
    try {
      return await work(runner);
    } finally {
      // The connection goes back to the pool, for statements that may take as long as they need.
      await runner.query(limiting('DEFAULT', 'DEFAULT'));
    }
  } catch (error) {
    if (TIMED_OUT.includes(databaseErrorNumber(error) ?? 0))
      throw new StatementTimeoutError({ cause: error });
    throw error;
  } finally {
    await runner.release();
  }
}
