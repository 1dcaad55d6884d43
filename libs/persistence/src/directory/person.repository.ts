import { In, Not, type DataSource, type EntityManager } from 'typeorm';
import type { OrganisationId, PersonId, Role } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { PersonEntity, PersonRoleEntity, type PersonRow } from '../entities/directory.entity';
import { PersonErasedError } from '../errors';

export interface Person extends Omit<PersonRow, 'recordedAt'> {
  readonly roles: readonly Role[];
}

/** Absent particulars are kept as null. */
export type PersonParticulars = Omit<Person, 'erasedAt' | 'disabledAt'>;

/** People and what they may act as; the only personal data of the register. */
export class PersonRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Inserts or replaces a person and the roles. The person's row is locked first (the upsert that
   * changes nothing does that whether it was there or not), so an erasure is not overtaken.
   * @throws PersonErasedError
   */
  async upsert({ id, organisationId, name, phone, email, roles }: PersonParticulars): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager
        .createQueryBuilder()
        .insert()
        .into(PersonEntity)
        .values({
          id,
          organisationId,
          name: null,
          phone: null,
          email: null,
          erasedAt: null,
          disabledAt: null,
        })
        .orUpdate(['id'])
        .updateEntity(false)
        .execute();
      const { erasedAt } = await manager.findOneByOrFail(PersonEntity, { id });
      if (erasedAt !== null) throw new PersonErasedError(id);
      await manager.update(PersonEntity, { id }, { organisationId, name, phone, email });
      await replaceRoles(manager, id, roles);
    });
  }

  async get(id: PersonId): Promise<Person | undefined> {
    const [person] = await this.findMany([id]);
    return person;
  }

  /** Those of the ids that are known, erased ones included, by id. */
  async findMany(ids: readonly PersonId[]): Promise<readonly Person[]> {
    const { manager } = this.dataSource;
    const rows = await manager.find(PersonEntity, { where: { id: In(ids) }, order: { id: 'ASC' } });
    const roles = await manager.find(PersonRoleEntity, {
      where: { personId: In(ids) },
      order: { role: 'ASC' },
    });
    return rows.map((row) => ({
      ...row,
      roles: roles.filter(({ personId }) => personId === row.id).map(({ role }) => role),
    }));
  }

  /** The people of an organisation who have this role, by id, disabled ones included; erased ones have none. */
  async byRole(organisationId: OrganisationId, role: Role): Promise<readonly Person[]> {
    const { manager } = this.dataSource;
    const holders = await manager.findBy(PersonRoleEntity, { role });
    const ids = holders.map(({ personId }) => personId);
    const people = await manager.findBy(PersonEntity, { id: In(ids), organisationId });
    return this.findMany(people.map(({ id }) => id));
  }

  /**
   * Erases what identifies the person, and the roles; the identifier stays in events, where it says
   * nothing any more. Erasing twice, or somebody unknown, is fine.
   */
  async erase(id: PersonId): Promise<void> {
    await inTransaction(this.dataSource, async (manager) => {
      await manager
        .createQueryBuilder()
        .update(PersonEntity)
        .set({
          name: null,
          phone: null,
          email: null,
          erasedAt: () => 'COALESCE(erased_at, UTC_TIMESTAMP(3))',
        })
        .where('id = :id', { id })
        .execute();
      await manager.delete(PersonRoleEntity, { personId: id });
    });
  }
}

async function replaceRoles(
  manager: EntityManager,
  personId: PersonId,
  roles: readonly Role[],
): Promise<void> {
  await manager.delete(PersonRoleEntity, { personId, role: Not(In(roles)) });
  if (roles.length === 0) return;
  await manager
    .createQueryBuilder()
    .insert()
    .into(PersonRoleEntity)
    .values([...new Set(roles)].map((role) => ({ personId, role })))
    .orUpdate(['role'])
    .updateEntity(false)
    .execute();
}
