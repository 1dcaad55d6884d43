import { Injectable } from '@nestjs/common';
import type { DraftBody } from '@xiangaitong/contracts';
import type { Actor, NoticeContent, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository } from '@xiangaitong/persistence';
import { NamedPeople } from '../cases/named-people.service';
import { Problem } from '../http/problem';

/** Makes part A of the form out of what was sent: numbered, and with names from the register. */
@Injectable()
export class DraftContent {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly named: NamedPeople,
  ) {}

  /** @throws Problem when the respondent or one of the people is not in the register */
  async of(form: DraftBody, actor: Actor): Promise<NoticeContent> {
    const [respondentName] = await Promise.all([
      this.respondentName(form.respondentId),
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

  /** The name of today, for papers that go out today. @throws Problem */
  async respondentName(id: OrganisationId): Promise<string> {
    const organisation = await this.organisations.get(id);
    if (organisation !== undefined) return organisation.name;
    throw new Problem('organisation.unknown', {
      fields: [{ field: 'respondentId', message: '查無此機關代碼。' }],
    });
  }

  /** Contact and tracker are people of the issuing centre; either may still be open. @throws Problem */
  async checkPeople(
    { contactPersonId = '', trackerId = '' }: Partial<Pick<DraftBody, 'contactPersonId' | 'trackerId'>>,
    actor: Actor,
  ): Promise<void> {
    await this.named.check({ contactPersonId, trackerId }, actor);
  }
}
