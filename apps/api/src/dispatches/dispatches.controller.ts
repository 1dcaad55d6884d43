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
      return { status: 200, body: { entries: items.map((letter) => viewDispatch(letter, actor)), next } };
    }
    if (caseKind === undefined || caseId === undefined) throw unnamed({ caseKind, caseId });
    const letters = await this.access.ofCase(caseKind, caseId, actor);
    return { status: 200, body: { entries: letters.map((letter) => viewDispatch(letter, actor)) } };
  }

  @Endpoint(http.acknowledgementEndpoint)
  async acknowledge(
    call: CallOf<typeof http.acknowledgementEndpoint>,
  ): Promise<AnswerOf<typeof http.acknowledgementEndpoint>> {
    const { id, actor, idempotencyKey } = letterOf(call);
    const outcome = await this.acknowledgements.acknowledge(id, call.body.source, actor, idempotencyKey);
    if ('kind' in outcome) return pendingAnswer(outcome.id);
    return { status: 200, body: viewDispatch(outcome, actor) };
  }

  @Endpoint(http.serviceEndpoint)
  async serve(call: CallOf<typeof http.serviceEndpoint>): Promise<AnswerOf<typeof http.serviceEndpoint>> {
    const { id, actor, idempotencyKey } = letterOf(call);
    const outcome = await this.actions.serve(id, call.body, actor, idempotencyKey);
    return 'kind' in outcome ? pendingAnswer(outcome.id) : answered(outcome, actor);
  }

  @Endpoint(http.bounceEndpoint)
  async bounce(call: CallOf<typeof http.bounceEndpoint>): Promise<AnswerOf<typeof http.bounceEndpoint>> {
    const { id, actor, idempotencyKey } = letterOf(call);
    return answered(await this.actions.recordBounce(id, call.body, actor, idempotencyKey), actor);
  }

  @Endpoint(http.resendingEndpoint)
  async resend(
    call: CallOf<typeof http.resendingEndpoint>,
  ): Promise<AnswerOf<typeof http.resendingEndpoint>> {
    const { id, actor, idempotencyKey } = letterOf(call);
    return answered(await this.actions.resend(id, actor, idempotencyKey), actor);
  }

  @Endpoint(http.dismissalEndpoint)
  async dismiss(
    call: CallOf<typeof http.dismissalEndpoint>,
  ): Promise<AnswerOf<typeof http.dismissalEndpoint>> {
    const { id, actor, idempotencyKey } = letterOf(call);
    return answered(await this.actions.dismiss(id, call.body, actor, idempotencyKey), actor);
  }
}

/** A call about one letter, whatever its body. */
interface LetterCall {
  readonly params: { readonly id: string };
  readonly actor: Actor;
  readonly idempotencyKey: string;
  readonly about: (caseId: string) => void;
}

/** Which letter is meant; the log is told of its case, the second part of every letter's id. */
function letterOf({ params: { id }, actor, idempotencyKey, about }: LetterCall) {
  about(id.split('/')[1] ?? id);
  return { id, actor, idempotencyKey };
}

/** A centre does; the bureau when it names itself, and otherwise as one of those who get letters. */
const asksAsTenant = (actor: Actor, asked: OrganisationId | undefined): boolean =>
  isOfTenant(actor.organisationId, actor) &&
  (partyOf(actor.role) !== 'bureau' || asked === actor.organisationId);

const answered = ({ letter, replayed }: Acted, actor: Actor) => ({
  status: 200 as const,
  body: viewDispatch(letter, actor),
  ...(replayed ? { headers: { 'Idempotent-Replay': 'true' } } : {}),
});

function unnamed(given: Readonly<Record<string, string | undefined>>): Problem {
  const fields: FieldProblem[] = Object.entries(given)
    .filter(([, value]) => value === undefined)
    .map(([field]) => ({ field, message: '請指明案件。' }));
  return new Problem('request.invalid', { fields });
}
