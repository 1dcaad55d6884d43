import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A migration of one index; looks first, because MySQL has no `ADD KEY IF NOT EXISTS`. */
export abstract class AddIndex implements MigrationInterface {
  /** Ends in thirteen digits by which TypeORM orders migrations. */
  abstract readonly name: string;
  protected abstract readonly table: string;
  protected abstract readonly index: string;
  /** Columns, comma-separated. */
  protected abstract readonly columns: string;

  async up(runner: QueryRunner): Promise<void> {
    if (await this.isThere(runner)) return;
    await runner.query(`ALTER TABLE ${this.table} ADD KEY ${this.index} (${this.columns})`);
  }

  async down(runner: QueryRunner): Promise<void> {
    if (!(await this.isThere(runner))) return;
    await runner.query(`ALTER TABLE ${this.table} DROP KEY ${this.index}`);
  }

  private async isThere(runner: QueryRunner): Promise<boolean> {
    const table = await runner.getTable(this.table);
    return table?.indices.some(({ name }) => name === this.index) ?? false;
  }
}
