import type { EntityManager } from 'typeorm';
import type { CaseKind, Instant, OrganisationId } from '@xiangaitong/domain';
import { OrganisationEntity } from '../entities/directory.entity';
import { DissolutionEntity } from '../entities/succession.entity';
import { lockState, setState } from './service-state';

/**
 * 裁撤, within the transaction that records a supervisor's approval: the service is off from then on. The
 * state's row is locked before the dissolution is written, as `ServiceStateRepository.apply` locks it
 * before it looks for one: so a restoration at the same moment comes before, or finds it.
 * Approved in a second case, the first one's word stays.
 */
export async function dissolve(
  manager: EntityManager,
  organisationId: OrganisationId,
  by: { readonly caseKind: CaseKind; readonly caseId: string; readonly at: Instant },
): Promise<void> {
  const { desired } = await lockState(manager, organisationId);
  const { caseKind, caseId, at } = by;
  await manager
    .createQueryBuilder()
    .insert()
    .into(DissolutionEntity)
    .values({ organisationId, caseKind, caseId, at })
    .orUpdate(['organisation_id'])
    .updateEntity(false)
    .execute();
  if (desired === 'on') await setState(manager, organisationId, 'off', null);
}

/** Approved here in a case, or deleted from the official address book (status `D`). */
export async function isDissolved(manager: EntityManager, organisationId: OrganisationId): Promise<boolean> {
  return (
    (await manager.existsBy(DissolutionEntity, { organisationId })) ||
    (await manager.existsBy(OrganisationEntity, { id: organisationId, status: 'D' }))
  );
}
