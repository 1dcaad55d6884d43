import { Inject, Injectable } from '@nestjs/common';
import type { disablingBody } from '@xiangaitong/contracts';
import { type BusinessNow, type Actor, type PersonId } from '@xiangaitong/domain';
import type { Logger } from '@xiangaitong/observability';
import { HandOverRepository, type Disabled, type DisableRefusal } from '@xiangaitong/persistence';
import { CaseGateway } from '@xiangaitong/temporal-client';
import type { z } from 'zod';
import { commandIdOf, fingerprintOfAct } from '../commands/command-identity';
import { Problem } from '../http/problem';
import { NOW, LOGGER } from '../infrastructure/tokens';
import { isInCharge } from './in-charge';

/** Disabling people of one's own centre. */
@Injectable()
export class DisablingService {
  constructor(
    private readonly handOvers: HandOverRepository,
    private readonly gateway: CaseGateway,
    @Inject(NOW) private readonly now: BusinessNow,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** The person cannot act any more once this has answered; the cases are told within moments. @throws Problem */
  async disable(
    personId: PersonId,
    body: z.output<typeof disablingBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Extract<Disabled, { kind: 'disabled' }>> {
    if (!isInCharge(actor)) throw new Problem('actor.notAllowed');
    const answer = await this.handOvers.disable({
      personId,
      ...body,
      by: actor,
      at: this.now(),
      commandId: commandIdOf(actor, idempotencyKey),
      fingerprint: fingerprintOfAct(`person/${personId}`, 'DisablePerson', body),
    });
    if (answer.kind === 'refused') throw problemOfRefusal(answer.why);
    // The register says what is left to hand over: a poke that gets lost costs a minute.
    await this.gateway
      .pokeHandOvers()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'a poke was lost'));
    return answer;
  }
}

function problemOfRefusal(why: DisableRefusal): Problem {
  const named = (field: string, code: 'person.unknown' | 'person.disabled', message: string): Problem =>
    new Problem(code, { fields: [{ field, message }] });
  switch (why) {
    case 'unknown':
      return new Problem('resource.notFound');
    case 'alreadyDisabled':
      return new Problem('person.alreadyDisabled');
    case 'keyReused':
      return new Problem('request.idempotencyKeyReused');
    case 'oneself':
      return new Problem('person.oneself');
    case 'nobody':
      return new Problem('person.nobodyTakesOver');
    case 'unknownSubstitute':
      return named('substituteId', 'person.unknown', '查無這位人員。');
    case 'disabledSubstitute':
      return named('substituteId', 'person.disabled', '這位人員已停用。');
    case 'unknownSupervisor':
      return named('supervisorId', 'person.unknown', '查無這位督導人員。');
    case 'disabledSupervisor':
      return named('supervisorId', 'person.disabled', '這位人員已停用。');
  }
}
