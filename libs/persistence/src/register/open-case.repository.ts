import { In, type DataSource, type EntityManager, type EntitySchema } from 'typeorm';
import type { CaseKind, OrganisationId } from '@xiangaitong/domain';
import type { StampedEvent } from '@xiangaitong/contracts';
import { NoticeEntity, SuspensionEntity } from '../entities/case.entity';
import { EventEntity } from '../entities/stream.entity';
import { parseEvent } from './event.parser';

/** An open case with all that was recorded of it, in order. */
export interface OpenCase {
  readonly id: string;
  readonly caseNumber: string;
  readonly respondentName: string | null;
  readonly events: readonly StampedEvent[];
}

/** The open cases of a centre, read whole and a page at a time, for what looks at all of them. */
export class OpenCaseRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The next cases by id, with their events: two statements, by key. A case that goes on meanwhile comes as it is when
   * its page is read.
   * @param after the id of the last case of the page before; undefined for the first page
   */
  async page(
    kind: CaseKind,
    tenant: OrganisationId,
    after: string | undefined,
    limit: number,
  ): Promise<readonly OpenCase[]> {
    const entity: EntitySchema<Listed> = kind === 'notice' ? NoticeEntity : SuspensionEntity;
    const cases = await this.dataSource
      .createQueryBuilder(entity, 'r')
      .select(['r.id', 'r.caseNumber', 'r.respondentName'])
      .where('r.tenant = :tenant AND r.closed = FALSE AND r.id > :after', { tenant, after: after ?? '' })
      .orderBy('r.id')
      .limit(limit)
      .getMany();
    const streams = await streamsOf(
      this.dataSource.manager,
      kind,
      cases.map(({ id }) => id),
    );
    return cases.map(({ id, caseNumber, respondentName }) => ({
      id,
      caseNumber,
      respondentName,
      events: streams.get(id) ?? [],
    }));
  }
}

/** All events of these cases, in order, in one statement. */
export async function streamsOf(
  manager: EntityManager,
  kind: CaseKind,
  ids: readonly string[],
): Promise<ReadonlyMap<string, readonly StampedEvent[]>> {
  const streams = new Map<string, StampedEvent[]>();
  if (ids.length === 0) return streams;
  const rows = await manager.find(EventEntity, {
    where: { streamKind: kind, streamId: In([...ids]) },
    order: { streamId: 'ASC', seq: 'ASC' },
  });
  for (const row of rows) {
    const stream = streams.get(row.streamId);
    if (stream === undefined) streams.set(row.streamId, [parseEvent(row)]);
    else stream.push(parseEvent(row));
  }
  return streams;
}

interface Listed {
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly caseNumber: string;
  readonly respondentName: string | null;
  readonly closed: boolean;
}
