import { In, LessThanOrEqual, MoreThan, type DataSource, type EntityManager } from 'typeorm';
import {
  substitutionFault,
  type Actor,
  type Instant,
  type OrganisationId,
  type PersonId,
  type Substitution,
  type SubstitutionFault,
} from '@xiangaitong/domain';
import { appendAudit } from '../audit/audit.repository';
import { pageOf, whereGiven, type Page, type PageRequest } from '../database/page';
import { inTransaction } from '../database/transaction';
import { OrganisationEntity } from '../entities/directory.entity';
import { SubstitutionEntity, type SubstitutionRow } from '../entities/substitution.entity';
import { NotFoundError, VersionConflictError } from '../errors';
import { actorColumns } from '../register/record-rows';
import { peopleForUpdate } from './people-lock';
import { standInsOf } from './stand-in';

export interface NewSubstitution extends Substitution {
  /** The same for a repetition of the same request. */
  readonly id: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
}

export type SetSubstitution =
  | { readonly kind: 'set'; readonly row: SubstitutionRow; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: SubstitutionFault | 'unknown' | 'disabled' };

export interface SubstitutionFilter extends PageRequest {
  readonly personId?: PersonId;
  /** Only those that have not ended by then. */
  readonly endingAfter?: Instant;
}

/** 代理人: who takes whose place, and until when. */
export class SubstitutionRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Sets a substitute of a person of the actor's own organisation. That organisation's row is locked
   * first: of two substitutions that would make a circle together one sees the other.
   * @throws VersionConflictError when the id has been used for something else
   */
  async set(wanted: NewSubstitution): Promise<SetSubstitution> {
    const { id, by, at, personId, substituteId, startsAt, endsAt } = wanted;
    const tenant = by.organisationId;
    return inTransaction(this.dataSource, async (manager) => {
      await lockOrganisation(manager, tenant);
      const there = await manager.findOneBy(SubstitutionEntity, { id });
      if (there !== null) return again(there, wanted);
      const people = await peopleForUpdate(manager, tenant, [personId, substituteId]);
      if (people.length < new Set([personId, substituteId]).size) return { kind: 'refused', why: 'unknown' };
      if (people.some(({ disabledAt }) => disabledAt !== null)) return { kind: 'refused', why: 'disabled' };
      const others = await manager.findBy(SubstitutionEntity, { tenant, endsAt: MoreThan(at) });
      const fault = substitutionFault(others, wanted);
      if (fault !== undefined) return { kind: 'refused', why: fault };
      const values = { id, tenant, personId, substituteId, startsAt, endsAt, endedBy: null };
      await manager
        .createQueryBuilder()
        .insert()
        .into(SubstitutionEntity)
        .values({ ...values, ...actorColumns(by) })
        .updateEntity(false)
        .execute();
      const detail = { id, personId, substituteId, startsAt, endsAt };
      await appendAudit(manager, { at, actor: by, tenant, action: 'SetSubstitute', outcome: 'done', detail });
      return {
        kind: 'set',
        row: await manager.findOneByOrFail(SubstitutionEntity, { id }),
        replayed: false,
      };
    });
  }

  /**
   * Ends one now, or before it has begun; one that is over stays as it is.
   * @throws NotFoundError when the actor's organisation has none of this id
   */
  async end(id: string, by: Actor, at: Instant): Promise<SubstitutionRow> {
    const tenant = by.organisationId;
    return inTransaction(this.dataSource, async (manager) => {
      await lockOrganisation(manager, tenant);
      const row = await manager.findOneBy(SubstitutionEntity, { id, tenant });
      if (row === null) throw new NotFoundError(`Substitution ${id}`);
      if (row.endsAt <= at) return row;
      const endsAt = Math.max(at, row.startsAt);
      await manager.update(SubstitutionEntity, { id }, { endsAt, endedBy: by.personId });
      const detail = { id, endsAt };
      await appendAudit(manager, { at, actor: by, tenant, action: 'EndSubstitute', outcome: 'done', detail });
      return { ...row, endsAt, endedBy: by.personId };
    });
  }

  async get(tenant: OrganisationId, id: string): Promise<SubstitutionRow | undefined> {
    return (await this.dataSource.manager.findOneBy(SubstitutionEntity, { tenant, id })) ?? undefined;
  }

  /** By their end. @throws BadCursorError */
  list(filter: SubstitutionFilter): Promise<Page<SubstitutionRow>> {
    const { tenant, personId, endingAfter } = filter;
    const query = this.dataSource
      .createQueryBuilder(SubstitutionEntity, 'r')
      .where('r.tenant = :tenant', { tenant });
    whereGiven(query, { personId });
    if (endingAfter !== undefined) {
      query.andWhere('r.endsAt > :endingAfter', { endingAfter: new Date(endingAfter) });
    }
    return pageOf(query, filter, {
      list: 'substitutions',
      by: { column: 'r.endsAt', of: (row) => row.endsAt },
    });
  }

  /** In whose places this person may act at a business instant: of those who are away, along their substitutes. */
  async principalsOf(personId: PersonId, at: Instant): Promise<readonly PersonId[]> {
    const found = new Set<PersonId>();
    for (let standIns: readonly PersonId[] = [personId]; standIns.length > 0;) {
      const rows = await this.dataSource.manager.findBy(SubstitutionEntity, {
        substituteId: In(standIns),
        startsAt: LessThanOrEqual(at),
        endsAt: MoreThan(at),
      });
      const fresh = rows.map((row) => row.personId).filter((id) => id !== personId && !found.has(id));
      for (const id of fresh) found.add(id);
      standIns = fresh;
    }
    return [...found].sort();
  }

  /** Who does what is asked of this person at a business instant; undefined when nobody does. */
  async standInOf(personId: PersonId, at: Instant): Promise<PersonId | undefined> {
    const standIns = await standInsOf(this.dataSource.manager, [personId], at, 'none');
    return standIns.get(personId);
  }
}

function again(there: SubstitutionRow, wanted: NewSubstitution): SetSubstitution {
  const same =
    there.personId === wanted.personId &&
    there.substituteId === wanted.substituteId &&
    there.startsAt === wanted.startsAt &&
    // One that was ended meanwhile does not tell any more until when it was meant to hold.
    (there.endedBy !== null || there.endsAt === wanted.endsAt);
  if (!same) throw new VersionConflictError(`Substitution ${there.id}`);
  return { kind: 'set', row: there, replayed: true };
}

const lockOrganisation = (manager: EntityManager, id: OrganisationId): Promise<unknown> =>
  manager
    .createQueryBuilder(OrganisationEntity, 'r')
    .setLock('pessimistic_write')
    .where('r.id = :id', { id })
    .getOne();
