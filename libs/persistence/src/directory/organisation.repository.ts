import { In, IsNull, Not, type DataSource } from 'typeorm';
import type { Actor, County, Instant, OrganisationId } from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import { inTransaction } from '../database/transaction';
import { OrganisationEntity, type OrganisationRow } from '../entities/directory.entity';
import { NotFoundError } from '../errors';

export type Organisation = Omit<OrganisationRow, 'recordedAt'>;

/** An organisation as it is entered; the address book knows no counties. */
export interface OrganisationEntry extends Omit<Organisation, 'county'> {
  readonly county?: County | undefined;
}

/** In which county an office is, as somebody says. */
export interface CountyOfOffice {
  readonly organisationId: OrganisationId;
  readonly county: County;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
  readonly requestId: string;
}

/** Who takes part in the exchange. */
export class OrganisationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Inserts or replaces; the last writer's word holds, as in the address book it comes from. A county that is not
   * given stays as it is.
   */
  async upsert(organisation: OrganisationEntry): Promise<void> {
    const { id, name, kind, centreId, status, email, county } = organisation;
    const replaced = ['name', 'kind', 'centre_id', 'status', 'email'];
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(OrganisationEntity)
      .values({ id, name, kind, centreId, status, email, county: county ?? null })
      .orUpdate(county === undefined ? replaced : [...replaced, 'county'])
      .updateEntity(false)
      .execute();
  }

  /**
   * Says where the office is, with an audit record of what that changes; saying it again changes nothing.
   * @throws NotFoundError
   */
  async setCounty({ organisationId: id, county, by, at, requestId }: CountyOfOffice): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      // Locked, so that of two people who set it at once each record names what it replaced.
      const there = await manager.findOne(OrganisationEntity, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (there === null) throw new NotFoundError(`Organisation ${id}`);
      if (there.county === county) return;
      await manager.update(OrganisationEntity, { id }, { county });
      const detail = { organisationId: id, county, before: there.county };
      const act = { action: 'SetCounty', outcome: 'done', requestId, detail } as const;
      await appendAudit(manager, { at, actor: by, tenant: by.organisationId, ...act });
    });
  }

  async get(id: OrganisationId): Promise<Organisation | undefined> {
    return (await this.dataSource.manager.findOneBy(OrganisationEntity, { id })) ?? undefined;
  }

  /** Those of the ids that are known, by id. */
  async findMany(ids: readonly OrganisationId[]): Promise<readonly Organisation[]> {
    return this.dataSource.manager.find(OrganisationEntity, { where: { id: In(ids) }, order: { id: 'ASC' } });
  }

  /** Where the offices are, of those of which somebody has said. */
  async counties(): Promise<ReadonlyMap<OrganisationId, County>> {
    const rows = await this.dataSource.manager.find(OrganisationEntity, {
      select: { id: true, county: true },
      where: { county: Not(IsNull()) },
    });
    return new Map(rows.flatMap(({ id, county }) => (county === null ? [] : [[id, county] as const])));
  }

  /** All of a kind, by id: the one bureau, the one authority, the centres. */
  async byKind(kind: Organisation['kind']): Promise<readonly Organisation[]> {
    return this.dataSource.manager.find(OrganisationEntity, { where: { kind }, order: { id: 'ASC' } });
  }
}
