import { DdlMigration } from './ddl-migration';

/**
 * The versions that were simply written are approved, by the system. Repeated after a crash it finds none left. Back,
 * what is not approved goes: without the columns of 0037 every row counts as in force.
 */
export class ApprovePolicies extends DdlMigration {
  readonly name = 'ApprovePolicies1795219200038';
  protected readonly upSql = `
      UPDATE policies SET
        actor_id = 'system', actor_role = 'system', actor_organisation_id = tenant,
        state = 'approved', decided_at = effective_at
      WHERE state = ''`;
  protected readonly downSql = "DELETE FROM policies WHERE state <> 'approved'";
}
