import type { CaseKind, Instant } from '@xiangaitong/domain';
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
  /** Business time from which it may be tried (again). */
  readonly nextAttemptAt: Instant;
  /** A case waits for it. */
  readonly gating: boolean;
  /** Why it is not known to have arrived. */
  readonly nonArrival: string | null;
  readonly delivered: boolean;
  /** The case that waits for it has been told of the non-arrival. */
  readonly reported: boolean;
  /** Somebody was asked to see to it. */
  readonly asked: boolean;
}

/** All that the verifier looks at: what callers heard, what the register holds, what the mail server took. */
export interface Evidence {
  /** Business time, by the harness's clock, at which the register was read. */
  readonly lookedAt: Instant;
  readonly ledger: readonly LedgerEntry[];
  readonly commands: readonly CommandEvidence[];
  readonly drafts: readonly { readonly id: string; readonly respondentId: string }[];
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
  heard: Pick<Evidence, 'lookedAt' | 'ledger' | 'mails'>,
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
    drafts: await query(`SELECT id, JSON_VALUE(content, '$.respondentId') AS respondentId FROM drafts`),
    cases,
    letters: (await query<LetterRow>(LETTERS)).map((row) => ({
      ...row,
      nextAttemptAt: row.nextAttemptAt.getTime(),
      gating: Boolean(row.gating),
      delivered: Boolean(row.delivered),
      reported: Boolean(row.reported),
      asked: Boolean(row.asked),
    })),
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

const LETTERS = `SELECT id, state, message_id AS messageId, ambiguous_attempts AS ambiguousAttempts,
    next_attempt_at AS nextAttemptAt, gating, non_arrival AS nonArrival, reported,
    delivered_at IS NOT NULL AS delivered,
    EXISTS (SELECT 1 FROM tasks WHERE tasks.letter_id = dispatches.id) AS asked
  FROM dispatches`;

type LetterRow = Omit<LetterEvidence, 'nextAttemptAt' | 'gating' | 'delivered' | 'reported' | 'asked'> & {
  readonly nextAttemptAt: Date;
  readonly gating: number;
  readonly delivered: number;
  readonly reported: number;
  readonly asked: number;
};

interface CaseRow {
  readonly id: string;
  readonly seq: number;
  readonly phase: string;
  readonly closed: number;
  readonly respondent_id: string;
  readonly notice_id: string | null;
}
