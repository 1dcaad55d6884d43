import type { DataSource, EntityManager } from 'typeorm';
import type { Actor, CaseKind, Instant, OrganisationId, PersonId } from '@xiangaitong/domain';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { AuditEntity, type AuditRow } from '../entities/audit.entity';
import { actorColumns } from '../register/record-rows';

export interface AuditEntry {
  /** Business time. */
  readonly at: Instant;
  readonly actor: Actor;
  readonly tenant: OrganisationId;
  /** The command's type, or what was done outside a case. */
  readonly action: string;
  readonly caseKind?: CaseKind;
  readonly caseId?: string;
  readonly outcome: AuditRow['outcome'];
  /** Code of the refusal. */
  readonly code?: string;
  readonly requestId?: string;
  /** No personal data: it cannot be erased from here. */
  readonly detail?: object;
}

export interface AuditFilter extends PageRequest {
  readonly actorId?: PersonId;
  readonly caseKind?: CaseKind;
  readonly caseId?: string;
  readonly outcome?: AuditRow['outcome'];
}

/** The audit record: written once, read, and neither changed nor deleted. */
export class AuditRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Twice is two records: `record` writes its own, this is for what it never sees, refusals above all. */
  append(entry: AuditEntry): Promise<void> {
    return appendAudit(this.dataSource.manager, entry);
  }

  /** Newest first. @throws BadCursorError */
  list(filter: AuditFilter): Promise<Page<AuditRow>> {
    const { tenant, actorId, caseKind, caseId, outcome } = filter;
    const query = this.dataSource
      .createQueryBuilder(AuditEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    return pageOf(whereGiven(query, { actorId, caseKind, caseId, outcome }), filter, {
      list: 'audit',
      direction: 'DESC',
    });
  }
}

/** Within the caller's transaction: what was done is recorded with it, or neither is. */
export async function appendAudit(manager: EntityManager, entry: AuditEntry): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(AuditEntity)
    .values({
      at: entry.at,
      ...actorColumns(entry.actor),
      tenant: entry.tenant,
      action: entry.action,
      caseKind: entry.caseKind ?? null,
      caseId: entry.caseId ?? null,
      outcome: entry.outcome,
      code: entry.code ?? null,
      requestId: entry.requestId ?? null,
      detail: entry.detail ?? null,
    })
    .updateEntity(false)
    .execute();
}
