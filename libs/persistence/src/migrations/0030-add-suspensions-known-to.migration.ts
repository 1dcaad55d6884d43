import { AlterMigration } from './alter-migration';

/** Since when each outsider knows of the case (ADR 0015). */
export class AddSuspensionsKnownTo extends AlterMigration {
  readonly name = 'AddSuspensionsKnownTo1795219200030';
  protected readonly upSql = `
      ALTER TABLE suspensions
        ADD COLUMN known_to_respondent_at datetime(3) NULL,
        ADD COLUMN known_to_bureau_at datetime(3) NULL,
        ADD COLUMN known_to_authority_at datetime(3) NULL`;
  protected readonly downSql = `
      ALTER TABLE suspensions
        DROP COLUMN known_to_respondent_at,
        DROP COLUMN known_to_bureau_at,
        DROP COLUMN known_to_authority_at`;
}
