import { Injectable } from '@nestjs/common';
import type { Actor, FieldProblem } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';
import { Problem } from '../http/problem';

/** Looks after the people whom somebody names: of the organisation that issues or suspends, and in office. */
@Injectable()
export class NamedPeople {
  constructor(private readonly people: PersonRepository) {}

  /**
   * @param named person ids by the field that names them; an empty one is still open
   * @throws Problem `person.unknown`, or `person.disabled` when all are known; every field at once
   */
  async check(
    named: Readonly<Record<string, string>>,
    { organisationId }: Pick<Actor, 'organisationId'>,
  ): Promise<void> {
    const chosen = Object.entries(named).filter(([, id]) => id !== '');
    const found = chosen.length === 0 ? [] : await this.people.findMany(chosen.map(([, id]) => id));
    const own = found.filter(
      (person) => person.organisationId === organisationId && person.erasedAt === null,
    );
    const problemsAt = (wrong: (id: string) => boolean, message: string): FieldProblem[] =>
      chosen.filter(([, id]) => wrong(id)).map(([field]) => ({ field, message }));
    const unknown = problemsAt((id) => !own.some((person) => person.id === id), '查無這位人員。');
    const disabled = problemsAt(
      (id) => own.some((person) => person.id === id && person.disabledAt !== null),
      '這位人員已停用。',
    );
    const fields = [...unknown, ...disabled];
    if (fields.length > 0)
      throw new Problem(unknown.length > 0 ? 'person.unknown' : 'person.disabled', { fields });
  }
}
