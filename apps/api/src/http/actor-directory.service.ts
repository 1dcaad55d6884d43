import { Inject, Injectable } from '@nestjs/common';
import type { Actor, BusinessNow, PersonId } from '@xiangaitong/domain';
import { PersonRepository, SubstitutionRepository, type Person } from '@xiangaitong/persistence';
import { NOW } from '../infrastructure/tokens';
import { Problem } from './problem';

/** Knows who may come in as what: the people, roles and substitutes of the register. */
@Injectable()
export class ActorDirectory {
  constructor(
    private readonly people: PersonRepository,
    private readonly substitutions: SubstitutionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * @param header `<personId>:<role>`
   * @param inPlaceOf whose place the person takes (代理): then the role is one of theirs
   * @throws Problem `actor.unknown` when there is no such person, or not in that role; `actor.disabled`;
   *   `actor.notSubstitute`
   */
  async find(header: string, inPlaceOf?: string): Promise<Actor> {
    const [, personId, role] = /^([0-9a-z-]{1,64}):([A-Za-z]{1,32})$/.exec(header) ?? [];
    const person = personId === undefined ? undefined : await this.people.get(personId);
    if (person === undefined || person.erasedAt !== null) throw new Problem('actor.unknown');
    if (person.disabledAt !== null) throw new Problem('actor.disabled');
    const whose = inPlaceOf === undefined ? person : await this.principal(inPlaceOf, person);
    const held = whose.roles.find((each) => each === role);
    if (held === undefined) throw new Problem('actor.unknown');
    const actor = { personId: person.id, role: held, organisationId: person.organisationId };
    return inPlaceOf === undefined ? actor : { ...actor, onBehalfOf: whose.id };
  }

  /** Nobody acts any more in the place of somebody who was disabled: what they had was handed over. */
  private async principal(id: PersonId, { id: substituteId, organisationId }: Person): Promise<Person> {
    const at = this.now();
    const principal = await this.people.get(id);
    const mayBe =
      principal !== undefined &&
      principal.id !== substituteId &&
      principal.organisationId === organisationId &&
      principal.disabledAt === null;
    if (!mayBe || (await this.substitutions.standInOf(id, at)) !== substituteId) {
      throw new Problem('actor.notSubstitute');
    }
    return principal;
  }
}
