/** What one version of a policy says otherwise than another. */
import { policyFields, type PolicyContent, type PolicyField } from './policy';

/** A field of which two versions say different things. */
export interface PolicyChange {
  readonly field: PolicyField;
  readonly before: PolicyContent[PolicyField];
  readonly after: PolicyContent[PolicyField];
}

/** What `b` says otherwise than `a`, in the order of the fields. Name and number are left out. */
export const diffPolicies = (a: PolicyContent, b: PolicyContent): readonly PolicyChange[] =>
  policyFields
    .map((field) => ({ field, before: a[field], after: b[field] }))
    .filter(({ before, after }) => JSON.stringify(before) !== JSON.stringify(after));
