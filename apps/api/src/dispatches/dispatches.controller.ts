import { Controller } from '@nestjs/common';
import type { Actor, FieldProblem, OrganisationId } from '@xiangaitong/domain';
import { DispatchRepository } from '@xiangaitong/persistence';
import { isOfTenant } from '../cases/audience';
import { ListScope } from '../cases/list-scope.service';
import { pendingAnswer } from '../commands/command-answer';
import { Endpoint } from '../http/endpoint.decorator';
import type { AnswerOf, CallOf } from '../http/endpoint-spec';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { AcknowledgementService } from './acknowledgement.service';
import { DispatchAccess } from './dispatch-access.service';
import { viewDispatch } from './dispatch-view';
import * as http from './dispatches.http';
import { LetterActionService, type Acted } from './letter-action.service';

/** Letters, and whether they have arrived. */
@Controller()
export class DispatchesController {
  constructor(
    private readonly dispatches: DispatchRepository,
    private readonly scope: ListScope,
    private readonly access: DispatchAccess,
    private readonly acknowledgements: AcknowledgementService,
    private readonly actions: LetterActionService,
  ) {}

  @Endpoint(http.listEndpoint)
  async list({
    query,
    actor,
    about,
  }: CallOf<typeof http.listEndpoint>): Promise<AnswerOf<typeof http.listEndpoint>> {
    const { tenant: asked, caseKind, caseId, ...page } = query;
    if (caseId !== undefined) about(caseId);
    if (asksAsTenant(actor, asked)) {
      const tenant = this.scope.tenantOf(actor, asked);
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

  @Endpoint(http.serviceEndpoint)
  async serve({
    params,
    body,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.serviceEndpoint>): Promise<AnswerOf<typeof http.serviceEndpoint>> {
    about(params.id.split('/')[1] ?? params.id);
    const outcome = await this.actions.serve(params.id, body, actor, idempotencyKey);
    return 'kind' in outcome ? pendingAnswer(outcome.id) : answered(outcome);
  }

  @Endpoint(http.bounceEndpoint)
  async bounce({
    params,
    body,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.bounceEndpoint>): Promise<AnswerOf<typeof http.bounceEndpoint>> {
    about(params.id.split('/')[1] ?? params.id);
    return answered(await this.actions.recordBounce(params.id, body, actor, idempotencyKey));
  }

  @Endpoint(http.resendingEndpoint)
  async resend({
    params,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.resendingEndpoint>): Promise<AnswerOf<typeof http.resendingEndpoint>> {
    about(params.id.split('/')[1] ?? params.id);
    return answered(await this.actions.resend(params.id, actor, idempotencyKey));
  }

  @Endpoint(http.dismissalEndpoint)
  async dismiss({
    params,
    body,
    actor,
    idempotencyKey,
    about,
  }: CallOf<typeof http.dismissalEndpoint>): Promise<AnswerOf<typeof http.dismissalEndpoint>> {
    about(params.id.split('/')[1] ?? params.id);
    return answered(await this.actions.dismiss(params.id, body, actor, idempotencyKey));
  }
}

/** A centre does; the bureau when it names itself, and otherwise as one of those who get letters. */
const asksAsTenant = (actor: Actor, asked: OrganisationId | undefined): boolean =>
  isOfTenant(actor.organisationId, actor) &&
  (partyOf(actor.role) !== 'bureau' || asked === actor.organisationId);

const answered = ({ letter, replayed }: Acted) => ({
  status: 200 as const,
  body: viewDispatch(letter),
  ...(replayed ? { headers: { 'Idempotent-Replay': 'true' } } : {}),
});

function unnamed(given: Readonly<Record<string, string | undefined>>): Problem {
  const fields: FieldProblem[] = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, message: '請指明案件。' }));
  return new Problem('request.invalid', { fields });
}
