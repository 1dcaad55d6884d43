import { policyVersion1, startOfDay, type Actor, type PolicyContent } from '@xiangaitong/domain';
import { migrateDown, migrateUp } from '../data-source';
import { tenant } from '../fixtures/case.fixture';
import { otherTenant, supervisor } from '../fixtures/directory.fixture';
import { migrations } from '../migrations';
import { AddPoliciesDecision } from '../migrations/0037-add-policies-decision.migration';
import { openRegister, type TestRegister } from '../fixtures/register.fixture';
import { PolicyRepository, type NewPolicyVersion, type PolicyDecision } from './policy.repository';

let register: TestRegister;
let policies: PolicyRepository;

beforeEach(async () => {
  register = await openRegister();
  policies = new PolicyRepository(register.dataSource);
});
afterEach(() => register.close());

const HOUR = 3_600_000;
/** Tuesday, 2026-12-01, 10:00 in Taipei. */
const now = startOfDay('2026-12-01') + 10 * HOUR;
const soon = '2026-12-15';
const administrator: Actor = { personId: 'p-admin', role: 'centreAdministrator', organisationId: tenant };

const { id: _id, version: _version, ...shipped } = policyVersion1;
const but = (change: Partial<PolicyContent>): PolicyContent => ({ ...shipped, ...change });
let requests = 0;
const commandId = (): string => `p:request-${(requests += 1)}`;

const wanted = (change: Partial<NewPolicyVersion> = {}): NewPolicyVersion => ({
  content: but({ extensionDays: 30 }),
  effectiveDate: soon,
  purpose: '展期過短',
  by: administrator,
  at: now,
  commandId: commandId(),
  ...change,
});
const propose = (change?: Partial<NewPolicyVersion>) => policies.propose(wanted(change));
const decision = (version: number, change: Partial<PolicyDecision> = {}): PolicyDecision => ({
  version,
  outcome: { state: 'approved' },
  by: supervisor,
  at: now + HOUR,
  commandId: commandId(),
  ...change,
});
const approve = (version: number, change?: Partial<PolicyDecision>) =>
  policies.decide(decision(version, change));
const inForceAt = async (at: number): Promise<number | undefined> =>
  (await policies.inForce(tenant, at))?.version;

describe('what the system writes', () => {
  it('is in force from its date until the next one', async () => {
    const second = { ...policyVersion1, version: 2, extensionDays: 30 };
    await policies.add(tenant, policyVersion1, now);
    await policies.add(tenant, second, now + 1000);
    expect(await policies.inForce(tenant, now - 1)).toBeUndefined();
    expect(await policies.inForce(tenant, now)).toEqual(policyVersion1);
    expect(await policies.inForce(tenant, now + 999)).toEqual(policyVersion1);
    expect(await policies.inForce(tenant, now + 1000)).toEqual(second);
    expect(await policies.inForce(otherTenant, now)).toBeUndefined();
  });

  it('never changes once written', async () => {
    await policies.add(tenant, policyVersion1, now);
    await policies.add(tenant, policyVersion1, now);
    const conflict = { code: 'register.versionConflict' };
    await expect(policies.add(tenant, policyVersion1, now + 1)).rejects.toMatchObject(conflict);
    const changed = { ...policyVersion1, extensionDays: 15 };
    await expect(policies.add(tenant, changed, now)).rejects.toMatchObject(conflict);
    expect(await policies.inForce(tenant, now)).toEqual(policyVersion1);
  });

  /** Migrations from the one on that brought proposals. */
  const sinceProposals = migrations.length - migrations.indexOf(AddPoliciesDecision);

  it('is approved by it, also what was written before there were proposals', async () => {
    await migrateDown(register.dataSource, sinceProposals);
    await register.dataSource.query(
      "INSERT INTO policies (tenant, id, version, json, effective_at) VALUES (?, 'standard', 1, ?, '2026-08-01')",
      [tenant, JSON.stringify(policyVersion1)],
    );
    await migrateUp(register.dataSource);
    const [before] = await policies.list(tenant);
    expect(await policies.inForce(tenant, now)).toEqual(policyVersion1);
    await policies.add(otherTenant, policyVersion1, Date.UTC(2026, 7, 1));
    const [added] = await policies.list(otherTenant);
    expect(before).toMatchObject({ state: 'approved', actorId: 'system', proposedAt: null });
    expect(before).toEqual({ ...added, tenant, actorOrganisationId: tenant });
    // Back again, only what counts stays: without a state every row does.
    await propose();
    await migrateDown(register.dataSource, sinceProposals);
    expect(await register.dataSource.query('SELECT version FROM policies ORDER BY tenant')).toHaveLength(2);
  });
});

