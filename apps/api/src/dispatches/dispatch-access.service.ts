import { Injectable } from '@nestjs/common';
import type { Actor, CaseKind } from '@xiangaitong/domain';
import { DispatchRepository, type DispatchRow } from '@xiangaitong/persistence';
import { isOfTenant } from '../cases/audience';
import { CaseAccess } from '../cases/case-access.service';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';

/** Letters as far as somebody may know of them: its tenant of all its own, others of those to them. */
@Injectable()
export class DispatchAccess {
  constructor(
    private readonly dispatches: DispatchRepository,
    private readonly access: CaseAccess,
  ) {}

  /** @throws Problem `resource.notFound` */
  async require(id: string, actor: Actor): Promise<DispatchRow> {
    const { kind, caseId } = caseOf(id);
    const { tenant } = await this.access.require(kind, caseId, actor);
    const letter = await this.dispatches.get(tenant, id);
    if (letter === undefined || !mayRead(letter, actor)) throw new Problem('resource.notFound');
    return letter;
  }

  /** For officers who mean to do something about it. @throws Problem `resource.notFound`, `actor.notAllowed` */
  async toActOn(id: string, actor: Actor): Promise<DispatchRow> {
    const { kind, caseId } = caseOf(id);
    await this.access.toActOn(kind, caseId, actor);
    return this.require(id, actor);
  }

  /** The letters of a case that are this person's to see. @throws Problem `resource.notFound` */
  async ofCase(kind: CaseKind, caseId: string, actor: Actor): Promise<readonly DispatchRow[]> {
    await this.access.require(kind, caseId, actor);
    const letters = await this.dispatches.listByCase(kind, caseId);
    return letters.filter((letter) => mayRead(letter, actor));
  }
}

/** An effect's identifier begins with its case, and the case tells whose the letter is. */
function caseOf(id: string): { readonly kind: CaseKind; readonly caseId: string } {
  const [, kind, caseId] = /^(notice|suspension)\/([0-9a-z-]{1,64})\/\d+\/\d+$/.exec(id) ?? [];
  if (caseId === undefined) throw new Problem('resource.notFound');
  return { kind: kind === 'notice' ? 'notice' : 'suspension', caseId };
}

/** The case itself has been checked before: whoever is its respondent now, letters to the respondent are theirs. */
function mayRead({ tenant, party, organisationId }: DispatchRow, actor: Actor): boolean {
  if (isOfTenant(tenant, actor)) return true;
  if (party !== partyOf(actor.role)) return false;
  return party === 'respondent' || organisationId === null || organisationId === actor.organisationId;
}
