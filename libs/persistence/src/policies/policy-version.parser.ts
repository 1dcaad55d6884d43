import type { Policy } from '@xiangaitong/domain';
import type { PolicyRow } from '../entities/policy.entity';
import type { New } from '../register/record-rows';

/** A version with its policy as such: it was checked when it was proposed. */
export interface PolicyVersion extends Omit<PolicyRow, 'id' | 'json' | 'recordedAt'> {
  readonly policy: Policy;
}

export const parsePolicy = ({ json }: Pick<PolicyRow, 'json'>): Policy => json as Policy;

/** Of a row that was read, and of one that is only about to be written. */
export function parsePolicyVersion(row: New<PolicyRow> & Partial<PolicyRow>): PolicyVersion {
  const { id: _id, json: _json, recordedAt: _recordedAt, ...rest } = row;
  return { ...rest, policy: parsePolicy(row) };
}
