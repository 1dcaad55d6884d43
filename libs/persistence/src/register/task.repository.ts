import type { DataSource } from 'typeorm';
import type { OrganisationId, PersonId, Role, TaskKind } from '@xiangaitong/domain';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { TaskEntity, type TaskRow, type TaskSubject } from '../entities/task.entity';

export interface TaskFilter extends PageRequest {
  readonly kind?: TaskKind;
  readonly role?: Role;
  readonly assigneeId?: PersonId;
  /** Asked of one of these by name, or of somebody in the place of `person`. */
  readonly inCharge?: { readonly person: PersonId; readonly inPlaceOf: readonly PersonId[] };
  readonly caseKind?: TaskSubject;
  readonly caseId?: string;
  readonly urgent?: boolean;
  /** True: open ones; false: closed ones; absent: both. */
  readonly open?: boolean;
}

/** What people are asked to do. Opened and closed by `RegisterRepository.record` only. */
export class TaskRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** By due time, those without one last. @throws BadCursorError */
  list(filter: TaskFilter): Promise<Page<TaskRow>> {
    const { tenant, kind, role, assigneeId, caseKind, caseId, urgent, open, inCharge } = filter;
    const query = this.dataSource.createQueryBuilder(TaskEntity, 'r').where('r.tenant = :tenant', { tenant });
    whereGiven(query, { kind, role, assigneeId, caseKind, caseId, urgent });
    if (open !== undefined) query.andWhere(open ? 'r.isOpen = TRUE' : 'r.isOpen IS NULL');
    if (inCharge !== undefined) {
      const { person, inPlaceOf } = inCharge;
      query.andWhere('(r.assigneeId IN (:...asked) OR r.onBehalfOf = :person)', {
        asked: [person, ...inPlaceOf],
        person,
      });
    }
    return pageOf(query, filter, {
      list: 'tasks.due',
      by: { column: 'r.dueAt', of: (row) => row.dueAt, nullsLast: true },
    });
  }

  async get(tenant: OrganisationId, id: string): Promise<TaskRow | undefined> {
    return (await this.dataSource.manager.findOneBy(TaskEntity, { tenant, id })) ?? undefined;
  }
}
