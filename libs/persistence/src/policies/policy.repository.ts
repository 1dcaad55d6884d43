import { LessThanOrEqual, type DataSource, type EntityManager } from 'typeorm';
import {
  civilDateAt,
  compareDates,
  diffPolicies,
  policyVersion1,
  startOfDay,
  type Actor,
  type CivilDate,
  type Instant,
  type OrganisationId,
  type Policy,
  type PolicyContent,
} from '@xiangaitong/domain';
import { canonicalJson } from '../database/canonical-json';
import { inTransaction, isDuplicateEntry } from '../database/transaction';
import { PolicyEntity, type PolicyRow } from '../entities/policy.entity';
import { NotFoundError, VersionConflictError } from '../errors';
import { actorColumns, type New } from '../register/record-rows';
import { auditAct, settle, type DecisionFault, type VersionDecision } from '../versions/second-person';
import { parsePolicy, parsePolicyVersion, type PolicyVersion } from './policy-version.parser';
import { shippedVersion, systemVersion } from './system-version';

export type { PolicyVersion } from './policy-version.parser';

/** A version as an officer proposes it for their centre; its number is given here. */
export interface NewPolicyVersion {
  readonly content: PolicyContent;
  /** In force from the 00:00 with which this date begins in Taipei; today or later. */
  readonly effectiveDate: CivilDate;
  /** Why. */
  readonly purpose: string;
  readonly by: Actor;
  /** Business time. */
  readonly at: Instant;
  readonly commandId: string;
}

/** What a second person says of a version of their centre. */
export interface PolicyDecision extends VersionDecision {
  readonly version: number;
}

/** `datePast`: it would come into force backwards; `unchanged`: it says what is in force on its date anyway. */
export type PolicyProposalFault = 'datePast' | 'unchanged';

/**
 * - `lapsed`: its date has passed, and nothing comes into force backwards;
 * - `outdated`: another version has come since for its date, so that this one would take it back unseen.
 */
export type PolicyDecisionFault = DecisionFault | 'lapsed' | 'outdated';

type Answer<Kind extends string, Fault extends string> =
  | { readonly kind: Kind; readonly version: PolicyVersion; readonly replayed: boolean }
  | { readonly kind: 'refused'; readonly why: Fault };

export type ProposedPolicy = Answer<'proposed', PolicyProposalFault>;
export type DecidedPolicy = Answer<'decided', PolicyDecisionFault>;

