import { In, LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import type { Actor, Instant, OrganisationId } from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import { inTransaction } from '../database/transaction';
import { OrganisationEntity } from '../entities/directory.entity';
import { SuccessionEntity, type SuccessionRow } from '../entities/succession.entity';
import { VersionConflictError } from '../errors';
import { actorColumns } from '../register/record-rows';
import { isDissolved } from '../service/dissolution';
import type { Organisation } from './organisation.repository';

export interface NewSuccession {
  /** The same for a repetition of the same request. */
  readonly id: string;
  readonly organisationId: OrganisationId;
  readonly successorId: OrganisationId;
  /** Business time from which letters go to the successor. */
  readonly startsAt: Instant;
  readonly reason: string;
  /** Takes the place of the link that there is. */
  readonly replaces: boolean;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
}

export type SuccessionFault = 'oneself' | 'unknown' | 'dissolved' | 'alreadyLinked' | 'circle';

export type Linked =
  | { readonly kind: 'linked'; readonly row: SuccessionRow; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: SuccessionFault };

/** Which organisation took over the business of which. */
export class SuccessionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Links a successor. The rows of both organisations and of the actor's own are locked first, in the order
   * of their ids: of several links of one centre that would make a circle together the last sees the others.
   * @throws VersionConflictError when the id has been used for something else
   */
  async link(wanted: NewSuccession): Promise<Linked> {
    const { id, organisationId, successorId, startsAt, reason, replaces, by, at } = wanted;
    if (organisationId === successorId) return refused('oneself');
    return inTransaction(this.dataSource, async (manager): Promise<Linked> => {
      const known = await lockAll(manager, [organisationId, successorId, by.organisationId]);
      const there = await manager.findOneBy(SuccessionEntity, { id });
      if (there !== null) return again(there, wanted);
      const isKnown = (some: OrganisationId): boolean => known.some((each) => each.id === some);
      if (!isKnown(organisationId) || !isKnown(successorId)) return refused('unknown');
      if (await isDissolved(manager, successorId)) return refused('dissolved');
      const current = await manager.findOneBy(SuccessionEntity, { organisationId, isCurrent: true });
      if (current !== null && !replaces) return refused('alreadyLinked');
      if (await leadsTo(manager, successorId, organisationId)) return refused('circle');
      if (current !== null) await manager.update(SuccessionEntity, { id: current.id }, { isCurrent: null });
      const link = { id, organisationId, successorId, startsAt, reason, at, isCurrent: true as const };
      await manager
        .createQueryBuilder()
        .insert()
        .into(SuccessionEntity)
        .values({ ...link, ...actorColumns(by) })
        .updateEntity(false)
        .execute();
      const detail = { id, organisationId, successorId, startsAt, ...(current && { replaced: current.id }) };
      const tenant = by.organisationId;
      await appendAudit(manager, { at, actor: by, tenant, action: 'LinkSuccessor', outcome: 'done', detail });
      const row = await manager.findOneByOrFail(SuccessionEntity, { id });
      return { kind: 'linked', row, replayed: false };
    });
  }

  /** The links that hold, of those of the organisations that have one; whether or not their day has come. */
  async currentOf(ids: readonly OrganisationId[]): Promise<readonly SuccessionRow[]> {
    if (ids.length === 0) return [];
    const where = { organisationId: In(ids), isCurrent: true as const };
    return this.dataSource.manager.find(SuccessionEntity, { where, order: { organisationId: 'ASC' } });
  }

  /**
   * Who has taken over by that business instant, along the successors of successors; where nobody has yet, who is
   * to. Organisations without a link are left out. One statement for each link of the longest chain.
   */
  async successorsOf(
    ids: readonly OrganisationId[],
    at: Instant,
  ): Promise<ReadonlyMap<OrganisationId, Succession>> {
    const links = new Map<OrganisationId, SuccessionRow>();
    for (let wanted = [...new Set(ids)]; wanted.length > 0;) {
      const found = await this.currentOf(wanted);
      for (const link of found) links.set(link.organisationId, link);
      wanted = [...new Set(found.map(({ successorId }) => successorId))].filter((id) => !links.has(id));
    }
    const last = ids.flatMap((id) => {
      const successor = follow(links, id, at);
      return successor === undefined ? [] : [[id, successor] as const];
    });
    return new Map(last);
  }

  /** Who has taken over by that business instant, as `successorsOf`; undefined when nobody has yet. */
  async successorOf(id: OrganisationId, at: Instant): Promise<Organisation | undefined> {
    const succession = (await this.successorsOf([id], at)).get(id);
    if (succession === undefined || succession.startsAt > at) return undefined;
    const { successorId } = succession;
    return (await this.dataSource.manager.findOneBy(OrganisationEntity, { id: successorId })) ?? undefined;
  }

  /** Those whose business has come to this one by that business instant, and has not gone on to another. */
  async predecessorsOf(id: OrganisationId, at: Instant): Promise<readonly OrganisationId[]> {
    if ((await this.successorOf(id, at)) !== undefined) return [];
    const found = new Set<OrganisationId>();
    for (let wanted = [id]; wanted.length > 0;) {
      const where = { successorId: In(wanted), isCurrent: true as const, startsAt: LessThanOrEqual(at) };
      const links = await this.dataSource.manager.find(SuccessionEntity, { where });
      wanted = links.map(({ organisationId }) => organisationId).filter((one) => !found.has(one));
      for (const one of wanted) found.add(one);
    }
    return [...found];
  }
}

