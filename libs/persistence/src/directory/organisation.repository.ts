import { In, type DataSource } from 'typeorm';
import type { OrganisationId } from '@xiangaitong/domain';
import { OrganisationEntity, type OrganisationRow } from '../entities/directory.entity';

export type Organisation = Omit<OrganisationRow, 'recordedAt'>;

/** Who takes part in the exchange. */
export class OrganisationRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Inserts or replaces; the last writer's word holds, as in the address book it comes from. */
  async upsert(organisation: Organisation): Promise<void> {
    const { id, name, kind, centreId, status, email } = organisation;
    await this.dataSource
      .createQueryBuilder()
      .insert()
      .into(OrganisationEntity)
      .values({ id, name, kind, centreId, status, email })
      .orUpdate(['name', 'kind', 'centre_id', 'status', 'email'])
      .updateEntity(false)
      .execute();
  }

  async get(id: OrganisationId): Promise<Organisation | undefined> {
    return (await this.dataSource.manager.findOneBy(OrganisationEntity, { id })) ?? undefined;
  }

  /** Those of the ids that are known, by id. */
  async findMany(ids: readonly OrganisationId[]): Promise<readonly Organisation[]> {
    return this.dataSource.manager.find(OrganisationEntity, { where: { id: In(ids) }, order: { id: 'ASC' } });
  }

  /** All of a kind, by id: the one bureau, the one authority, the centres. */
  async byKind(kind: Organisation['kind']): Promise<readonly Organisation[]> {
    return this.dataSource.manager.find(OrganisationEntity, { where: { kind }, order: { id: 'ASC' } });
  }
}
