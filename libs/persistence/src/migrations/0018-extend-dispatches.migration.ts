import { AlterMigration } from './alter-migration';

/** Which wording a letter was made with, how it was served another way, and what it is sent anew after. */
export class ExtendDispatches extends AlterMigration {
  readonly name = 'ExtendDispatches1795219200018';
  protected readonly upSql = `
      ALTER TABLE dispatches
        ADD COLUMN wording_id varchar(64) NULL,
        ADD COLUMN attempts_before int unsigned NOT NULL DEFAULT 0,
        ADD COLUMN served_on varchar(10) NULL,
        ADD COLUMN service_proof varchar(500) NULL`;
  protected readonly downSql = `
      ALTER TABLE dispatches
        DROP COLUMN wording_id, DROP COLUMN attempts_before, DROP COLUMN served_on, DROP COLUMN service_proof`;
}