describe('a version that an officer proposes', () => {
  it('waits for its approval and its date, follows what there is, and is the centre’s own', async () => {
    await policies.add(tenant, policyVersion1, 0);
    const { version } = await proposed();
    expect(version).toMatchObject({
      policy: { ...but({ extensionDays: 30 }), id: 'standard', version: 2 },
      state: 'proposed',
      basedOn: 1,
      purpose: '展期過短',
      proposedAt: now,
      actorId: 'p-admin',
      effectiveAt: startOfDay(soon),
    });
    expect(await inForceAt(startOfDay(soon))).toBe(1);
    expect(await approve(2)).toMatchObject({
      kind: 'decided',
      replayed: false,
      version: { state: 'approved', decidedBy: 'p-super', effectiveAt: startOfDay(soon) },
    });
    expect(await inForceAt(startOfDay(soon) - 1)).toBe(1);
    expect(await inForceAt(startOfDay(soon))).toBe(2);
    expect((await policies.list(tenant)).map((each) => [each.version, each.state])).toEqual([
      [2, 'approved'],
      [1, 'approved'],
    ]);
    expect((await policies.list(otherTenant)).map((each) => each.policy)).toEqual([policyVersion1]);
    const foreign = { ...supervisor, organisationId: otherTenant };
    await expect(approve(2, { by: foreign })).rejects.toMatchObject({ code: 'register.notFound' });
  });

  it('follows the one that ships where nothing was ever written', async () => {
    expect((await proposed()).version).toMatchObject({ version: 2, basedOn: 1 });
    expect(await policies.inForce(tenant, now)).toEqual(policyVersion1);
    expect(await policies.list(tenant)).toHaveLength(2);
  });

  it('approved on its very day is in force from then on, and never backwards', async () => {
    await policies.add(tenant, policyVersion1, startOfDay('2026-12-01') + 9 * HOUR);
    expect((await proposed({ effectiveDate: '2026-12-01' })).version.basedOn).toBe(1);
    await approve(2, { at: now + HOUR });
    expect([await inForceAt(now), await inForceAt(now + HOUR - 1), await inForceAt(now + HOUR)]).toEqual([
      1, 1, 2,
    ]);
    const answer = await propose({ effectiveDate: '2026-11-30', content: shipped });
    expect(answer).toEqual({ kind: 'refused', why: 'datePast' });

    await propose({ effectiveDate: '2026-12-02', content: shipped });
    const nextDay = startOfDay('2026-12-03');
    expect(await approve(3, { at: nextDay })).toEqual({ kind: 'refused', why: 'lapsed' });
    expect(await approve(3, { at: nextDay - 1 })).toMatchObject({ version: { effectiveAt: nextDay - 1 } });
  });

  it('has to change something of what will be in force on its date', async () => {
    await propose();
    await approve(2);
    expect(await propose({ content: shipped, effectiveDate: '2026-12-14' })).toEqual({
      kind: 'refused',
      why: 'unchanged',
    });
    expect((await proposed({ content: shipped })).version.basedOn).toBe(2);
    const same = { content: but({ extensionDays: 30 }), effectiveDate: '2027-01-01' };
    expect(await propose(same)).toMatchObject({ why: 'unchanged' });
  });

  it('of two for one date, the one approved later holds', async () => {
    await propose();
    await approve(2);
    await propose({ content: but({ extensionDays: 60 }) });
    await approve(3);
    expect(await inForceAt(startOfDay(soon))).toBe(3);
    // An earlier date is between the two: it ends when the others begin.
    await propose({ content: but({ extensionDays: 45 }), effectiveDate: '2026-12-10' });
    await approve(4);
    expect(await inForceAt(startOfDay('2026-12-10'))).toBe(4);
    expect(await inForceAt(startOfDay(soon))).toBe(3);
  });

  it('made of a version that another has replaced comes into force no more, and may be refused', async () => {
    await propose();
    await propose({ content: but({ extensionDays: 60 }) });
    await approve(2);
    expect(await approve(3)).toEqual({ kind: 'refused', why: 'outdated' });
    const outcome = { state: 'refused' as const, reason: '另有新版' };
    expect(await approve(3, { outcome })).toMatchObject({ kind: 'decided', version: { state: 'refused' } });
  });

  it('is decided by a second person, also through substitutes, once; the same request finds it', async () => {
    await propose({ by: { ...administrator, onBehalfOf: 'p-away' } });
    for (const by of [
      administrator,
      { ...supervisor, onBehalfOf: 'p-admin' },
      { ...supervisor, personId: 'p-away' },
    ]) {
      expect(await approve(2, { by })).toEqual({ kind: 'refused', why: 'fourEyes' });
    }
    const refusal = decision(2, { outcome: { state: 'refused', reason: '期間過長' } });
    const first = await policies.decide(refusal);
    expect(first).toMatchObject({ version: { state: 'refused', reason: '期間過長' }, replayed: false });
    expect(await policies.decide({ ...refusal, at: now + 99 * HOUR })).toEqual({ ...first, replayed: true });
    await expect(policies.decide({ ...refusal, outcome: { state: 'approved' } })).rejects.toMatchObject({
      code: 'register.versionConflict',
    });
    expect(await approve(2)).toEqual({ kind: 'refused', why: 'decided' });
    expect(await approve(1)).toEqual({ kind: 'refused', why: 'decided' });
    expect(await inForceAt(startOfDay(soon))).toBe(1);
  });

  it('is proposed once by one request, whatever has become of it, each with a number of its own', async () => {
    const request = wanted();
    const [first, again] = await Promise.all([policies.propose(request), policies.propose(request)]);
    expect([first, again].map((each) => each.kind === 'proposed' && each.replayed).sort()).toEqual([
      false,
      true,
    ]);
    await approve(2, { at: startOfDay(soon) + HOUR });
    const late = { ...request, at: startOfDay('2027-01-01') };
    expect(await policies.propose(late)).toMatchObject({ version: { version: 2 }, replayed: true });
    for (const other of [{ content: shipped }, { effectiveDate: '2026-12-16' }, { purpose: '別的' }]) {
      const conflict = { code: 'register.versionConflict' };
      await expect(policies.propose({ ...request, ...other })).rejects.toMatchObject(conflict);
    }
    const several = await Promise.all(
      [61, 62, 63].map((extensionDays) => proposed({ content: but({ extensionDays }) })),
    );
    expect(several.map(({ version }) => version.version).sort()).toEqual([3, 4, 5]);
  });

  it('of two approved at once for one date, one comes into force', async () => {
    await propose();
    await propose({ content: but({ extensionDays: 60 }) });
    const answers = await Promise.all([approve(2), approve(3)]);
    expect(answers.map(({ kind }) => kind).sort()).toEqual(['decided', 'refused']);
  });

  it('leaves an audit record of each act, and none of what was refused', async () => {
    const request = wanted();
    await policies.propose(request);
    await policies.propose(request);
    await approve(2, { by: administrator });
    await approve(2);
    await propose({ content: shipped });
    await approve(3, { outcome: { state: 'refused', reason: '無此必要' } });
    const records = await register.dataSource.query<object[]>(
      'SELECT action, actor_id AS who, tenant, outcome FROM audit_records ORDER BY id',
    );
    const done = { tenant, outcome: 'done' };
    expect(records).toEqual([
      { action: 'ProposePolicy', who: 'p-admin', ...done },
      { action: 'ApprovePolicy', who: 'p-super', ...done },
      { action: 'ProposePolicy', who: 'p-admin', ...done },
      { action: 'RefusePolicy', who: 'p-super', ...done },
    ]);
  });
});

async function proposed(change?: Partial<NewPolicyVersion>) {
  const answer = await propose(change);
  if (answer.kind === 'refused') throw new Error(answer.why);
  return answer;
}
