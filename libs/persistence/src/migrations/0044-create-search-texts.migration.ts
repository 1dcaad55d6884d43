import { DdlMigration, tableOptions } from './ddl-migration';

/** What cases are found by (ADR 0023). Cases that there are come in by `indexExistingCases`. */
export class CreateSearchTexts extends DdlMigration {
  readonly name = 'CreateSearchTexts1795219200044';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS search_texts (
        doc int unsigned NOT NULL AUTO_INCREMENT,
        case_kind enum('notice','suspension') NOT NULL,
        case_id varchar(100) NOT NULL,
        text mediumtext NOT NULL,
        PRIMARY KEY (doc),
        UNIQUE KEY search_texts_case (case_kind, case_id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS search_texts';
}
