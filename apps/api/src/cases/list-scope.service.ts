import { Inject, Injectable } from '@nestjs/common';
import {
  noticePhaseShown,
  suspensionPhaseShown,
  type Actor,
  type BusinessNow,
  type CaseKind,
  type OrganisationId,
} from '@xiangaitong/domain';
import { SuccessionRepository, type CaseScope } from '@xiangaitong/persistence';
import { partyOf } from '../http/party';
import { Problem } from '../http/problem';
import { NOW } from '../infrastructure/tokens';

/** What a query for cases asks for. */
export interface CasesAsked {
  readonly tenant?: OrganisationId;
  readonly respondentId?: OrganisationId;
  readonly phase?: string;
  readonly closed?: boolean;
  /** Fields of the query that are about what only officers see: then their own cases alone are meant. */
  readonly ofOfficers: readonly string[];
}

/** Works out whose cases somebody's list may show. */
@Injectable()
export class ListScope {
  constructor(
    private readonly successions: SuccessionRepository,
    @Inject(NOW) private readonly now: BusinessNow,
  ) {}

  /**
   * Whose tasks and letters: an officer's own authority's, for the authority those of the one it names.
   * @param asked the tenant named in the query
   * @throws Problem `request.invalid` when it has to be named, `resource.notFound` for another one's
   */
  tenantOf(actor: Actor, asked: OrganisationId | undefined): OrganisationId {
    if (partyOf(actor.role) === 'authority') return named(asked);
    if (asked !== undefined && asked !== actor.organisationId) throw new Problem('resource.notFound');
    return actor.organisationId;
  }

  /**
   * Which cases: a centre's own and what others have suspended of those it connects, or of itself; a respondent's and
   * those of whom it has succeeded, whoever has issued them; for bureau and authority those of the one that they name,
   * as far as they know of them. Phases are asked for as the list shows them, so that no filter tells what the list
   * does not.
   * @throws Problem as `tenantOf`, and `request.invalid` for an outsider who asks by what only officers see
   */
  async casesOf(kind: CaseKind, actor: Actor, asked: CasesAsked): Promise<readonly CaseScope[]> {
    const { organisationId: own } = actor;
    const { tenant, ofOfficers } = asked;
    const party = partyOf(actor.role);
    if (party === 'respondent' || party === 'authority' || (party === 'bureau' && named(tenant) !== own))
      refuse(ofOfficers, '只能用於查詢本機關的案件。');
    const asOutsider = phasesOf(kind, asked);
    const asOfficer = { tenant: own, ...standingOf(asked) };
    switch (party) {
      case 'respondent':
        return (await this.answeredFor(own, asked.respondentId)).map((respondentId) => ({
          respondentId,
          knownTo: 'respondent',
          ...asOutsider,
          ...(tenant === undefined ? {} : { tenant }),
        }));
      case 'bureau':
        return named(tenant) === own
          ? [asOfficer]
          : [{ tenant: named(tenant), knownTo: 'bureau', ...asOutsider }];
      case 'authority':
        // It never hears of a notice: there is nothing to look through.
        named(tenant);
        return kind === 'notice' ? [] : [{ tenant: named(tenant), knownTo: 'authority', ...asOutsider }];
      default:
        this.tenantOf(actor, tenant);
        // A centre issues notices to nobody but its own users.
        return kind === 'notice' || tenant !== undefined || ofOfficers.length > 0
          ? [asOfficer]
          : [
              asOfficer,
              { notTenant: own, connectedBy: own, knownTo: 'respondent', ...asOutsider },
              { notTenant: own, respondentId: own, knownTo: 'respondent', ...asOutsider },
            ];
    }
  }

  /** @throws Problem `resource.notFound` when the one that is asked for is another's */
  private async answeredFor(
    own: OrganisationId,
    asked: OrganisationId | undefined,
  ): Promise<readonly OrganisationId[]> {
    const all = [own, ...(await this.successions.predecessorsOf(own, this.now()))];
    if (asked === undefined) return all;
    if (!all.includes(asked)) throw new Problem('resource.notFound');
    return [asked];
  }
}

function named(tenant: OrganisationId | undefined): OrganisationId {
  if (tenant !== undefined) return tenant;
  return refuse(['tenant'], '請指明交換中心主管機關。');
}

/** @throws Problem when there is such a field */
function refuse(fields: readonly ['tenant'], message: string): never;
function refuse(fields: readonly string[], message: string): void;
function refuse(fields: readonly string[], message: string): void {
  if (fields.length > 0)
    throw new Problem('request.invalid', { fields: fields.map((field) => ({ field, message })) });
}

/** What an officer means: phases as they are. Whether it is closed is in more keys than the phase that says so too. */
function standingOf({ phase, closed }: CasesAsked): Pick<CaseScope, 'phases' | 'closed'> {
  if (phase !== undefined && closed !== undefined && (phase === 'closed') !== closed) return { phases: [] };
  const isClosed = phase === undefined ? closed : phase === 'closed';
  return {
    ...(phase === undefined ? {} : { phases: [phase] }),
    ...(isClosed === undefined ? {} : { closed: isClosed }),
  };
}

/** The phases that an outsider means, who sees some of them as others; absent for all of them. */
function phasesOf(kind: CaseKind, { phase, closed }: CasesAsked): { readonly phases?: readonly string[] } {
  if (phase === undefined && closed === undefined) return {};
  const phases = Object.entries(kind === 'notice' ? noticePhaseShown : suspensionPhaseShown)
    .map(([real, seen]) => ({ real, seen }))
    .filter(({ seen }) => phase === undefined || seen === phase)
    .filter(({ seen }) => closed === undefined || (seen === 'closed') === closed);
  return { phases: phases.map(({ real }) => real) };
}
