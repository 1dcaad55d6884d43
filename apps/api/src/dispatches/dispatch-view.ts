import type { dispatchView } from '@xiangaitong/contracts';
import type { DispatchRow } from '@xiangaitong/persistence';
import type { z } from 'zod';

/** A letter as the interface shows it: where it stands, never what it says. */
export const viewDispatch = (row: DispatchRow): z.output<typeof dispatchView> => ({
  id: row.id,
  caseKind: row.caseKind,
  caseId: row.caseId,
  template: row.template,
  step: row.step,
  party: row.party,
  organisationId: row.organisationId ?? undefined,
  state: row.state,
  attempts: row.attempts,
  messageId: row.messageId ?? undefined,
  acceptedAt: row.acceptedAt ?? undefined,
  deliveredAt: row.deliveredAt ?? undefined,
  deliverySource: row.deliverySource ?? undefined,
  gating: row.gating,
  nonArrival: row.nonArrival ?? undefined,
  servedOn: row.servedOn ?? undefined,
  serviceProof: row.serviceProof ?? undefined,
  wording: row.wordingId ?? undefined,
  lastError: row.lastError ?? undefined,
});
