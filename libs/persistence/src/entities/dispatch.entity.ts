import { EntitySchema } from 'typeorm';
import type {
  CaseKind,
  CivilDate,
  Instant,
  Lane,
  LetterTemplate,
  NonArrival,
  OrganisationId,
  PersonId,
  Recipient,
} from '@xiangaitong/domain';
import { count, flag, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';

/**
 * - `queued`: waits for its first or next attempt; `ambiguousAttempts` above 0 marks a possible second copy.
 * - `claimed`: a sender has it, until its lease runs out.
 * - `accepted`: a mail server has taken it; not yet arrival.
 * - `rejected`: refused for good. `ambiguous`: no attempt had a clear end, and no further one is made.
 *   `failed`: given up after too many attempts. All three are a person's business.
 */
export type DispatchState = 'queued' | 'claimed' | 'accepted' | 'rejected' | 'ambiguous' | 'failed';

/** How a letter is known to have arrived: the recipient's own acknowledgement, or service recorded by an officer. */
export type DeliverySource = 'link' | 'returnReceipt' | 'reply' | 'telephone' | 'served';

/** A letter on its way out. */
export interface DispatchRow {
  /** Identifier of the effect that called for it. */
  readonly id: string;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly tenant: OrganisationId;
  readonly lane: Lane;
  readonly template: LetterTemplate;
  readonly step: string;
  readonly party: Recipient['party'];
  readonly organisationId: OrganisationId | null;
  readonly gating: boolean;
  readonly confidential: boolean;
  readonly facts: object;
  readonly state: DispatchState;
  readonly attempts: number;
  readonly ambiguousAttempts: number;
  readonly messageId: string | null;
  /** Business time. */
  readonly queuedAt: Instant;
  /** Business time from which it may be tried (again). */
  readonly nextAttemptAt: Instant;
  readonly claimedBy: string | null;
  /** Real time. */
  readonly claimedUntil: Instant | null;
  readonly smtpResponse: string | null;
  /** Business time. */
  readonly acceptedAt: Instant | null;
  /** Business time of the next-day check (辦法 §7). */
  readonly arrivalCheckAt: Instant | null;
  readonly arrivalChecked: boolean;
  /** Business time. */
  readonly deliveredAt: Instant | null;
  readonly deliverySource: DeliverySource | null;
  readonly deliveredBy: PersonId | null;
  /** Why it is not known to have arrived. */
  readonly nonArrival: NonArrival | null;
  /** A case that waits for it has been told of the non-arrival. */
  readonly reported: boolean;
  readonly lastError: string | null;
  /** The wording it was first made with; every further attempt uses the same. */
  readonly wordingId: string | null;
  /** Attempts that had been made when it was last sent anew: the cap counts from there. */
  readonly attemptsBefore: number;
  /** 送達日期, of one that was served another way, and its proof. */
  readonly servedOn: CivilDate | null;
  readonly serviceProof: string | null;
  readonly recordedAt: Instant;
}

export const DispatchEntity = new EntitySchema<DispatchRow>({
  name: 'dispatch',
  tableName: 'dispatches',
  columns: {
    id: text(lengths.effect, key),
    caseKind: text(lengths.kind),
    caseId: text(lengths.caseId),
    caseNumber: text(lengths.caseNumber),
    tenant: text(lengths.organisation),
    lane: text(lengths.kind),
    template: text(lengths.phase),
    step: text(100),
    party: text(lengths.kind),
    organisationId: text(lengths.organisation, optional),
    gating: flag(),
    confidential: flag(),
    facts: json(),
    state: text(lengths.kind),
    attempts: count(),
    ambiguousAttempts: count(),
    messageId: text(255, optional),
    queuedAt: instant(),
    nextAttemptAt: instant(),
    claimedBy: text(100, optional),
    claimedUntil: instant(optional),
    smtpResponse: text(500, optional),
    acceptedAt: instant(optional),
    arrivalCheckAt: instant(optional),
    arrivalChecked: flag(),
    deliveredAt: instant(optional),
    deliverySource: text(lengths.kind, optional),
    deliveredBy: text(lengths.person, optional),
    nonArrival: text(lengths.kind, optional),
    reported: flag(),
    lastError: text(500, optional),
    wordingId: text(lengths.wording, optional),
    attemptsBefore: count(),
    servedOn: text(10, optional),
    serviceProof: text(500, optional),
    recordedAt: recordedAt(),
  },
});
