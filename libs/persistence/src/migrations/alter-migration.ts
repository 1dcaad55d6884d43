import type { QueryRunner } from 'typeorm';
import { databaseErrorNumber } from '../database/database-error.parser';
import { DdlMigration } from './ddl-migration';

/** A column or key that is there already; a column or key to be dropped that is not. */
const DONE_BEFORE: readonly number[] = [1060, 1061, 1091];

/**
 * One ALTER each way. MySQL knows no `ADD COLUMN IF NOT EXISTS`, so a repetition after a crash between the
 * statement and the note that it was done is known by the server's answer. That is safe because one ALTER of an
 * InnoDB table happens as a whole or not at all: the first clause that was done before means all of them were.
 */
export abstract class AlterMigration extends DdlMigration {
  override async up(runner: QueryRunner): Promise<void> {
    await unlessDone(() => super.up(runner));
  }

  override async down(runner: QueryRunner): Promise<void> {
    await unlessDone(() => super.down(runner));
  }
}

async function unlessDone(alter: () => Promise<void>): Promise<void> {
  try {
    await alter();
  } catch (error) {
    if (!DONE_BEFORE.includes(databaseErrorNumber(error) ?? 0)) throw error;
  }
}
