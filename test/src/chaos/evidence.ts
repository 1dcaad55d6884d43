import type { CaseKind } from '@xiangaitong/domain';
import { parseEventRow, type ReadEvent } from './event-row.parser';
import type { DataSource } from 'typeorm';
import type { LedgerEntry } from './ledger';

export interface CommandEvidence {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly commandId: string;
  readonly seq: number;
  readonly events: readonly string[];
}

export interface CaseEvidence {
  readonly kind: CaseKind;
  readonly id: string;
  readonly seq: number;
  readonly phase: string;
  readonly closed: boolean;
  readonly respondentId: string;
  readonly noticeId: string | null;
  readonly events: readonly ReadEvent[];
}

export interface LetterEvidence {
  readonly id: string;
  readonly state: string;
  readonly messageId: string | null;
  readonly ambiguousAttempts: number;
}

/** All that the verifier looks at: what callers heard, what the register holds, what the mail server took. */
export interface Evidence {
  readonly ledger: readonly LedgerEntry[];
  readonly commands: readonly CommandEvidence[];
  readonly cases: readonly CaseEvidence[];
  readonly letters: readonly LetterEvidence[];
  readonly pendingEffects: readonly string[];
  /** Rows of the audit record that say `done`, by case and command. */
  readonly audited: readonly {
    readonly commandId: string;
    readonly caseId: string;
    readonly times: number;
  }[];
  readonly services: readonly {
    readonly organisationId: string;
    readonly desired: string;
    readonly version: number;
  }[];
  /** Message-IDs as the mail server took them, each as often as it came. */
  readonly mails: readonly string[];
}

/** Reads everything, in one go; nothing moves any more. */
export async function readEvidence(
  register: Pick<DataSource, 'query'>,
  heard: Pick<Evidence, 'ledger' | 'mails'>,
): Promise<Evidence> {
  const query = <T>(sql: string): Promise<T[]> => register.query<T[]>(sql);
  const events = new Map<string, ReadEvent[]>();
  for (const row of await query<Parameters<typeof parseEventRow>[0]>(
    `SELECT stream_kind, stream_id, seq, type, at, recorded_at, actor_id, actor_role, actor_organisation_id,
       actor_on_behalf_of, data FROM events ORDER BY stream_kind, stream_id, seq`,
  )) {
    const key = `${row.stream_kind}/${row.stream_id}`;
    events.set(key, [...(events.get(key) ?? []), parseEventRow(row)]);
  }
  const cases: CaseEvidence[] = [];
  for (const kind of ['notice', 'suspension'] as const) {
    const rows = await query<CaseRow>(
      `SELECT id, seq, phase, closed, respondent_id,
         ${kind === 'notice' ? 'NULL' : 'notice_id'} AS notice_id FROM ${kind}s`,
    );
    for (const row of rows)
      cases.push({
        kind,
        id: row.id,
        seq: row.seq,
        phase: row.phase,
        closed: Boolean(row.closed),
        respondentId: row.respondent_id,
        noticeId: row.notice_id,
        events: events.get(`${kind}/${row.id}`) ?? [],
      });
  }
  const commands = await query<{
    case_kind: CaseKind;
    case_id: string;
    command_id: string;
    result: string | { seq: number; events: string[] };
  }>('SELECT case_kind, case_id, command_id, result FROM commands');
  return {
    ...heard,
    commands: commands.map(({ case_kind, case_id, command_id, result }) => {
      const { seq, events: types } = (typeof result === 'string' ? JSON.parse(result) : result) as {
        seq: number;
        events: string[];
      };
      return { caseKind: case_kind, caseId: case_id, commandId: command_id, seq, events: types };
    }),
    cases,
    letters: await query(
      `SELECT id, state, message_id AS messageId, ambiguous_attempts AS ambiguousAttempts FROM dispatches`,
    ),
    pendingEffects: (await query<{ id: string }>(`SELECT id FROM effects WHERE state = 'pending'`)).map(
      ({ id }) => id,
    ),
    audited: (
      await query<{ commandId: string; caseId: string; times: string }>(
        `SELECT request_id AS commandId, case_id AS caseId, COUNT(*) AS times FROM audit_records
         WHERE outcome = 'done' AND request_id IS NOT NULL AND case_id IS NOT NULL
         GROUP BY request_id, case_id, case_kind`,
      )
    ).map((row) => ({ ...row, times: Number(row.times) })),
    services: await query(`SELECT organisation_id AS organisationId, desired, version FROM service_states`),
  };
}

interface CaseRow {
  readonly id: string;
  readonly seq: number;
  readonly phase: string;
  readonly closed: number;
  readonly respondent_id: string;
  readonly notice_id: string | null;
}
