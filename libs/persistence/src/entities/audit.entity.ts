import { EntitySchema } from 'typeorm';
import type { CaseKind, Instant, OrganisationId, PersonId, Role } from '@xiangaitong/domain';
import { instant, json, lengths, optional, recordedAt, text } from '../database/columns';

/** Who did or tried what. Only ever inserted. */
export interface AuditRow {
  /** Ascending; a number as text. */
  readonly id: string;
  /** Business time. */
  readonly at: Instant;
  readonly actorId: PersonId;
  readonly actorRole: Role;
  readonly actorOrganisationId: OrganisationId;
  readonly actorOnBehalfOf: PersonId | null;
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
    actorId: text(lengths.person),
    actorRole: text(lengths.phase),
    actorOrganisationId: text(lengths.organisation),
    actorOnBehalfOf: text(lengths.person, optional),
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
