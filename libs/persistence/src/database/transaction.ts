import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource, EntityManager } from 'typeorm';
import { databaseErrorNumber } from './database-error.parser';

const ATTEMPTS = 5;
const FIRST_PAUSE_MS = 10;

const DUPLICATE_ENTRY = 1062;
/** Deadlock; lock wait timeout; and MariaDB's "record has changed since last read". */
const TRANSIENT: readonly number[] = [1213, 1205, 1020];

/**
 * Runs the work in one transaction: all of it or nothing. When the database gives the transaction up
 * for another one's sake it is run again, at most five times in all; that is safe, because nothing of
 * the attempt before was committed and `work` has no effect outside the database.
 */
export async function inTransaction<T>(
  dataSource: DataSource,
  work: (manager: EntityManager) => Promise<T>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await dataSource.transaction(work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isTransient(error)) throw error;
      // Two that met once must not meet again in step.
      await sleep(FIRST_PAUSE_MS * 2 ** attempt * (0.5 + Math.random()));
    }
  }
}

const isTransient = (error: unknown): boolean => TRANSIENT.includes(databaseErrorNumber(error) ?? 0);

/** True when a unique key already has such a row. */
export const isDuplicateEntry = (error: unknown): boolean => databaseErrorNumber(error) === DUPLICATE_ENTRY;
