import { Injectable } from '@nestjs/common';
import type { Actor } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';

/** Knows who may come in as what: the people and roles of the register. */
@Injectable()
export class ActorDirectory {
  constructor(private readonly people: PersonRepository) {}

  /** @param header `<personId>:<role>`; undefined when there is no such person, or not in that role */
  async find(header: string): Promise<Actor | undefined> {
    const [, personId, role] = /^([0-9a-z-]{1,64}):([A-Za-z]{1,32})$/.exec(header) ?? [];
    if (personId === undefined) return undefined;
    const person = await this.people.get(personId);
    const held = person?.roles.find((each) => each === role);
    if (person === undefined || held === undefined || person.erasedAt !== null) return undefined;
    return { personId, role: held, organisationId: person.organisationId };
  }
}
