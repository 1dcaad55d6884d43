import type { noticeView, suspensionView } from '@xiangaitong/contracts';
import { noticePhaseShown, suspensionPhaseShown } from '@xiangaitong/domain';
import type { NoticeRow, SuspensionRow } from '@xiangaitong/persistence';
import type { z } from 'zod';
import type { Audience, CaseRow } from './audience';
import type { PartyView } from './party-views.service';

/** A notice as this audience sees it. */
export function viewNotice(
  row: NoticeRow,
  parties: PartyView,
  audience: Audience,
): z.output<typeof noticeView> {
  const shown = {
    id: row.id,
    caseNumber: row.caseNumber,
    ...parties,
    round: row.round ?? undefined,
    // Its respondent knows of it from the issue on (ADR 0015).
    issuedAt: row.knownToRespondentAt ?? undefined,
    deadlineAt: row.deadlineAt ?? undefined,
  };
  if (audience !== 'officer') {
    const phase = noticePhaseShown[row.phase];
    return { ...shown, phase, closed: phase === 'closed' };
  }
  const { phase, closed } = row;
  return { ...shown, phase, closed, ...internals(row) };
}

/** A suspension as this audience sees it. */
export function viewSuspension(
  row: SuspensionRow,
  parties: PartyView,
  audience: Audience,
): z.output<typeof suspensionView> {
  const { id, caseNumber, phase, closed } = row;
  const shown = { id, caseNumber, ...parties, noticeId: row.noticeId ?? undefined };
  const effectiveAt = row.effectiveAt ?? undefined;
  if (audience === 'officer') return { ...shown, phase, closed, effectiveAt, ...internals(row) };
  const seen = suspensionPhaseShown[phase];
  const ended = seen === 'closed';
  // A new date that waits for approval is told with it; one that has ended may never have had any.
  const dated = phase === 'awaitingApproval' || ended ? {} : { effectiveAt };
  return { ...shown, phase: seen, closed: ended, ...dated };
}

/** Who has it in hand, when it moves next by itself, and how much has been done in it. */
const internals = ({ trackerId, nextWakeAt, seq }: CaseRow) => ({
  trackerId: trackerId ?? undefined,
  nextWakeAt: nextWakeAt ?? undefined,
  seq,
});
