import { Inject, Injectable } from '@nestjs/common';
import type { noticeView } from '@xiangaitong/contracts';
import type { BusinessNow, OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository, SuccessionRepository } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { NOW } from '../infrastructure/tokens';

/** Who issued, and the respondent as a list shows it: under the name at issue, with what has become of it since. */
export type PartyView = Pick<
  z.output<typeof noticeView>,
  'tenant' | 'issuerName' | 'respondentId' | 'respondentName' | 'respondentPresentName' | 'successor'
>;

interface Shown {
  readonly tenant: OrganisationId;
  readonly respondentId: OrganisationId;
  readonly respondentName: string | null;
  readonly closed: boolean;
}

/** Looks up what the directory says now of the organisations that a list is about. */
@Injectable()
export class PartyViews {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * The code stands for one that has left the directory. The successor is shown while the case is open: the one to
   * whom its letters go now, along the whole chain, or who is to take over first.
   */
  async of(rows: readonly Shown[]): Promise<(row: Shown) => PartyView> {
    const ids = [...new Set(rows.map(({ respondentId }) => respondentId))];
    const successors = await this.successions.successorsOf(ids, this.now());
    const successorIds = [...successors.values()].map(({ successorId }) => successorId);
    const nameOf = await this.names([...ids, ...rows.map(({ tenant }) => tenant), ...successorIds]);
    return ({ tenant, respondentId, respondentName, closed }) => {
      const presentName = nameOf(respondentId);
      const nameAtIssue = respondentName ?? presentName;
      const successor = closed ? undefined : successors.get(respondentId);
      return {
        tenant,
        issuerName: nameOf(tenant),
        respondentId,
        respondentName: nameAtIssue,
        respondentPresentName: presentName === nameAtIssue ? undefined : presentName,
        successor:
          successor === undefined
            ? undefined
            : {
                organisationId: successor.successorId,
                name: nameOf(successor.successorId),
                startsAt: successor.startsAt,
              },
      };
    };
  }

  /** The code stands for one that is not in the directory. */
  async names(ids: readonly OrganisationId[]): Promise<(id: OrganisationId) => string> {
    const found = ids.length === 0 ? [] : await this.organisations.findMany([...new Set(ids)]);
    const names = new Map(found.map(({ id, name }) => [id, name]));
    return (id) => names.get(id) ?? id;
  }
}
