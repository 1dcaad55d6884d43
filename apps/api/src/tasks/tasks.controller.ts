import { Controller } from '@nestjs/common';
import type { taskView } from '@xiangaitong/contracts';
import type { Actor, Role } from '@xiangaitong/domain';
import { letterNames } from '@xiangaitong/letters';
import { DispatchRepository, TaskRepository, type DispatchRow, type TaskRow } from '@xiangaitong/persistence';
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
    private readonly dispatches: DispatchRepository,
    private readonly scope: ListScope,
  ) {}

  @Endpoint(tasksEndpoint)
  async list({ query, actor }: CallOf<typeof tasksEndpoint>): Promise<AnswerOf<typeof tasksEndpoint>> {
    const { tenant: asked, state, role, ...filter } = query;
    const { tenant } = await this.scope.ofOfficers(actor, asked);
    const shown = visibleRole(actor, role);
    const { items, next } = await this.tasks.list({
      ...filter,
      tenant,
      ...(shown === undefined ? {} : { role: shown }),
      ...(state === undefined ? {} : { open: state === 'open' }),
    });
    const ids = items.flatMap(({ letterId }) => (letterId === '' ? [] : [letterId]));
    const letters = new Map((await this.dispatches.findMany(ids)).map((letter) => [letter.id, letter]));
    const entries = items.map((row) => viewTask(row, letters.get(row.letterId)));
    return { status: 200, body: { entries, next } };
  }
}

/** The authority sees what is asked of it; officers all that is asked in their own cases. */
const visibleRole = (actor: Actor, asked: Role | undefined): Role | undefined =>
  partyOf(actor.role) === 'authority' ? actor.role : asked;

const viewTask = (row: TaskRow, letter: DispatchRow | undefined): z.output<typeof taskView> => ({
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
  letter: letter && {
    dispatchId: letter.id,
    template: letter.template,
    name: letterNames[letter.template],
    party: letter.party,
    organisationId: letter.organisationId ?? undefined,
    why: letter.nonArrival ?? undefined,
    lastError: letter.lastError ?? undefined,
  },
});
