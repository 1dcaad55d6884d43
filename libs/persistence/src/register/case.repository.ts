import { In, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type { NoticePhase, OrganisationId, Outsider, PersonId, SuspensionPhase } from '@xiangaitong/domain';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { NoticeEntity, SuspensionEntity, type NoticeRow, type SuspensionRow } from '../entities/case.entity';
import { OrganisationEntity } from '../entities/directory.entity';

/** Some of the cases: all conditions that are given hold. */
export interface CaseScope {
  readonly tenant?: OrganisationId;
  readonly notTenant?: OrganisationId;
  readonly respondentId?: OrganisationId;
  /** The exchange centre that connects the respondent. */
  readonly connectedBy?: OrganisationId;
  /** Only what this outsider knows of. */
  readonly knownTo?: Outsider;
  readonly phases?: readonly string[];
}

interface CaseFilter extends Omit<PageRequest, 'tenant'> {
  readonly tenant?: OrganisationId;
  readonly respondentId?: OrganisationId;
  readonly closed?: boolean;
  /** Those of any of these; all, when absent. */
  readonly scopes?: readonly CaseScope[];
  /** `id`, or by deadline or effective date with those that have none first; `id` when absent. */
  readonly order?: 'id' | 'deadline';
}

export interface NoticeFilter extends CaseFilter {
  readonly phase?: NoticePhase;
  readonly trackerId?: PersonId;
}

export interface SuspensionFilter extends CaseFilter {
  readonly phase?: SuspensionPhase;
  readonly noticeId?: string;
  readonly inForce?: boolean;
}

/** Notices as lists show them. */
export class NoticeRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws BadCursorError */
  list(filter: NoticeFilter): Promise<Page<NoticeRow>> {
    const { tenant, phase, respondentId, trackerId, closed, order } = filter;
    const query = this.dataSource.createQueryBuilder(NoticeEntity, 'r');
    whereGiven(query, { tenant, phase, respondentId, trackerId, closed });
    withinScopes(query, filter.scopes);
    return order === 'deadline'
      ? pageOf(query, filter, {
          list: 'notices.deadline',
          by: { column: 'r.deadlineAt', of: (row) => row.deadlineAt },
        })
      : pageOf(query, filter, { list: 'notices' });
  }

  async get(tenant: OrganisationId, id: string): Promise<NoticeRow | undefined> {
    return (await this.dataSource.manager.findOneBy(NoticeEntity, { tenant, id })) ?? undefined;
  }

  /** Whoever's it is: for those who know the case and not its tenant. The caller decides who may see it. */
  async find(id: string): Promise<NoticeRow | undefined> {
    return (await this.dataSource.manager.findOneBy(NoticeEntity, { id })) ?? undefined;
  }

  /** Those of the ids that are known, as `find`. */
  async findMany(ids: readonly string[]): Promise<readonly NoticeRow[]> {
    return ids.length === 0 ? [] : this.dataSource.manager.findBy(NoticeEntity, { id: In(ids) });
  }
}

/** Suspensions as lists show them. */
export class SuspensionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws BadCursorError */
  list(filter: SuspensionFilter): Promise<Page<SuspensionRow>> {
    const { tenant, phase, respondentId, noticeId, inForce, closed, order } = filter;
    const query = this.dataSource.createQueryBuilder(SuspensionEntity, 'r');
    whereGiven(query, { tenant, phase, respondentId, noticeId, inForce, closed });
    withinScopes(query, filter.scopes);
    return order === 'deadline'
      ? pageOf(query, filter, {
          list: 'suspensions.deadline',
          by: { column: 'r.effectiveAt', of: (row) => row.effectiveAt },
        })
      : pageOf(query, filter, { list: 'suspensions' });
  }

  async get(tenant: OrganisationId, id: string): Promise<SuspensionRow | undefined> {
    return (await this.dataSource.manager.findOneBy(SuspensionEntity, { tenant, id })) ?? undefined;
  }

  /** Whoever's it is: for those who know the case and not its tenant. The caller decides who may see it. */
  async find(id: string): Promise<SuspensionRow | undefined> {
    return (await this.dataSource.manager.findOneBy(SuspensionEntity, { id })) ?? undefined;
  }

  /** Those of the ids that are known, as `find`. */
  async findMany(ids: readonly string[]): Promise<readonly SuspensionRow[]> {
    return ids.length === 0 ? [] : this.dataSource.manager.findBy(SuspensionEntity, { id: In(ids) });
  }
}

const knownAt = {
  respondent: 'r.knownToRespondentAt',
  bureau: 'r.knownToBureauAt',
  authority: 'r.knownToAuthorityAt',
} as const satisfies Record<Outsider, string>;

/** Adds that the case is of one of the scopes at least; none at all shows nothing. */
function withinScopes<Row extends NoticeRow | SuspensionRow>(
  query: SelectQueryBuilder<Row>,
  scopes: readonly CaseScope[] | undefined,
): void {
  if (scopes === undefined) return;
  const each = scopes.map((scope, index) => {
    const named = (name: string): string => `${name}${index}`;
    const { tenant, notTenant, respondentId, connectedBy, knownTo, phases } = scope;
    const given = { tenant, notTenant, respondentId, connectedBy, phases };
    for (const [name, value] of Object.entries(given)) {
      if (value !== undefined) query.setParameter(named(name), value);
    }
    const connected = query
      .subQuery()
      .select('o.id')
      .from(OrganisationEntity, 'o')
      .where(`o.centreId = :${named('connectedBy')}`);
    const conditions = [
      ...(tenant === undefined ? [] : [`r.tenant = :${named('tenant')}`]),
      ...(notTenant === undefined ? [] : [`r.tenant <> :${named('notTenant')}`]),
      ...(respondentId === undefined ? [] : [`r.respondentId = :${named('respondentId')}`]),
      ...(connectedBy === undefined ? [] : [`r.respondentId IN ${connected.getQuery()}`]),
      ...(knownTo === undefined ? [] : [`${knownAt[knownTo]} IS NOT NULL`]),
      ...(phases === undefined
        ? []
        : [phases.length === 0 ? 'FALSE' : `r.phase IN (:...${named('phases')})`]),
    ];
    return `(${conditions.join(' AND ') || 'TRUE'})`;
  });
  query.andWhere(`(${each.join(' OR ') || 'FALSE'})`);
}
