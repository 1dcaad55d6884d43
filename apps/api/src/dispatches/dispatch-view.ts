import type { dispatchView } from '@xiangaitong/contracts';
import type { Actor } from '@xiangaitong/domain';
import type { DispatchRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import { isOfTenant } from '../cases/audience';

type DispatchView = z.output<typeof dispatchView>;

/** A letter as the interface shows it: where it stands, never what it says. What went wrong on the way, officers see. */
export const viewDispatch = (row: DispatchRow, actor: Actor): DispatchView => ({
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
  servedOn: row.servedOn ?? undefined,
  serviceProof: row.serviceProof ?? undefined,
  ...(isOfTenant(row.tenant, actor) ? troubles(row) : {}),
});

const troubles = (row: DispatchRow): Pick<DispatchView, 'nonArrival' | 'wording' | 'lastError'> => ({
  nonArrival: row.nonArrival ?? undefined,
  wording: row.wordingId ?? undefined,
  lastError: row.lastError ?? undefined,
});
