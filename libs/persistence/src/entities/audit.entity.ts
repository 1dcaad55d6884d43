import { EntitySchema } from 'typeorm';
import type { CaseKind, Instant, OrganisationId } from '@xiangaitong/domain';
import { instant, json, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';

/** Who did or tried what. Only ever inserted. */
export interface AuditRow extends ActorColumns {
  /** Ascending; a number as text. */
  readonly id: string;
  /** Business time. */
  readonly at: Instant;
  readonly tenant: OrganisationId;
  /** The command's type, or what was done outside a case. */
  readonly action: string;
  readonly caseKind: CaseKind | null;
  readonly caseId: string | null;
  readonly outcome: 'done' | 'refused';
  /** Code of the refusal. */
  readonly code: string | null;
  /** Id of the command or request. */
  readonly requestId: string | null;
  readonly detail: object | null;
  readonly recordedAt: Instant;
}

export const AuditEntity = new EntitySchema<AuditRow>({
  name: 'auditRecord',
  tableName: 'audit_records',
  columns: {
    id: { type: 'bigint', unsigned: true, primary: true, generated: 'increment' },
    at: instant(),
    ...actorEntityColumns,
    tenant: text(lengths.organisation),
    action: text(lengths.name),
    caseKind: text(lengths.kind, optional),
    caseId: text(lengths.caseId, optional),
    outcome: text(lengths.kind),
    code: text(lengths.name, optional),
    requestId: text(lengths.command, optional),
    detail: json(optional),
    recordedAt: recordedAt(),
  },
});
