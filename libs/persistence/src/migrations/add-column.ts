import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A migration of one column. MySQL has no `ADD COLUMN IF NOT EXISTS`: so it looks first, and one that a
 * crash left done without the note of it runs again without harm.
 */
export abstract class AddColumn implements MigrationInterface {
  /** Ends in thirteen digits by which TypeORM orders migrations. */
  abstract readonly name: string;
  protected abstract readonly table: string;
  protected abstract readonly column: string;
  /** Type and nullability. */
  protected abstract readonly definition: string;

  async up(runner: QueryRunner): Promise<void> {
    if (await runner.hasColumn(this.table, this.column)) return;
    await runner.query(`ALTER TABLE ${this.table} ADD COLUMN ${this.column} ${this.definition}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!(await runner.hasColumn(this.table, this.column))) return;
    await runner.query(`ALTER TABLE ${this.table} DROP COLUMN ${this.column}`);
  }
}
