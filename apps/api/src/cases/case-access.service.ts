import { Inject, Injectable } from '@nestjs/common';
import type { Actor, BusinessNow, CaseKind } from '@xiangaitong/domain';
import {
  NoticeRepository,
  OrganisationRepository,
  SuccessionRepository,
  SuspensionRepository,
} from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';
import { audienceOf, isOfTenant, type Audience, type CaseRow } from './audience';

/** A case that somebody may read, and as what. */
export interface Readable<Row extends CaseRow = CaseRow> {
  readonly row: Row;
  readonly audience: Audience;
}

/**
 * Finds cases for those who have a part in them. Everyone else hears what they would hear if there
 * were no such case; so does who has a part in it and is not to know of it yet (ADR 0015).
 *
 * Asks by identifier alone: respondent, bureau and authority do not know the tenant, it follows from
 * the case.
 */
@Injectable()
export class CaseAccess {
  constructor(
    private readonly notices: NoticeRepository,
    private readonly suspensions: SuspensionRepository,
    private readonly organisations: OrganisationRepository,
    private readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /** Either kind. @throws Problem `resource.notFound` */
  async require(kind: CaseKind, id: string, actor: Actor): Promise<CaseRow> {
    return (await this.readable(await this.find(kind, id), actor)).row;
  }

  /** A row that was looked up, whoever's it is. @throws Problem `resource.notFound` */
  async readable<Row extends CaseRow>(row: Row | undefined, actor: Actor): Promise<Readable<Row>> {
    const audience =
      row === undefined
        ? undefined
        : (audienceOf(row, actor) ??
          (await this.asSuccessor(row, actor)) ??
          (await this.asConnecting(row, actor)));
    if (row === undefined || audience === undefined) throw new Problem('resource.notFound');
    return { row, audience };
  }

  /**
   * For somebody who means to do something in it. Who knows of a case that is not theirs reads it; what the
   * authority and the respondent do is for the core to say, but officers act in cases of their own only: anywhere
   * else the bureau would be the second person beside a centre's.
   * @throws Problem `resource.notFound`, `actor.notAllowed`
   */
  async toActOn(kind: CaseKind, id: string, actor: Actor): Promise<CaseRow> {
    const row = await this.require(kind, id, actor);
    const party = partyOf(actor.role);
    if ((party === 'bureau' || party === 'centre') && !isOfTenant(row.tenant, actor))
      throw new Problem('actor.notAllowed');
    return row;
  }

  /** Whoever asks: for what the system itself has to know. */
  async find(kind: CaseKind, id: string): Promise<CaseRow | undefined> {
    return kind === 'notice' ? this.notices.find(id) : this.suspensions.find(id);
  }

  /** Who has taken over the business of the respondent stands in its place, to read and to answer. */
  private async asSuccessor(row: CaseRow, { role, organisationId }: Actor): Promise<Audience | undefined> {
    if (partyOf(role) !== 'respondent' || row.knownToRespondentAt === null) return undefined;
    const successor = await this.successions.successorOf(row.respondentId, this.now());
    return successor?.id === organisationId ? 'respondent' : undefined;
  }

  /**
   * 點5-3-5: a centre sees what others have suspended of those it connects, or of itself, as soon as they know, and
   * as they do.
   */
  private async asConnecting(row: CaseRow, { role, organisationId }: Actor): Promise<Audience | undefined> {
    const party = partyOf(role);
    if ((party !== 'centre' && party !== 'auditor') || row.knownToRespondentAt === null) return undefined;
    if (row.respondentId === organisationId) return 'respondent';
    const respondent = await this.organisations.get(row.respondentId);
    return respondent?.centreId === organisationId ? 'respondent' : undefined;
  }
}
