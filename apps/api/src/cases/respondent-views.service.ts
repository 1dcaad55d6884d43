import { Injectable } from '@nestjs/common';
import type { noticeView } from '@xiangaitong/contracts';
import type { OrganisationId } from '@xiangaitong/domain';
import { OrganisationRepository, SuccessionRepository } from '@xiangaitong/persistence';
import type { z } from 'zod';

/** A respondent as a list shows it: under the name at issue, with what has become of it since. */
export type RespondentView = Pick<
  z.output<typeof noticeView>,
  'respondentId' | 'respondentName' | 'respondentPresentName' | 'successor'
>;

interface Shown {
  readonly respondentId: OrganisationId;
  readonly respondentName: string | null;
  readonly closed: boolean;
}

/** Looks up what the directory says now of the organisations that a list is about. */
@Injectable()
export class RespondentViews {
  constructor(
    private readonly organisations: OrganisationRepository,
    private readonly successions: SuccessionRepository,
  ) {}

  /** The code stands for one that has left the directory; the successor is shown while the case is open. */
  async of(rows: readonly Shown[]): Promise<(row: Shown) => RespondentView> {
    const ids = [...new Set(rows.map(({ respondentId }) => respondentId))];
    const links = await this.successions.currentOf(ids);
    const all = [...ids, ...links.map(({ successorId }) => successorId)];
    const found = all.length === 0 ? [] : await this.organisations.findMany([...new Set(all)]);
    const names = new Map(found.map(({ id, name }) => [id, name]));
    const nameOf = (id: OrganisationId): string => names.get(id) ?? id;
    return ({ respondentId, respondentName, closed }) => {
      const presentName = nameOf(respondentId);
      const nameAtIssue = respondentName ?? presentName;
      const link = closed ? undefined : links.find(({ organisationId }) => organisationId === respondentId);
      return {
        respondentId,
        respondentName: nameAtIssue,
        respondentPresentName: presentName === nameAtIssue ? undefined : presentName,
        successor:
          link === undefined
            ? undefined
            : { organisationId: link.successorId, name: nameOf(link.successorId), startsAt: link.startsAt },
      };
    };
  }
}
