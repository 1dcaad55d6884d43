import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shippedWordings, wordingIdOf } from '../letters/shipped-wordings';

/**
 * Version 1 of every letter, as the product ships it. A migration, because that is what ships once, runs before
 * anything is sent, and is never changed once released: what a later release words differently comes as version 2
 * with a migration of its own. Repeated after a crash it finds its rows and leaves them.
 */
export class ShipLetterWordings implements MigrationInterface {
  readonly name = 'ShipLetterWordings1795219200017';

  async up(runner: QueryRunner): Promise<void> {
    const rows = shippedWordings.map(({ template, texts }) => [
      wordingIdOf('', template, 1),
      template,
      JSON.stringify(texts),
    ]);
    await runner.query(
      `INSERT INTO letter_wordings (id, template, texts, tenant, version, effective_at)
       VALUES ${rows.map(() => "(?, ?, ?, '', 1, '1970-01-01')").join(', ')}
       ON DUPLICATE KEY UPDATE version = 1`,
      rows.flat(),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM letter_wordings WHERE tenant = '' AND version = 1");
  }
}
