import { Inject, Injectable } from '@nestjs/common';
import type { successorBody } from '@xiangaitong/contracts';
import { type BusinessNow, startOfDay, type Actor, type OrganisationId } from '@xiangaitong/domain';
import { SuccessionRepository, type Linked, type SuccessionFault } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { commandIdOf, derivedId } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** 業務承受: an officer records which organisation has taken over. */
@Injectable()
export class SuccessionService {
  constructor(
    private readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** The same request again finds the link that the first one made. @throws Problem */
  async link(
    organisationId: OrganisationId,
    { successorId, reason, from, replaces }: z.output<typeof successorBody>,
    by: Actor,
    idempotencyKey: string,
  ): Promise<Extract<Linked, { kind: 'linked' }>> {
    const id = derivedId('', 'succession', by.organisationId, commandIdOf(by, idempotencyKey));
    const at = this.now();
    const terms = { successorId, reason, startsAt: startOfDay(from), replaces };
    const answer = await this.successions.link({ id, organisationId, ...terms, by, at }).catch(reusedKey);
    if (answer.kind === 'refused') throw problemOfFault(answer.why);
    return answer;
  }
}

function problemOfFault(why: SuccessionFault): Problem {
  const atSuccessor = (message: string) => ({ fields: [{ field: 'successorId', message }] });
  switch (why) {
    case 'oneself':
      return new Problem('succession.oneself', atSuccessor('請選擇另一機關。'));
    case 'unknown':
      return new Problem('organisation.unknown', atSuccessor('查無此機關代碼。'));
    case 'dissolved':
      return new Problem('succession.dissolved', atSuccessor('這個機關已裁撤。'));
    case 'alreadyLinked':
      return new Problem('succession.alreadyLinked');
    case 'circle':
      return new Problem('succession.circle');
  }
}
