import { Injectable } from '@nestjs/common';
import type { DraftBody } from '@xiangaitong/contracts';
import type { Actor, FieldProblem, NoticeContent } from '@xiangaitong/domain';
import { PersonRepository } from '@xiangaitong/persistence';
import { Respondents } from '../cases/respondents.service';
import { Problem } from '../http/problem';

/** Makes part A of the form out of what was sent: numbered, and with names from the register. */
@Injectable()
export class DraftContent {
  constructor(
    private readonly respondents: Respondents,
    private readonly people: PersonRepository,
  ) {}

  /** @throws Problem when the respondent or one of the people is not in the register */
  async of(form: DraftBody, actor: Actor): Promise<NoticeContent> {
    const [{ name: respondentName }] = await Promise.all([
      this.respondents.require(form.respondentId, actor),
      this.checkPeople(form, actor),
    ]);
    const { respondentId, reason, legalBases, deadline, contactPersonId, trackerId, confidential } = form;
    const items = form.items.map(({ kind, text }, index) => ({ number: index + 1, kind, text }));
    return {
      respondentId,
      respondentName,
      reason,
      items,
      legalBases,
      deadline,
      contactPersonId,
      trackerId,
      confidential,
    };
  }

  /** Contact and tracker are people of the issuing centre; either may still be open. @throws Problem */
  async checkPeople(
    { contactPersonId = '', trackerId = '' }: Partial<Pick<DraftBody, 'contactPersonId' | 'trackerId'>>,
    actor: Actor,
  ): Promise<void> {
    const named = Object.entries({ contactPersonId, trackerId }).filter(([, id]) => id !== '');
    const known = named.length === 0 ? [] : await this.people.findMany(named.map(([, id]) => id));
    const own = known.filter(
      (person) => person.organisationId === actor.organisationId && person.erasedAt === null,
    );
    const fields: FieldProblem[] = named
      .filter(([, id]) => !own.some((person) => person.id === id))
      .map(([field]) => ({ field, message: '查無這位人員。' }));
    if (fields.length > 0) throw new Problem('person.unknown', { fields });
  }
}
