import { Injectable } from '@nestjs/common';
import type { DraftBody } from '@xiangaitong/contracts';
import type { Actor, NoticeContent } from '@xiangaitong/domain';
import { NamedPeople } from '../cases/named-people.service';
import { Respondents } from '../cases/respondents.service';

/** Makes part A of the form out of what was sent: numbered, and with names from the register. */
@Injectable()
export class DraftContent {
  constructor(
    private readonly respondents: Respondents,
    private readonly named: NamedPeople,
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
    await this.named.check({ contactPersonId, trackerId }, actor);
  }
}
