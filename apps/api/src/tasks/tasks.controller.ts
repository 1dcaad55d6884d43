import { Controller, Inject } from '@nestjs/common';
import type { taskView } from '@xiangaitong/contracts';
import type { Actor, BusinessNow, Role } from '@xiangaitong/domain';
import {
  DispatchRepository,
  NoticeRepository,
  SubstitutionRepository,
  SuspensionRepository,
  TaskRepository,
  type TaskRow,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { CaseRow } from '../cases/audience';
import { ListScope } from '../cases/list-scope.service';
import { PartyViews } from '../cases/party-views.service';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { NOW } from '../infrastructure/tokens';
import { viewTask } from './task-view';
import { tasksEndpoint } from './tasks.http';

/** What people are asked to do. */
@Controller()
export class TasksController {
  constructor(
    private readonly tasks: TaskRepository,
    private readonly dispatches: DispatchRepository,
    private readonly notices: NoticeRepository,
    private readonly suspensions: SuspensionRepository,
    private readonly substitutions: SubstitutionRepository,
    private readonly scope: ListScope,
    private readonly parties: PartyViews,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  @Endpoint(tasksEndpoint)
  async list({ query, actor }: CallOf<typeof tasksEndpoint>): Promise<AnswerOf<typeof tasksEndpoint>> {
    const { tenant: asked, state, role, mine, ...filter } = query;
    const shown = visibleRole(actor, role);
    const { items, next } = await this.tasks.list({
      ...filter,
      tenant: this.scope.tenantOf(actor, asked),
      ...(mine === true ? { inCharge: await this.inCharge(actor) } : {}),
      ...(shown === undefined ? {} : { role: shown }),
      ...(state === undefined ? {} : { open: state === 'open' }),
    });
    const viewOf = await this.viewsOf(items);
    return { status: 200, body: { entries: items.map(viewOf), next } };
  }

  /** The person, and those whose place the person takes now. */
  private async inCharge({ personId: person }: Actor) {
    return { person, inPlaceOf: await this.substitutions.principalsOf(person, this.now()) };
  }

  private async viewsOf(rows: readonly TaskRow[]): Promise<(row: TaskRow) => z.output<typeof taskView>> {
    const letterIds = rows.flatMap(({ letterId }) => (letterId === '' ? [] : [letterId]));
    const letters = new Map((await this.dispatches.findMany(letterIds)).map((letter) => [letter.id, letter]));
    const cases = await this.casesOf(rows);
    const partiesOf = await this.parties.of([...cases.values()]);
    const centreNameOf = await this.parties.names(
      rows.flatMap(({ caseKind, tenant }) => (caseKind === 'calendar' ? [tenant] : [])),
    );
    return (row) => {
      const { tenant } = row;
      if (row.caseKind === 'calendar')
        return viewTask(row, { tenant, issuerName: centreNameOf(tenant) }, undefined);
      const about = cases.get(keyOf(row.caseKind, row.caseId));
      if (about === undefined) throw new Error(`The register has task ${row.id} and not its case`);
      return viewTask(row, partiesOf(about), letters.get(row.letterId));
    };
  }

  private async casesOf(rows: readonly TaskRow[]): Promise<ReadonlyMap<string, CaseRow>> {
    const ids = (kind: TaskRow['caseKind']): string[] => [
      ...new Set(rows.filter(({ caseKind }) => caseKind === kind).map(({ caseId }) => caseId)),
    ];
    const notices = await this.notices.findMany(ids('notice'));
    const suspensions = await this.suspensions.findMany(ids('suspension'));
    return new Map<string, CaseRow>([
      ...notices.map((row) => [keyOf('notice', row.id), row] as const),
      ...suspensions.map((row) => [keyOf('suspension', row.id), row] as const),
    ]);
  }
}

const keyOf = (kind: TaskRow['caseKind'], id: string): string => `${kind}/${id}`;

/** The authority sees what is asked of it; officers all that is asked in their own cases. */
const visibleRole = (actor: Actor, asked: Role | undefined): Role | undefined =>
  partyOf(actor.role) === 'authority' ? actor.role : asked;
