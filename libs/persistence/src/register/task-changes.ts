import type { EntityManager } from 'typeorm';
import type { OpenTaskEffect, TaskKind } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import { standInsOf, type StandIns } from '../directory/stand-in';
import { TaskEntity, type TaskRow } from '../entities/task.entity';
import type { New } from './record-rows';
import { nobody, placeOf } from './task-place';

/**
 * Closes and opens tasks as the transition's effects say, in their order.
 *
 * A task of a kind that is already open is raised: it keeps its place and the day it was opened, and
 * gets the new role, assignee, due time and urgency. What a transition opens and closes again was
 * never a task of anybody's.
 *
 * Whoever is asked by name is asked if they are there at that instant, and otherwise who stands in for
 * them. That is looked up before any task is touched, and under a lock (see `standInsOf`), in the order
 * in which disabling a person takes its locks.
 */
export async function applyTasks(manager: EntityManager, input: RecordInput): Promise<void> {
  const { closed, opened } = netOf(input);
  const { caseKind, caseId, at } = input;
  const handed = input.effects.filter((effect) => effect.kind === 'reassignTasks');
  const named = [...opened.flatMap(({ assigneeId }) => assigneeId ?? []), ...handed.map(({ to }) => to)];
  const standIns = await standInsOf(manager, named, at, 'share');
  if (closed.length > 0) {
    await manager
      .createQueryBuilder()
      .update(TaskEntity)
      .set({ isOpen: null, closedAt: at })
      .where('case_kind = :caseKind AND case_id = :caseId AND kind IN (:...closed) AND is_open = TRUE', {
        caseKind,
        caseId,
        closed,
      })
      .execute();
  }
  // What this transition opens is for whom it says; what was open before changes hands.
  for (const { from, to } of handed) {
    const update = manager
      .createQueryBuilder()
      .update(TaskEntity)
      .set(placeOf(standIns, to))
      .where('case_kind = :caseKind AND case_id = :caseId AND is_open = TRUE', { caseKind, caseId });
    const theirs =
      from === undefined
        ? update.andWhere("role = 'tracker' AND assignee_id IS NULL")
        : update.andWhere('(assignee_id = :from OR on_behalf_of = :from)', { from });
    await theirs.execute();
  }
  if (opened.length > 0) {
    await manager
      .createQueryBuilder()
      .insert()
      .into(TaskEntity)
      .values(opened.map((effect) => taskRow(input, effect, standIns)))
      .orUpdate(['role', 'assignee_id', 'on_behalf_of', 'due_at', 'urgent'])
      .updateEntity(false)
      .execute();
  }
}

export function netOf({ effects }: RecordInput): { closed: TaskKind[]; opened: OpenTaskEffect[] } {
  const closed = new Set<TaskKind>();
  const opened = new Map<TaskKind, OpenTaskEffect>();
  for (const effect of effects) {
    if (effect.kind === 'openTask') opened.set(effect.task, effect);
    if (effect.kind !== 'closeTasks') continue;
    for (const task of effect.tasks) {
      closed.add(task);
      opened.delete(task);
    }
  }
  return { closed: [...closed], opened: [...opened.values()] };
}

export const taskRow = (
  { caseKind, caseId, tenant, summary, at }: RecordInput,
  effect: OpenTaskEffect,
  standIns: StandIns,
): New<TaskRow> => ({
  id: effect.id,
  caseKind,
  caseId,
  caseNumber: summary.caseNumber,
  tenant,
  kind: effect.task,
  letterId: '',
  role: effect.role,
  ...(effect.assigneeId === undefined ? nobody : placeOf(standIns, effect.assigneeId)),
  dueAt: effect.dueAt ?? null,
  urgent: effect.urgent,
  isOpen: true,
  openedAt: at,
  closedAt: null,
});
