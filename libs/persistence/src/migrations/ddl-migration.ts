import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A migration of exactly one DDL statement each way. A DDL commits by itself: with two in one
 * migration, a failure between them would leave a schema that no version describes. The statements
 * are of the `IF [NOT] EXISTS` kind, because a crash between the DDL and the note that it was done
 * makes the next start run it again.
 */
export abstract class DdlMigration implements MigrationInterface {
  /** Ends in thirteen digits by which TypeORM orders migrations. */
  abstract readonly name: string;
  protected abstract readonly upSql: string;
  protected abstract readonly downSql: string;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(this.upSql);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(this.downSql);
  }
}

/**
 * InnoDB and whole Unicode whatever the server's defaults; `_bin`, because identifiers, case numbers
 * and names that differ in one character are different, which the usual collations deny (𠮷 and 𠮟).
 */
export const tableOptions = 'ENGINE=InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin';

/** Real UTC by the database's clock, in whatever time zone the session is. */
export const recordedAt = 'recorded_at datetime(3) NOT NULL DEFAULT (UTC_TIMESTAMP(3))';

export const actorColumns = `actor_id varchar(64) NOT NULL,
        actor_role varchar(32) NOT NULL,
        actor_organisation_id varchar(20) NOT NULL,
        actor_on_behalf_of varchar(64) NULL`;
