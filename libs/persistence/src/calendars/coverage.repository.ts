import type { DataSource, EntityManager } from 'typeorm';
import {
  addDays,
  civilDateAt,
  compareDates,
  deadlineInstant,
  type CaseKind,
  type CivilDate,
  type Instant,
  type OrganisationId,
} from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { NoticeEntity, SuspensionEntity } from '../entities/case.entity';
import { OrganisationEntity } from '../entities/directory.entity';
import { TaskEntity } from '../entities/task.entity';

/** An open case whose calendar ends earlier than another. */
export interface ShortCase {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly tenant: OrganisationId;
  /** Its last day; absent in rows of before it was kept. */
  readonly until?: CivilDate;
}

/** How long before the calendar ends the next year is asked for, calendar days. */
const ASKED_BEFORE_DAYS = 60;
/** When that becomes urgent. */
const URGENT_BEFORE_DAYS = 30;

const entities = { notice: NoticeEntity, suspension: SuspensionEntity } as const;
const kinds: readonly CaseKind[] = ['notice', 'suspension'];

/** How long the calendar lasts: for open cases, and for who has to bring the next one. */
export class CoverageRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Open cases that have no day after `lastDay`'s predecessor, in the order of kind and id, after `after`. */
  async endingBefore(
    lastDay: CivilDate,
    after: Pick<ShortCase, 'caseKind' | 'caseId'> | undefined,
    limit: number,
  ): Promise<readonly ShortCase[]> {
    const found: ShortCase[] = [];
    for (const caseKind of kinds.slice(after === undefined ? 0 : kinds.indexOf(after.caseKind))) {
      const from = after?.caseKind === caseKind ? after.caseId : '';
      const rows = await this.dataSource
        .createQueryBuilder<{ id: string; tenant: string; closed: boolean; calendarUntil: string | null }>(
          entities[caseKind],
          'r',
        )
        .select(['r.id', 'r.tenant', 'r.calendarUntil'])
        .where('r.closed = FALSE AND r.id > :from', { from })
        .andWhere('(r.calendarUntil IS NULL OR r.calendarUntil < :lastDay)', { lastDay })
        .orderBy('r.id')
        .limit(limit - found.length)
        .getMany();
      found.push(
        ...rows.map(({ id: caseId, tenant, calendarUntil: until }) => ({
          caseKind,
          caseId,
          tenant,
          ...(until === null ? {} : { until }),
        })),
      );
      if (found.length >= limit) break;
    }
    return found;
  }

  /**
   * Has each centre a task to bring the next calendar while this one is about to end, and none otherwise. One task a
   * centre, however often it is asked.
   * @param at business time
   */
  async watch(lastDay: CivilDate, versionId: string, at: Instant): Promise<void> {
    const left = (days: number): boolean => compareDates(civilDateAt(at), addDays(lastDay, -days)) >= 0;
    await inTransaction(this.dataSource, async (manager) => {
      if (left(ASKED_BEFORE_DAYS)) await ask(manager, lastDay, versionId, at, left(URGENT_BEFORE_DAYS));
      else await manager.update(TaskEntity, open, { isOpen: null, closedAt: at });
    });
  }
}

const open = { caseKind: 'calendar', kind: 'importCalendar', isOpen: true } as const;

async function ask(
  manager: EntityManager,
  lastDay: CivilDate,
  versionId: string,
  at: Instant,
  urgent: boolean,
): Promise<void> {
  const centres = await manager.findBy(OrganisationEntity, { kind: 'centre' });
  if (centres.length === 0) return;
  await manager
    .createQueryBuilder()
    .insert()
    .into(TaskEntity)
    .values(
      centres.map(({ id: tenant }) => ({
        ...open,
        id: `calendar/${versionId}/${tenant}`,
        caseId: tenant,
        caseNumber: '',
        tenant,
        letterId: '',
        role: 'centreAdministrator' as const,
        assigneeId: null,
        onBehalfOf: null,
        dueAt: deadlineInstant(lastDay),
        urgent,
        openedAt: at,
        closedAt: null,
      })),
    )
    // Asked before: it becomes urgent as the day comes nearer.
    .orUpdate(['urgent'])
    .updateEntity(false)
    .execute();
}
