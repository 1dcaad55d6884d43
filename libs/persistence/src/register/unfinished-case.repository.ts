import { In, type DataSource, type EntityManager, type SelectQueryBuilder } from 'typeorm';
import type { CaseKind, OrganisationId, WorkflowEffect } from '@xiangaitong/domain';
import type { StampedEvent } from '@xiangaitong/contracts';
import { NoticeEntity, SuspensionEntity } from '../entities/case.entity';
import { EffectEntity } from '../entities/stream.entity';
import { parseEffect } from './event.parser';
import { streamsOf } from './open-case.repository';

/** A case of any centre as the register has it: all that its workflow is made of. */
export interface RegisteredCase {
  readonly kind: CaseKind;
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly caseNumber: string;
  readonly closed: boolean;
  readonly events: readonly StampedEvent[];
  /** Recorded for the workflow to carry out, and not yet done; none without its event. */
  readonly pending: readonly WorkflowEffect[];
}

/** How far a case is in the register. */
export interface CaseHead {
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly seq: number;
}

/** The cases of all centres that have to have a workflow: open, or closed with something still to carry out. */
export class UnfinishedCaseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The next of them by id: three statements, by key. One that goes on meanwhile comes with its events of one moment
   * and its effects of the next; the effects of events that are not there are left out.
   * @param after the id of the last case of the page before; undefined for the first page
   */
  async page(kind: CaseKind, after: string | undefined, limit: number): Promise<readonly RegisteredCase[]> {
    const query = this.cases(kind)
      .where('r.id > :after', { after: after ?? '' })
      .andWhere(
        `(r.closed = FALSE OR EXISTS (SELECT 1 FROM effects e
           WHERE e.stream_kind = :kind AND e.stream_id = r.id AND e.state = 'pending'))`,
        { kind },
      )
      .orderBy('r.id')
      .limit(limit);
    return this.whole(kind, await query.getMany());
  }

  /**
   * Those of them that were changed last, with their heads: of each kind at most so many that are open, and at most so
   * many that are closed. The latter are found by what they have to carry out, which one index has: cases that are
   * closed are many, and nearly all of them done.
   */
  async lastChanged(limit: number): Promise<readonly CaseHead[]> {
    const heads: CaseHead[] = [];
    for (const kind of ['notice', 'suspension'] as const) {
      for (const where of [
        'r.closed = FALSE',
        `r.closed = TRUE AND r.id IN (SELECT e.stream_id FROM effects e WHERE e.stream_kind = :kind AND e.state = 'pending')`,
      ]) {
        const rows = await this.dataSource
          .createQueryBuilder<{ readonly id: string; readonly seq: number }>(entityOf(kind), 'r')
          .select(['r.id', 'r.seq'])
          .where(where, { kind })
          .orderBy('r.updatedAt', 'DESC')
          .limit(limit)
          .getMany();
        heads.push(...rows.map(({ id, seq }) => ({ caseKind: kind, caseId: id, seq })));
      }
    }
    return heads;
  }

  /** Those of these ids that the register knows, finished or not, in no particular order. */
  async findMany(kind: CaseKind, ids: readonly string[]): Promise<readonly RegisteredCase[]> {
    if (ids.length === 0) return [];
    return this.whole(
      kind,
      await this.cases(kind)
        .where('r.id IN (:...ids)', { ids: [...ids] })
        .getMany(),
    );
  }

  private cases(kind: CaseKind): SelectQueryBuilder<Listed> {
    return this.dataSource
      .createQueryBuilder<Listed>(entityOf(kind), 'r')
      .select(['r.id', 'r.tenant', 'r.caseNumber', 'r.closed']);
  }

  private async whole(kind: CaseKind, rows: readonly Listed[]): Promise<readonly RegisteredCase[]> {
    const ids = rows.map(({ id }) => id);
    const { manager } = this.dataSource;
    const streams = await streamsOf(manager, kind, ids);
    const effects = await pendingOf(manager, kind, ids);
    return rows.map(({ id, tenant, caseNumber, closed }) => {
      const events = streams.get(id) ?? [];
      const pending = effects
        .filter(({ streamId, seq }) => streamId === id && seq <= events.length)
        .map(({ effect }) => effect);
      return { kind, id, tenant, caseNumber, closed, events, pending };
    });
  }
}

const entityOf = (kind: CaseKind) => (kind === 'notice' ? NoticeEntity : SuspensionEntity);

interface Listed {
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly caseNumber: string;
  readonly closed: boolean;
}

async function pendingOf(
  manager: EntityManager,
  streamKind: CaseKind,
  ids: readonly string[],
): Promise<readonly { readonly streamId: string; readonly seq: number; readonly effect: WorkflowEffect }[]> {
  if (ids.length === 0) return [];
  const rows = await manager.find(EffectEntity, {
    where: { streamKind, streamId: In([...ids]), state: 'pending' },
    order: { seq: 'ASC', position: 'ASC' },
  });
  return rows.map((row) => ({ streamId: row.streamId, seq: row.seq, effect: parseEffect(row) }));
}
