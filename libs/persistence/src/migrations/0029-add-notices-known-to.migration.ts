import { AlterMigration } from './alter-migration';

/** Since when each outsider knows of the case (ADR 0015). */
export class AddNoticesKnownTo extends AlterMigration {
  readonly name = 'AddNoticesKnownTo1795219200029';
  protected readonly upSql = `
      ALTER TABLE notices
        ADD COLUMN known_to_respondent_at datetime(3) NULL,
        ADD COLUMN known_to_bureau_at datetime(3) NULL,
        ADD COLUMN known_to_authority_at datetime(3) NULL`;
  protected readonly downSql = `
      ALTER TABLE notices
        DROP COLUMN known_to_respondent_at,
        DROP COLUMN known_to_bureau_at,
        DROP COLUMN known_to_authority_at`;
}
