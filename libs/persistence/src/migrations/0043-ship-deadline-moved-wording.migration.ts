import type { MigrationInterface, QueryRunner } from 'typeorm';
import { shippedWordings, wordingIdOf } from '../letters/shipped-wordings';

/** Version 1 of a letter that came after the first ones had shipped. Repeated, it finds its row and leaves it. */
export class ShipDeadlineMovedWording implements MigrationInterface {
  readonly name = 'ShipDeadlineMovedWording1795219200043';

  async up(runner: QueryRunner): Promise<void> {
    const rows = shippedWordings.filter(({ template }) => template === 'deadlineMoved');
    for (const { template, texts } of rows) {
      await runner.query(
        `INSERT INTO letter_wordings (id, template, texts, tenant, version, effective_at)
         VALUES (?, ?, ?, '', 1, '1970-01-01')
         ON DUPLICATE KEY UPDATE version = 1`,
        [wordingIdOf('', template, 1), template, JSON.stringify(texts)],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("DELETE FROM letter_wordings WHERE tenant = '' AND template = 'deadlineMoved'");
  }
}
