import { AlterMigration } from './alter-migration';

export class AddOrganisationsCounty extends AlterMigration {
  readonly name = 'AddOrganisationsCounty1795219200040';
  protected readonly upSql = 'ALTER TABLE organisations ADD COLUMN county char(3) NULL';
  protected readonly downSql = 'ALTER TABLE organisations DROP COLUMN county';
}
