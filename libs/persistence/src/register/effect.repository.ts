import type { DataSource, EntityManager } from 'typeorm';
import { EffectEntity } from '../entities/stream.entity';

/** Whether what a case called for has been done. */
export class EffectRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps the first outcome: an effect that is done, or unknown, stays as it is. */
  async markDone(effectId: string, outcome: object): Promise<void> {
    await markDone(this.dataSource.manager, effectId, outcome);
  }

  /** False also for an effect that was never recorded. */
  async isDone(effectId: string): Promise<boolean> {
    return this.dataSource.manager.existsBy(EffectEntity, { id: effectId, state: 'done' });
  }
}

/** Within the caller's transaction; compares and sets, so that only the first outcome counts. */
export async function markDone(manager: EntityManager, effectId: string, outcome: object): Promise<void> {
  await manager
    .createQueryBuilder()
    .update(EffectEntity)
    .set({ state: 'done', outcome, doneAt: () => 'UTC_TIMESTAMP(3)' })
    .where('id = :effectId AND state = :state', { effectId, state: 'pending' })
    .execute();
}
