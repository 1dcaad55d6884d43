import type { policyVersionsView, policyVersionView } from '@xiangaitong/contracts';
import {
  civilDateAt,
  diffPolicies,
  policyChangeInChinese,
  policyInChinese,
  type Instant,
  type Policy,
  type PolicyChange,
} from '@xiangaitong/domain';
import type { PolicyVersion } from '@xiangaitong/persistence';
import type { z } from 'zod';

type Summary = z.output<typeof policyVersionsView>['entries'][number];
type Value = number | string | number[];

/** A centre's versions as they stand at an instant of business time. */
export interface PolicyLine {
  readonly versions: readonly PolicyVersion[];
  /** The number of the one in force. */
  readonly inForce: number;
  readonly at: Instant;
}

/** How a version is listed. It is shown to the centre's own people only, so that officers are named. */
export function summaryOf(version: PolicyVersion, { inForce, at }: PolicyLine): Summary {
  const { state, effectiveAt, proposedAt, decidedBy } = version;
  return {
    version: version.version,
    state,
    inForce: version.version === inForce,
    toCome: state === 'approved' && effectiveAt > at,
    effectiveDate: civilDateAt(effectiveAt),
    reason: version.purpose ?? undefined,
    proposedAt: proposedAt ?? undefined,
    proposedBy: proposedAt === null ? undefined : version.actorId,
    decidedAt: decidedBy === null ? undefined : (version.decidedAt ?? undefined),
    decidedBy: decidedBy ?? undefined,
    refusalReason: version.reason ?? undefined,
  };
}

export function viewVersion(version: PolicyVersion, line: PolicyLine): z.output<typeof policyVersionView> {
  const { id: _id, version: _version, ...content } = version.policy;
  const base = line.versions.find((each) => each.version === version.basedOn);
  return {
    ...summaryOf(version, line),
    policy: { ...content, reminderWorkingDays: [...content.reminderWorkingDays] },
    text: policyInChinese(content),
    diff: base && viewDiff(base.policy, version.policy),
    followedBy: followerOf(version, line),
  };
}

function viewDiff(base: Policy, policy: Policy) {
  const changes = diffPolicies(base, policy);
  return {
    from: base.version,
    changes: changes.map(({ field, before, after }) => ({
      field,
      before: viewValue(before),
      after: viewValue(after),
    })),
    text: changes.map(policyChangeInChinese),
  };
}

const viewValue = (value: PolicyChange['before']): Value =>
  typeof value === 'number' || typeof value === 'string' ? value : [...value];

/** Whoever approves a version has to see that another one, approved already, ends it again. */
function followerOf({ effectiveAt }: PolicyVersion, { versions }: PolicyLine) {
  const [next] = versions
    .filter((each) => each.state === 'approved' && each.effectiveAt > effectiveAt)
    .sort((a, b) => a.effectiveAt - b.effectiveAt || b.version - a.version);
  return next && { version: next.version, effectiveDate: civilDateAt(next.effectiveAt) };
}
