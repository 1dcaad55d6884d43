import { TypedSearchAttributes } from '@temporalio/common';
import type { CaseKind } from '@xiangaitong/domain';
import {
  caseWorkflowId,
  noticeWorkflowType,
  suspensionWorkflowType,
  tenantAttribute,
  type CaseWorkflowInput,
} from '@xiangaitong/contracts';

export const caseWorkflowType = (kind: CaseKind): string =>
  kind === 'notice' ? noticeWorkflowType : suspensionWorkflowType;

/** How the workflow of a case is started, for the first time or again. */
export const caseStart = <S>(kind: CaseKind, input: CaseWorkflowInput<S>, taskQueue: string) => ({
  workflowId: caseWorkflowId(kind, input.caseId),
  taskQueue,
  args: [input] as const,
  typedSearchAttributes: new TypedSearchAttributes([{ key: tenantAttribute, value: input.tenant }]),
  // A run that should not be finds the register ahead of it and folds what is there.
  workflowIdReusePolicy: 'ALLOW_DUPLICATE' as const,
});
