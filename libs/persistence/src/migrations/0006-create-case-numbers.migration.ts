import { DdlMigration, tableOptions } from './ddl-migration';

export class CreateCaseNumbers extends DdlMigration {
  readonly name = 'CreateCaseNumbers1795219200006';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS case_numbers (
        tenant varchar(20) NOT NULL,
        roc_year int unsigned NOT NULL,
        last int unsigned NOT NULL,
        PRIMARY KEY (tenant, roc_year)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS case_numbers';
}
