import type { EntityManager } from 'typeorm';
import type { Instant } from '@xiangaitong/domain';
import { NoticeEntity, SuspensionEntity } from '../entities/case.entity';
import { standInsOf } from '../directory/stand-in';
import type { DispatchRow } from '../entities/dispatch.entity';
import { TaskEntity } from '../entities/task.entity';
import { nobody, placeOf } from '../register/task-place';

/**
 * Asks a person to see to a letter that no case waits for and that did not get there; in the
 * transaction that records it, so that nobody stays uninformed in silence. The tracker sees to respondents, the
 * supervisor to bureau and authority. Other letters are left alone: a case that waits hears by itself, and of one
 * that a server took and nobody acknowledged the letter itself says so (ADR 0014). A tracker who is away or has left
 * is not asked, but who stands in; looked up after the case, the order in which recording takes its locks.
 * @param at business time
 */
export async function askToServe(manager: EntityManager, letter: DispatchRow, at: Instant): Promise<void> {
  const { id, caseKind, caseId, caseNumber, tenant, lane, party, attempts } = letter;
  const failed = letter.nonArrival !== null && letter.state !== 'accepted';
  if (letter.gating || !failed || letter.deliveredAt !== null) return;
  const toRespondent = party === 'respondent';
  const tracker = toRespondent ? await trackerOf(manager, letter) : null;
  await manager
    .createQueryBuilder()
    .insert()
    .into(TaskEntity)
    .values({
      // One more failure after it was sent anew is one more task.
      id: `${id}/serve/${attempts}`,
      caseKind,
      caseId,
      caseNumber,
      tenant,
      kind: 'serveLetter',
      letterId: id,
      role: toRespondent ? 'tracker' : 'supervisor',
      ...(tracker === null ? nobody : placeOf(await standInsOf(manager, [tracker], at, 'share'), tracker)),
      dueAt: null,
      urgent: lane !== 'ordinary',
      isOpen: true,
      openedAt: at,
      closedAt: null,
    })
    // It is open already: two who noticed it.
    .orUpdate(['urgent'])
    .updateEntity(false)
    .execute();
}

/**
 * The letter has arrived, was served, goes out anew, or need not arrive any more.
 * @param at business time
 * @returns false when no task was open
 */
export async function closeTaskOf(manager: EntityManager, letterId: string, at: Instant): Promise<boolean> {
  const { affected } = await manager
    .createQueryBuilder()
    .update(TaskEntity)
    .set({ isOpen: null, closedAt: at })
    .where('letter_id = :letterId AND is_open = TRUE', { letterId })
    .execute();
  return affected === 1;
}

/** Read under a lock: a tracker who hands the case over now hands this task over as well, or is not asked. */
async function trackerOf(manager: EntityManager, { caseKind, caseId }: DispatchRow): Promise<string | null> {
  const entity = caseKind === 'notice' ? NoticeEntity : SuspensionEntity;
  const row = await manager
    .createQueryBuilder<{ trackerId: string | null }>(entity, 'r')
    .setLock('pessimistic_write')
    .where('r.id = :caseId', { caseId })
    .getOne();
  return row?.trackerId ?? null;
}
