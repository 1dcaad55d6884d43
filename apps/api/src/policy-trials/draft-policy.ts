import { policyVersion1, type Policy, type PolicyContent } from '@xiangaitong/domain';

/** A content as a policy, under a number that no version has: the register gives out none below 1. */
export const draftPolicy = (content: PolicyContent): Policy => ({
  ...content,
  id: policyVersion1.id,
  version: 0,
});
