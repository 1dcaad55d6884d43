import type { EntityManager } from 'typeorm';
import type { CivilDate, Instant, PersonId } from '@xiangaitong/domain';
import { DispatchEntity, type DeliverySource } from '../entities/dispatch.entity';
import { closeTaskOf } from './letter-tasks';

/** How a letter is known to have arrived. */
export interface ArrivalProof {
  readonly source: DeliverySource;
  /** Business time at which it became known. */
  readonly at: Instant;
  /** Who recorded it; absent for the recipient's own word. */
  readonly by?: PersonId;
  /** 送達: the day on which it was served, and what proves it. */
  readonly service?: { readonly date: CivilDate; readonly proof: string };
}

/** Notes it on the letter and closes the letter's task. @returns false when it was known before, or cannot be */
export async function recordArrival(
  manager: EntityManager,
  id: string,
  { source, at, by, service }: ArrivalProof,
): Promise<boolean> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(DispatchEntity)
    .set({
      deliveredAt: at,
      deliverySource: source,
      deliveredBy: by ?? null,
      servedOn: service?.date ?? null,
      serviceProof: service?.proof ?? null,
      nonArrival: null,
    })
    .where('id = :id AND delivered_at IS NULL AND attempts >= :tried', {
      id,
      tried: source === 'served' ? 0 : 1,
    })
    .execute();
  if (affected === 1) await closeTaskOf(manager, id, at);
  return affected === 1;
}
