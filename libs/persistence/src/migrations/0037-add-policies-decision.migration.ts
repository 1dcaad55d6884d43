import { AlterMigration } from './alter-migration';
import { actorColumns } from './ddl-migration';

export class AddPoliciesDecision extends AlterMigration {
  readonly name = 'AddPoliciesDecision1795219200037';
  protected readonly upSql = `
      ALTER TABLE policies
        ADD COLUMN (
          based_on int unsigned NULL,
          purpose varchar(2000) NULL,
          proposed_at datetime(3) NULL,
          proposal_command_id varchar(200) NULL,
          ${actorColumns},
          state varchar(16) NOT NULL,
          decided_by varchar(64) NULL,
          decided_for varchar(64) NULL,
          decided_by_organisation varchar(20) NULL,
          decided_at datetime(3) NULL,
          decision_command_id varchar(200) NULL,
          reason varchar(2000) NULL
        ),
        ADD UNIQUE KEY policies_proposal (tenant, proposal_command_id)`;
  protected readonly downSql = `
      ALTER TABLE policies
        DROP KEY policies_proposal,
        ${[
          'based_on',
          'purpose',
          'proposed_at',
          'proposal_command_id',
          'actor_id',
          'actor_role',
          'actor_organisation_id',
          'actor_on_behalf_of',
          'state',
          'decided_by',
          'decided_for',
          'decided_by_organisation',
          'decided_at',
          'decision_command_id',
          'reason',
        ]
          .map((column) => `DROP COLUMN ${column}`)
          .join(', ')}`;
}
