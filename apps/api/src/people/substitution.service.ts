import { Inject, Injectable } from '@nestjs/common';
import type { substitutionBody } from '@xiangaitong/contracts';
import {
  type BusinessNow,
  compareDates,
  civilDateAt,
  deadlineInstant,
  startOfDay,
  type Actor,
  type FieldProblem,
  type PersonId,
} from '@xiangaitong/domain';
import {
  PersonRepository,
  SubstitutionRepository,
  type SetSubstitution,
  type SubstitutionRow,
} from '@xiangaitong/persistence';
import type { z } from 'zod';
import { commandIdOf, derivedId } from '../commands/command-identity';
import { reusedKey } from '../commands/reused-key';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { isInCharge } from './in-charge';

/** 代理人 of the people of the actor's own centre. */
@Injectable()
export class SubstitutionService {
  constructor(
    private readonly substitutions: SubstitutionRepository,
    private readonly people: PersonRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * The same request again finds the substitution that the first one set.
   * @throws Problem
   */
  async set(
    personId: PersonId,
    { substituteId, from, to }: z.output<typeof substitutionBody>,
    actor: Actor,
    idempotencyKey: string,
  ): Promise<Extract<SetSubstitution, { kind: 'set' }>> {
    await this.checkMay(personId, actor);
    const at = this.now();
    const id = derivedId('', 'substitution', actor.organisationId, commandIdOf(actor, idempotencyKey));
    // Sent again after its days are over, the first answer still holds.
    const known = await this.substitutions.get(actor.organisationId, id);
    if (known === undefined) checkDates(from, to, civilDateAt(at));
    const span = { startsAt: startOfDay(from), endsAt: deadlineInstant(to) };
    const answer = await this.substitutions
      .set({ id, personId, substituteId, ...span, by: actor, at })
      .catch(reusedKey);
    if (answer.kind === 'set') return answer;
    const at422 = (code: 'person.unknown' | 'person.disabled' | 'substitution.oneself', message: string) =>
      new Problem(code, { fields: [{ field: 'substituteId', message }] });
    switch (answer.why) {
      case 'oneself':
        throw at422('substitution.oneself', '不能由本人代理。');
      case 'unknown':
        throw at422('person.unknown', '查無這位人員。');
      case 'disabled':
        throw at422('person.disabled', '這位人員已停用。');
      case 'overlapping':
        throw new Problem('substitution.overlapping');
      case 'circle':
        throw new Problem('substitution.circle');
    }
  }

  /** @throws Problem `resource.notFound`, `actor.notAllowed` */
  async end(id: string, actor: Actor): Promise<SubstitutionRow> {
    const there = await this.substitutions.get(actor.organisationId, id);
    if (there === undefined) throw new Problem('resource.notFound');
    if (there.personId !== actor.personId && !isInCharge(actor)) throw new Problem('actor.notAllowed');
    return this.substitutions.end(id, actor, this.now());
  }

  list(
    actor: Actor,
    {
      state = 'open',
      ...filter
    }: { personId?: string; state?: 'open' | 'all'; after?: string; limit: number },
  ): ReturnType<SubstitutionRepository['list']> {
    const tenant = actor.organisationId;
    const open = state === 'open' ? { endingAfter: this.now() } : {};
    return this.substitutions.list({ ...filter, ...open, tenant });
  }

  /** One's own, and of one's centre for those in charge of it; the place one takes is not one's own. */
  private async checkMay(personId: PersonId, actor: Actor): Promise<void> {
    const person = await this.people.get(personId);
    if (person?.organisationId !== actor.organisationId) throw new Problem('resource.notFound');
    if (personId !== actor.personId && !isInCharge(actor)) throw new Problem('actor.notAllowed');
  }
}

function checkDates(from: string, to: string, today: string): void {
  const fields: FieldProblem[] = [];
  if (compareDates(from, today) < 0) fields.push({ field: 'from', message: '不得早於今天。' });
  if (compareDates(to, from) < 0) fields.push({ field: 'to', message: '不得早於起日。' });
  if (fields.length > 0) throw new Problem('substitution.dates', { fields });
}
