import type { EntityManager } from 'typeorm';
import type { OrganisationId, PersonId } from '@xiangaitong/domain';
import { PersonEntity, type PersonRow } from '../entities/directory.entity';

/**
 * The people of an organisation who are asked for, erased ones left out, their rows locked in the order
 * of their ids until the end of the transaction: nobody is disabled who is being named.
 */
export const peopleForUpdate = (
  manager: EntityManager,
  organisationId: OrganisationId,
  ids: readonly PersonId[],
): Promise<PersonRow[]> =>
  manager
    .createQueryBuilder(PersonEntity, 'r')
    .setLock('pessimistic_write')
    .where('r.id IN (:...ids) AND r.organisationId = :organisationId AND r.erasedAt IS NULL', {
      ids,
      organisationId,
    })
    .orderBy('r.id')
    .getMany();
