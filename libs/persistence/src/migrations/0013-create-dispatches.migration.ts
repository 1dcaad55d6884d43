import { DdlMigration, recordedAt, tableOptions } from './ddl-migration';

export class CreateDispatches extends DdlMigration {
  readonly name = 'CreateDispatches1795219200013';
  protected readonly upSql = `
      CREATE TABLE IF NOT EXISTS dispatches (
        id varchar(160) NOT NULL,
        case_kind varchar(16) NOT NULL,
        case_id varchar(100) NOT NULL,
        case_number varchar(60) NOT NULL,
        tenant varchar(20) NOT NULL,
        lane varchar(16) NOT NULL,
        template varchar(32) NOT NULL,
        step varchar(100) NOT NULL,
        party varchar(16) NOT NULL,
        organisation_id varchar(20) NULL,
        gating tinyint(1) NOT NULL,
        confidential tinyint(1) NOT NULL,
        facts json NOT NULL,
        state varchar(16) NOT NULL,
        attempts int unsigned NOT NULL,
        ambiguous_attempts int unsigned NOT NULL,
        message_id varchar(255) NULL,
        queued_at datetime(3) NOT NULL,
        next_attempt_at datetime(3) NOT NULL,
        claimed_by varchar(100) NULL,
        claimed_until datetime(3) NULL,
        smtp_response varchar(500) NULL,
        accepted_at datetime(3) NULL,
        arrival_check_at datetime(3) NULL,
        arrival_checked tinyint(1) NOT NULL,
        delivered_at datetime(3) NULL,
        delivery_source varchar(16) NULL,
        delivered_by varchar(64) NULL,
        non_arrival varchar(16) NULL,
        reported tinyint(1) NOT NULL,
        last_error varchar(500) NULL,
        ${recordedAt},
        PRIMARY KEY (id),
        KEY dispatches_message (message_id),
        KEY dispatches_due (lane, state, next_attempt_at, id),
        KEY dispatches_lease (lane, state, claimed_until),
        KEY dispatches_arrival (lane, state, arrival_checked, arrival_check_at),
        KEY dispatches_report (lane, gating, reported, non_arrival),
        KEY dispatches_case (case_kind, case_id, id),
        KEY dispatches_list (tenant, id)
      ) ${tableOptions}`;
  protected readonly downSql = 'DROP TABLE IF EXISTS dispatches';
}
