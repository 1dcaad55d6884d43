import { Controller } from '@nestjs/common';
import type { taskView } from '@xiangaitong/contracts';
import type { Actor, Role } from '@xiangaitong/domain';
import { TaskRepository, type TaskRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { ListScope } from '../cases/list-scope.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { tasksEndpoint } from './tasks.http';

/** What people are asked to do. */
@Controller()
export class TasksController {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly scope: ListScope,
  ) {}

  @Endpoint(tasksEndpoint)
  async list({ query, actor }: CallOf<typeof tasksEndpoint>): Promise<AnswerOf<typeof tasksEndpoint>> {
    const { tenant: asked, state, role, ...filter } = query;
    const { tenant } = await this.scope.of(actor, asked);
    const shown = visibleRole(actor, role);
    const { items, next } = await this.tasks.list({
      ...filter,
      tenant,
      ...(shown === undefined ? {} : { role: shown }),
      ...(state === undefined ? {} : { open: state === 'open' }),
    });
    return { status: 200, body: { entries: items.map(viewTask), next } };
  }
}

/** Those outside the centre see what is asked of them. */
const visibleRole = (actor: Actor, asked: Role | undefined): Role | undefined =>
  partyOf(actor.role) === 'bureau' || partyOf(actor.role) === 'authority' ? actor.role : asked;

const viewTask = (row: TaskRow): z.output<typeof taskView> => ({
  id: row.id,
  caseKind: row.caseKind,
  caseId: row.caseId,
  task: row.kind,
  role: row.role,
  assigneeId: row.assigneeId ?? undefined,
  onBehalfOf: row.onBehalfOf ?? undefined,
  dueAt: row.dueAt ?? undefined,
  urgent: row.urgent,
  state: row.isOpen === true ? 'open' : 'closed',
  openedAt: row.openedAt,
  closedAt: row.closedAt ?? undefined,
});
