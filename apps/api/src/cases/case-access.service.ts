import { Injectable } from '@nestjs/common';
import type { Actor, CaseKind, OrganisationId } from '@xiangaitong/domain';
import {
  NoticeRepository,
  SuspensionRepository,
  type NoticeRow,
  type SuspensionRow,
} from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** What decides who may see a case. */
interface Owned {
  readonly tenant: OrganisationId;
  readonly respondentId: OrganisationId;
}

/**
 * Finds cases for those who have a part in them. Everyone else hears what they would hear if there
 * were no such case.
 *
 * Asks by identifier alone: respondent, bureau and authority do not know the tenant, it follows from
 * the case.
 */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly suspensions: SuspensionRepository,
  ) {}

  /** @throws Problem `resource.notFound` */
  async notice(id: string, actor: Actor): Promise<NoticeRow> {
    return visible(await this.notices.find(id), actor);
  }

  /** @throws Problem `resource.notFound` */
  async suspension(id: string, actor: Actor): Promise<SuspensionRow> {
    return visible(await this.suspensions.find(id), actor);
  }

  /** Either kind. @throws Problem `resource.notFound` */
  async require(kind: CaseKind, id: string, actor: Actor): Promise<NoticeRow | SuspensionRow> {
    return kind === 'notice' ? this.notice(id, actor) : this.suspension(id, actor);
  }

  /**
   * For somebody who means to do something in it. Bureau and authority read every case; what the authority does is
   * for the core to say, but the bureau acts as an officer, so in cases of its own only: anywhere else it would be
   * the second person beside a centre's.
   * @throws Problem `resource.notFound`, `actor.notAllowed`
   */
  async toActOn(kind: CaseKind, id: string, actor: Actor): Promise<NoticeRow | SuspensionRow> {
    const row = await this.require(kind, id, actor);
    if (partyOf(actor.role) === 'bureau' && row.tenant !== actor.organisationId)
      throw new Problem('actor.notAllowed');
    return row;
  }

  /** Whoever asks: for what the system itself has to know. */
  async find(kind: CaseKind, id: string): Promise<NoticeRow | SuspensionRow | undefined> {
    return kind === 'notice' ? this.notices.find(id) : this.suspensions.find(id);
  }
}

function visible<T extends Owned>(row: T | undefined, actor: Actor): T {
  if (row === undefined || !mayRead(row, actor)) throw new Problem('resource.notFound');
  return row;
}

/** The centre its own, the respondent its own, bureau and authority every one. */
export function mayRead({ tenant, respondentId }: Owned, actor: Actor): boolean {
  switch (partyOf(actor.role)) {
    case 'centre':
    case 'auditor':
      return tenant === actor.organisationId;
    case 'respondent':
      return respondentId === actor.organisationId;
    case 'bureau':
    case 'authority':
      return true;
    default:
      return false;
  }
}
