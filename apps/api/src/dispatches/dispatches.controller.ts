import { Controller } from '@nestjs/common';
import type { FieldProblem } from '@xiangaitong/domain';
import { DispatchRepository } from '@xiangaitong/persistence';
import { ListScope } from '../cases/list-scope.service';
import { pendingAnswer } from '../commands/command-answer';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { Problem } from '../http/problem';
import { AcknowledgementService } from './acknowledgement.service';
import { DispatchAccess, isOfCentre } from './dispatch-access.service';
import { viewDispatch } from './dispatch-view';
import * as http from './dispatches.http';

/** Letters, and whether they have arrived. */
@Controller()
export class DispatchesController {
  constructor(
    private readonly dispatches: DispatchRepository,
    private readonly scope: ListScope,
    private readonly access: DispatchAccess,
    private readonly acknowledgements: AcknowledgementService,
  ) {}

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
    about,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const { tenant: asked, caseKind, caseId, ...page } = query;
    if (caseId !== undefined) about(caseId);
    if (isOfCentre(actor)) {
      const { tenant } = await this.scope.of(actor, asked);
      const filter = {
        ...(caseKind === undefined ? {} : { caseKind }),
        ...(caseId === undefined ? {} : { caseId }),
      };
      const { items, next } = await this.dispatches.list({ ...page, ...filter, tenant });
      return { status: 200, body: { entries: items.map(viewDispatch), next } };
    }
    if (caseKind === undefined || caseId === undefined) throw unnamed({ caseKind, caseId });
    const letters = await this.access.ofCase(caseKind, caseId, actor);
    return { status: 200, body: { entries: letters.map(viewDispatch) } };
  }

  @Endpoint(http.acknowledgementEndpoint)
  async acknowledge({
    params,
    body,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.acknowledgementEndpoint>): Promise<AnswerOf<typeof http.acknowledgementEndpoint>> {
    about(params.id.split('/')[1] ?? params.id);
    const outcome = await this.acknowledgements.acknowledge(params.id, body.source, actor, idempotencyKey);
    if ('kind' in outcome) return pendingAnswer(outcome.id);
    return { status: 200, body: viewDispatch(outcome) };
  }
}

function unnamed(given: Readonly<Record<string, string | undefined>>): Problem {
  const fields: FieldProblem[] = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, message: '請指明案件。' }));
  return new Problem('request.invalid', { fields });
}
