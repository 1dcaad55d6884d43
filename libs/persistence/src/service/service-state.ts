import type { EntityManager } from 'typeorm';
import type { OrganisationId } from '@xiangaitong/domain';
import { ServiceStateEntity, type ServiceStateRow } from '../entities/service-state.entity';

/** The state of an organisation whose service nothing has ever changed. */
export const untouched = (organisationId: OrganisationId): ServiceStateRow => ({
  organisationId,
  desired: 'on',
  changedAt: null,
  changedBySuspension: null,
  version: 0,
});

/** The upsert takes the exclusive lock whether the row was there or not, and two first ones cannot deadlock. */
export async function lockState(
  manager: EntityManager,
  organisationId: OrganisationId,
): Promise<ServiceStateRow> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(ServiceStateEntity)
    .values(untouched(organisationId))
    .orUpdate(['organisation_id'])
    .updateEntity(false)
    .execute();
  return manager
    .createQueryBuilder(ServiceStateEntity, 'r')
    .setLock('pessimistic_write')
    .where('r.organisationId = :organisationId', { organisationId })
    .getOneOrFail();
}

/** Under the lock. `changedBySuspension` is null where it was a dissolution. */
export async function setState(
  manager: EntityManager,
  organisationId: OrganisationId,
  desired: 'on' | 'off',
  changedBySuspension: string | null,
): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(ServiceStateEntity)
    .set({
      desired,
      changedBySuspension,
      changedAt: () => 'UTC_TIMESTAMP(3)',
      version: () => 'version + 1',
    })
    .where('organisation_id = :organisationId', { organisationId })
    .execute();
}