/** The policies of each centre, a line of versions for each. Nothing but its decision is ever written on a version. */
export class PolicyRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * The approved version of the latest date that is not after `at` (business time), of equal dates the later one;
   * undefined when there is none: then the policy that ships holds.
   */
  async inForce(tenant: OrganisationId, at: Instant): Promise<Policy | undefined> {
    const row = await approvedAt(this.dataSource.manager, tenant, at);
    return row === undefined ? undefined : parsePolicy(row);
  }

  /** Newest first; the one that ships where nothing was ever written. They are few: some a year. */
  async list(tenant: OrganisationId): Promise<readonly PolicyVersion[]> {
    const rows = await this.dataSource.manager.find(PolicyEntity, {
      where: { tenant, id: policyVersion1.id },
      order: { version: 'DESC' },
    });
    return rows.length === 0
      ? [parsePolicyVersion(shippedVersion(tenant))]
      : rows.map((row) => parsePolicyVersion(row));
  }

  /**
   * Adds a version that is approved by the system, without a proposal; the same again is fine.
   * @throws VersionConflictError when this version has been written with another content or date
   */
  async add(tenant: OrganisationId, policy: Policy, effectiveAt: Instant): Promise<void> {
    const { id, version } = policy;
    try {
      await insert(this.dataSource.manager, systemVersion(tenant, policy, effectiveAt));
    } catch (error) {
      if (!isDuplicateEntry(error)) throw error;
      const there = await this.dataSource.manager.findOneByOrFail(PolicyEntity, { tenant, id, version });
      if (there.effectiveAt !== effectiveAt || canonicalJson(there.json) !== canonicalJson(policy)) {
        throw new VersionConflictError(`Policy ${id} version ${version}`);
      }
    }
  }

  /**
   * Adds a version that nobody has approved yet, with its audit record; the same request again finds it.
   * @throws VersionConflictError when the command id has been used for another proposal
   */
  async propose(wanted: NewPolicyVersion): Promise<ProposedPolicy> {
    const { by, at, commandId, effectiveDate, content } = wanted;
    const tenant = by.organisationId;
    return inTransaction(this.dataSource, async (manager): Promise<ProposedPolicy> => {
      await lockAll(manager, tenant);
      const there = await manager.findOneBy(PolicyEntity, { tenant, proposalCommandId: commandId });
      if (there !== null) {
        if (!isSame(there, wanted)) throw new VersionConflictError(commandId);
        return { kind: 'proposed', version: parsePolicyVersion(there), replayed: true };
      }
      if (compareDates(effectiveDate, civilDateAt(at)) < 0) return { kind: 'refused', why: 'datePast' };
      const effectiveAt = startOfDay(effectiveDate);
      const base = await approvedAt(manager, tenant, Math.max(effectiveAt, at));
      if (diffPolicies(base === undefined ? policyVersion1 : parsePolicy(base), content).length === 0) {
        return { kind: 'refused', why: 'unchanged' };
      }
      const { id } = policyVersion1;
      const version = ((await manager.maximum(PolicyEntity, 'version', { tenant, id })) ?? 0) + 1;
      const row: New<PolicyRow> = {
        ...systemVersion(tenant, { ...content, id, version }, effectiveAt),
        basedOn: base?.version ?? null,
        purpose: wanted.purpose,
        proposedAt: at,
        proposalCommandId: commandId,
        ...actorColumns(by),
        state: 'proposed',
        decidedAt: null,
      };
      await insert(manager, row);
      await auditAct(manager, 'ProposePolicy', wanted, { version, effectiveDate });
      return { kind: 'proposed', version: parsePolicyVersion(row), replayed: false };
    });
  }

  /**
   * Approves or refuses a version, once, with its audit record; the same request again finds what it did. Approved on
   * its very day, it is in force from then on, not from the 00:00 before.
   * @throws NotFoundError also for another centre's
   * @throws VersionConflictError when the command id has been used for the other decision
   */
  async decide({ version, ...decision }: PolicyDecision): Promise<DecidedPolicy> {
    const { by, at } = decision;
    const tenant = by.organisationId;
    const key = { tenant, id: policyVersion1.id, version };
    return inTransaction(this.dataSource, async (manager): Promise<DecidedPolicy> => {
      await lockAll(manager, tenant);
      const row = await manager.findOneBy(PolicyEntity, key);
      if (row === null) throw new NotFoundError(`Policy ${version}`);
      const from = Math.max(row.effectiveAt, at);
      const settled = await settle(row, decision, async () => {
        if (compareDates(civilDateAt(row.effectiveAt), civilDateAt(at)) < 0) return 'lapsed';
        const base = await approvedAt(manager, tenant, from);
        return (base?.version ?? null) === row.basedOn ? undefined : 'outdated';
      });
      if (settled.kind === 'refused') return settled;
      if (settled.kind === 'replayed') {
        return { kind: 'decided', version: parsePolicyVersion(row), replayed: true };
      }
      const approved = settled.settlement.state === 'approved';
      const written = { ...settled.settlement, ...(approved ? { effectiveAt: from } : {}) };
      await manager.update(PolicyEntity, key, written);
      await auditAct(manager, approved ? 'ApprovePolicy' : 'RefusePolicy', decision, { version });
      return { kind: 'decided', version: parsePolicyVersion({ ...row, ...written }), replayed: false };
    });
  }
}

/**
 * All that write for one centre go one after the other, at its first version, which is entered where nothing was ever
 * written: it holds there already, and the next version names it.
 */
async function lockAll(manager: EntityManager, tenant: OrganisationId): Promise<void> {
  await manager
    .createQueryBuilder()
    .insert()
    .into(PolicyEntity)
    .values(shippedVersion(tenant))
    .orUpdate(['version'])
    .updateEntity(false)
    .execute();
}

async function approvedAt(
  manager: EntityManager,
  tenant: OrganisationId,
  at: Instant,
): Promise<PolicyRow | undefined> {
  const [row] = await manager.find(PolicyEntity, {
    where: { tenant, state: 'approved', effectiveAt: LessThanOrEqual(at) },
    order: { effectiveAt: 'DESC', version: 'DESC', id: 'ASC' },
    take: 1,
  });
  return row;
}

async function insert(manager: EntityManager, row: New<PolicyRow>): Promise<void> {
  await manager.createQueryBuilder().insert().into(PolicyEntity).values(row).updateEntity(false).execute();
}

/** Whether the version is what this request asked for. */
const isSame = (row: PolicyRow, { content, effectiveDate, purpose }: NewPolicyVersion): boolean =>
  diffPolicies(parsePolicy(row), content).length === 0 &&
  civilDateAt(row.effectiveAt) === effectiveDate &&
  row.purpose === purpose;
