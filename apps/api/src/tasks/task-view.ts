import type { taskView } from '@xiangaitong/contracts';
import { letterNames } from '@xiangaitong/domain';
import type { DispatchRow, TaskRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { PartyView } from '../cases/party-views.service';

/** Of a task that is about no case there is only who is asked. */
export type TaskParties = Pick<PartyView, 'tenant' | 'issuerName'> & Partial<PartyView>;

/** A task as the interface shows it, with what its case is about, and the letter that a `serveLetter` is about. */
export const viewTask = (
  row: TaskRow,
  { tenant, issuerName, respondentId, respondentName }: TaskParties,
  letter: DispatchRow | undefined,
): z.output<typeof taskView> => ({
  id: row.id,
  caseKind: row.caseKind,
  caseId: row.caseId,
  caseNumber: row.caseNumber,
  tenant,
  issuerName,
  respondentId,
  respondentName,
  task: row.kind,
  role: row.role,
  assigneeId: row.assigneeId ?? undefined,
  onBehalfOf: row.onBehalfOf ?? undefined,
  dueAt: row.dueAt ?? undefined,
  urgent: row.urgent,
  state: row.isOpen === true ? 'open' : 'closed',
  openedAt: row.openedAt,
  closedAt: row.closedAt ?? undefined,
  letter: letter && {
    dispatchId: letter.id,
    template: letter.template,
    name: letterNames[letter.template],
    party: letter.party,
    organisationId: letter.organisationId ?? undefined,
    why: letter.nonArrival ?? undefined,
    lastError: letter.lastError ?? undefined,
  },
});
