import { isWorkflowEffect, type LetterEffect, type TaskKind } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import type { NoticeRow, SuspensionRow } from '../entities/case.entity';
import type { TaskRow } from '../entities/task.entity';
import { rowAfter } from './projection';
import { auditRow, commandRow, dispatchRow, effectRow, eventRows, type New } from './record-rows';
import { netOf, taskRow } from './task-changes';

/**
 * The rows that recording all transitions of a case, one after another, leaves in the register, by entity; the search
 * index apart. For a register that is filled at once, with a hundred thousand cases whose every transaction would take
 * hours. Everybody is there who is asked by name; letters are as they were queued.
 * @param inputs from the first on
 * @throws Error for 裁撤 and for tasks that change hands, which touch more than the case
 */
export function rowsOfCase(inputs: readonly RecordInput[]) {
  let row: New<NoticeRow> | New<SuspensionRow> | undefined;
  const tasks: New<TaskRow>[] = [];
  const open = new Map<TaskKind, number>();
  for (const input of inputs) {
    row = rowAfter(input, row);
    const { closed, opened } = netOf(input);
    for (const kind of closed) {
      const index = open.get(kind);
      const task = index === undefined ? undefined : tasks[index];
      if (index !== undefined && task !== undefined)
        tasks[index] = { ...task, isOpen: null, closedAt: input.at };
      open.delete(kind);
    }
    for (const effect of opened) {
      const index = open.get(effect.task);
      const earlier = index === undefined ? undefined : tasks[index];
      const asked = taskRow(input, effect, new Map([[effect.assigneeId ?? '', effect.assigneeId]]));
      if (index !== undefined && earlier !== undefined) {
        const { id, openedAt } = earlier;
        tasks[index] = { ...asked, id, openedAt };
      } else open.set(effect.task, tasks.push(asked) - 1);
    }
    const beyond = input.effects.find(({ kind }) => kind === 'dissolve' || kind === 'reassignTasks');
    if (beyond !== undefined) throw new Error(`${beyond.id} touches more than its case`);
  }
  const effects = inputs.flatMap((input) =>
    input.effects.filter(isWorkflowEffect).map((effect) => effectRow(input, effect)),
  );
  return {
    case: row,
    event: inputs.flatMap(eventRows),
    command: inputs.map(commandRow),
    audit: inputs.map(auditRow),
    effect: effects,
    dispatch: inputs.flatMap((input) =>
      input.effects.filter(isLetter).map((letter) => dispatchRow(input, letter)),
    ),
    task: tasks,
  };
}

const isLetter = (effect: RecordInput['effects'][number]): effect is LetterEffect => effect.kind === 'letter';
