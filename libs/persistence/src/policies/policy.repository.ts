import { LessThanOrEqual, type DataSource } from 'typeorm';
import type { Instant, OrganisationId, Policy } from '@xiangaitong/domain';
import { canonicalJson } from '../database/canonical-json';
import { isDuplicateEntry } from '../database/transaction';
import { PolicyEntity } from '../entities/directory.entity';
import { VersionConflictError } from '../errors';
import { parsePolicy } from './policy.parser';

/** The follow-up policies of each centre. A version that has been written is never changed. */
export class PolicyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** The policy of the latest date that is not after `at` (business time); undefined when there is none. */
  async inForce(tenant: OrganisationId, at: Instant): Promise<Policy | undefined> {
    const [row] = await this.dataSource.manager.find(PolicyEntity, {
      where: { tenant, effectiveAt: LessThanOrEqual(at) },
      order: { effectiveAt: 'DESC', version: 'DESC', id: 'ASC' },
      take: 1,
    });
    return row === undefined ? undefined : parsePolicy(row);
  }

  /**
   * Adds a version; the same again is fine.
   * @throws VersionConflictError when this version has been written with another content or date
   */
  async add(tenant: OrganisationId, policy: Policy, effectiveAt: Instant): Promise<void> {
    const { id, version } = policy;
    try {
      await this.dataSource
        .createQueryBuilder()
        .insert()
        .into(PolicyEntity)
        .values({ tenant, id, version, json: policy, effectiveAt })
        .updateEntity(false)
        .execute();
    } catch (error) {
      if (!isDuplicateEntry(error)) throw error;
      const there = await this.dataSource.manager.findOneByOrFail(PolicyEntity, { tenant, id, version });
      if (there.effectiveAt !== effectiveAt || canonicalJson(there.json) !== canonicalJson(policy)) {
        throw new VersionConflictError(`Policy ${id} version ${version}`);
      }
    }
  }
}