/** To whom the business of an organisation has come, or will, and when. */
export type Succession = Pick<SuccessionRow, 'successorId' | 'startsAt'>;

/** The last link of the chain whose day has come, by the latest of the days on the way; else the first link. */
function follow(
  links: ReadonlyMap<OrganisationId, SuccessionRow>,
  id: OrganisationId,
  at: Instant,
): Succession | undefined {
  const passed = new Set<OrganisationId>();
  let reached: Succession | undefined;
  for (let current = id; !passed.has(current);) {
    passed.add(current);
    const link = links.get(current);
    if (link === undefined || (link.startsAt > at && reached !== undefined)) break;
    const { successorId, startsAt } = link;
    if (startsAt > at) return { successorId, startsAt };
    reached = { successorId, startsAt: Math.max(startsAt, reached?.startsAt ?? startsAt) };
    current = successorId;
  }
  return reached;
}

const refused = (why: SuccessionFault): Linked => ({ kind: 'refused', why });

function again(there: SuccessionRow, wanted: NewSuccession): Linked {
  const same =
    there.organisationId === wanted.organisationId &&
    there.successorId === wanted.successorId &&
    there.startsAt === wanted.startsAt &&
    there.reason === wanted.reason;
  if (!same) throw new VersionConflictError(`Succession ${there.id}`);
  return { kind: 'linked', row: there, replayed: true };
}

const lockAll = (manager: EntityManager, ids: OrganisationId[]): Promise<Organisation[]> =>
  manager
    .createQueryBuilder(OrganisationEntity, 'r')
    .setLock('pessimistic_write')
    .where('r.id IN (:...ids)', { ids })
    .orderBy('r.id')
    .getMany();

/** Links from here on, each from the successor of the one before; no organisation comes twice. */
async function* chainFrom(manager: EntityManager, id: OrganisationId): AsyncGenerator<SuccessionRow> {
  const passed = new Set<OrganisationId>();
  for (let current = id; !passed.has(current);) {
    passed.add(current);
    const link = await manager.findOneBy(SuccessionEntity, { organisationId: current, isCurrent: true });
    if (link === null) return;
    yield link;
    current = link.successorId;
  }
}

async function leadsTo(
  manager: EntityManager,
  from: OrganisationId,
  organisationId: OrganisationId,
): Promise<boolean> {
  for await (const { successorId } of chainFrom(manager, from)) {
    if (successorId === organisationId) return true;
  }
  return false;
}
