import { In, type DataSource, type SelectQueryBuilder } from 'typeorm';
import type {
  Instant,
  NoticePhase,
  OrganisationId,
  Outsider,
  PersonId,
  SuspensionPhase,
} from '@xiangaitong/domain';
import { toDate } from '../database/columns';
import { pageOf, whereGiven, type Order, type Page, type PageRequest } from '../database/page';
import { NoticeEntity, SuspensionEntity, type NoticeRow, type SuspensionRow } from '../entities/case.entity';
import { OrganisationEntity } from '../entities/directory.entity';
import { SearchRepository, type Sought } from '../search/search.repository';
import { whereFound, whereNumbered, whereWithin, type Span } from './case-conditions';

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
  readonly closed?: boolean;
}

interface CaseFilter extends Omit<PageRequest, 'tenant'> {
  readonly tenant?: OrganisationId;
  readonly respondentId?: OrganisationId;
  readonly trackerId?: PersonId;
  readonly closed?: boolean;
  /** Case numbers that begin so. */
  readonly caseNumber?: string;
  /** What the case says, and what it cites. */
  readonly sought?: Sought;
  /** Those of any of these; all, when absent. */
  readonly scopes?: readonly CaseScope[];
}

export interface NoticeFilter extends CaseFilter {
  readonly phase?: NoticePhase;
  readonly deadline?: Span;
  readonly issued?: Span;
  /** Open, with a deadline that is over at this instant. */
  readonly overdueAt?: Instant;
  /** `id`; by deadline with those that have none last; by issue, the last first. `id` when absent. */
  readonly order?: 'id' | 'deadline' | 'issued';
}

export interface SuspensionFilter extends CaseFilter {
  readonly phase?: SuspensionPhase;
  readonly noticeId?: string;
  readonly inForce?: boolean;
  readonly effective?: Span;
  /** `id`, or by effective date with those that have none last; `id` when absent. */
  readonly order?: 'id' | 'effective';
}

/** Notices as lists show them. */
export class NoticeRepository {
  private readonly search: SearchRepository;

  constructor(private readonly dataSource: DataSource) {
    this.search = new SearchRepository(dataSource);
  }

  /** @throws BadCursorError; TooManyWordsError and StatementTimeoutError where something is sought */
  list(filter: NoticeFilter): Promise<Page<NoticeRow>> {
    return this.search.within('notice', filter.sought ?? {}, (found, runner) => {
      const { tenant, phase, respondentId, trackerId, closed, overdueAt } = filter;
      const query = this.dataSource.createQueryBuilder(NoticeEntity, 'r', runner);
      whereGiven(query, { tenant, phase, respondentId, trackerId, closed });
      whereNumbered(query, filter.caseNumber);
      whereWithin(query, 'r.deadlineAt', filter.deadline);
      whereWithin(query, 'r.knownToRespondentAt', filter.issued);
      if (overdueAt !== undefined)
        query.andWhere('r.closed = FALSE AND r.deadlineAt <= :overdueAt', { overdueAt: toDate(overdueAt) });
      whereFound(query, 'notice', found);
      withinScopes(query, filter.scopes);
      return pageOf(query, filter, noticeOrders[filter.order ?? 'id']);
    });
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
  private readonly search: SearchRepository;

  constructor(private readonly dataSource: DataSource) {
    this.search = new SearchRepository(dataSource);
  }

  /** @throws BadCursorError; TooManyWordsError and StatementTimeoutError where something is sought */
  list(filter: SuspensionFilter): Promise<Page<SuspensionRow>> {
    return this.search.within('suspension', filter.sought ?? {}, (found, runner) => {
      const { tenant, phase, respondentId, trackerId, noticeId, inForce, closed } = filter;
      const query = this.dataSource.createQueryBuilder(SuspensionEntity, 'r', runner);
      whereGiven(query, { tenant, phase, respondentId, trackerId, noticeId, inForce, closed });
      whereNumbered(query, filter.caseNumber);
      whereWithin(query, 'r.effectiveAt', filter.effective);
      whereFound(query, 'suspension', found);
      withinScopes(query, filter.scopes);
      return pageOf(query, filter, suspensionOrders[filter.order ?? 'id']);
    });
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

const noticeOrders: Readonly<Record<'id' | 'deadline' | 'issued', Order<NoticeRow>>> = {
  id: { list: 'notices' },
  deadline: {
    list: 'notices.deadline',
    by: { column: 'r.deadlineAt', of: (row) => row.deadlineAt, nullsLast: true },
  },
  issued: {
    list: 'notices.issued',
    by: { column: 'r.knownToRespondentAt', of: (row) => row.knownToRespondentAt },
    direction: 'DESC',
  },
};

const suspensionOrders: Readonly<Record<'id' | 'effective', Order<SuspensionRow>>> = {
  id: { list: 'suspensions' },
  effective: {
    list: 'suspensions.effective',
    by: { column: 'r.effectiveAt', of: (row) => row.effectiveAt, nullsLast: true },
  },
};

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
    const { tenant, notTenant, respondentId, connectedBy, knownTo, phases, closed } = scope;
    const given = { tenant, notTenant, respondentId, connectedBy, phases, closed };
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
      ...(closed === undefined ? [] : [`r.closed = :${named('closed')}`]),
      ...(phases === undefined
        ? []
        : [phases.length === 0 ? 'FALSE' : `r.phase IN (:...${named('phases')})`]),
    ];
    return `(${conditions.join(' AND ') || 'TRUE'})`;
  });
  query.andWhere(`(${each.join(' OR ') || 'FALSE'})`);
}
