import type { DataSource } from 'typeorm';
import type { NoticePhase, OrganisationId, PersonId, SuspensionPhase } from '@xiangaitong/domain';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { NoticeEntity, SuspensionEntity, type NoticeRow, type SuspensionRow } from '../entities/case.entity';

interface CaseFilter extends PageRequest {
  readonly respondentId?: OrganisationId;
  readonly closed?: boolean;
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
    const query = this.dataSource
      .createQueryBuilder(NoticeEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    whereGiven(query, { phase, respondentId, trackerId, closed });
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
}

/** Suspensions as lists show them. */
export class SuspensionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @throws BadCursorError */
  list(filter: SuspensionFilter): Promise<Page<SuspensionRow>> {
    const { tenant, phase, respondentId, noticeId, inForce, closed, order } = filter;
    const query = this.dataSource
      .createQueryBuilder(SuspensionEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    whereGiven(query, { phase, respondentId, noticeId, inForce, closed });
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
}
