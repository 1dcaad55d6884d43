import { DdlMigration, tableOptions } from './ddl-migration';

/** In which texts a term is, in the order of the texts (ADR 0023). */
export class CreateSearchTerms extends DdlMigration {
  readonly name = 'CreateSearchTerms1795219200045';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS search_terms (
        case_kind enum('notice','suspension') NOT NULL,
        term int unsigned NOT NULL,
        doc int unsigned NOT NULL,
        PRIMARY KEY (case_kind, term, doc)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS search_terms';
}
