import type { Instant, Lane, LetterFacts, LetterTemplate, Recipient } from '@xiangaitong/domain';
import type { NonArrivalReport } from '@xiangaitong/contracts';
import type { DispatchRow, DispatchState } from '../entities/dispatch.entity';
import { parseFacts } from './letter.parser';

/** A letter that this sender alone may try now, until its lease runs out. */
export interface ClaimedLetter {
  readonly id: string;
  readonly caseKind: DispatchRow['caseKind'];
  readonly caseId: string;
  readonly caseNumber: string;
  readonly tenant: string;
  readonly lane: Lane;
  readonly template: LetterTemplate;
  readonly step: string;
  /**
   * Names the letter within its case and never another one: the step, and the event that called for
   * it. A step can come twice (a round that is opened again); a Message-ID made of this cannot.
   */
  readonly key: string;
  readonly recipient: Recipient;
  readonly gating: boolean;
  readonly confidential: boolean;
  readonly facts: LetterFacts;
  /** Business time at which it was written. */
  readonly queuedAt: Instant;
  readonly messageId: string | null;
  /** The wording it was made with before; null until it is made for the first time. */
  readonly wordingId: string | null;
  /** This attempt's number, from 1. */
  readonly attempt: number;
  /** This attempt's number since the letter was last sent anew by a person; at first the same. */
  readonly attemptAnew: number;
  /** Attempts before this one that may have delivered it: above 0, this is marked as a possible copy. */
  readonly ambiguousAttempts: number;
  readonly claimedBy: string;
}

/** What is known about one attempt; the mail transport's outcome fits as it is. */
export type AttemptOutcome =
  | { readonly kind: 'accepted'; readonly response: string }
  | { readonly kind: 'rejected'; readonly permanent: boolean; readonly response: string }
  | { readonly kind: 'notSent'; readonly reason: string }
  | { readonly kind: 'ambiguous'; readonly reason: string };

/** Business instants that go with an outcome; the caller knows the clock and the calendar. */
export interface AttemptTimes {
  readonly at: Instant;
  /** When to try again, should there be another attempt; see {@link retryDelayMs}. */
  readonly retryAt: Instant;
  /** When to look whether it has arrived, should it have been accepted. */
  readonly arrivalCheckAt: Instant;
  readonly messageId?: string;
}

/** Mails that may have gone out twice are capped: after the third unclear attempt a person takes over. */
export const MAX_AMBIGUOUS_ATTEMPTS = 3;
/** Some sixteen hours of trying by {@link retryDelayMs}. */
export const MAX_ATTEMPTS = 12;

const FIRST_RETRY_MS = 60_000;
const LONGEST_RETRY_MS = 4 * 3_600_000;

/** A minute after the first attempt, each time twice as long, four hours at most. Milliseconds. */
export const retryDelayMs = (attempt: number): number =>
  Math.min(FIRST_RETRY_MS * 2 ** (Math.max(attempt, 1) - 1), LONGEST_RETRY_MS);

export function claimedLetter(row: DispatchRow, claimedBy: string): ClaimedLetter {
  const [position, seq] = row.id.split('/').reverse();
  return {
    id: row.id,
    caseKind: row.caseKind,
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    tenant: row.tenant,
    lane: row.lane,
    template: row.template,
    step: row.step,
    key: `${row.step}-${seq}-${position}`,
    recipient: {
      party: row.party,
      ...(row.organisationId === null ? {} : { organisationId: row.organisationId }),
    },
    gating: row.gating,
    confidential: row.confidential,
    facts: parseFacts(row),
    queuedAt: row.queuedAt,
    messageId: row.messageId,
    wordingId: row.wordingId,
    attempt: row.attempts + 1,
    attemptAnew: row.attempts + 1 - row.attemptsBefore,
    ambiguousAttempts: row.ambiguousAttempts,
    claimedBy,
  };
}

type Change = Partial<DispatchRow> & { readonly state: DispatchState };

/** What an outcome makes of the row. */
export function changeFor(
  letter: Pick<ClaimedLetter, 'attemptAnew' | 'ambiguousAttempts'>,
  outcome: AttemptOutcome,
  times: AttemptTimes,
): Change {
  switch (outcome.kind) {
    case 'accepted':
      return {
        state: 'accepted',
        smtpResponse: cut(outcome.response),
        acceptedAt: times.at,
        arrivalCheckAt: times.arrivalCheckAt,
        lastError: null,
      };
    case 'rejected': {
      const said = { smtpResponse: cut(outcome.response), lastError: cut(outcome.response) };
      return outcome.permanent
        ? { ...said, state: 'rejected', nonArrival: 'bounced' }
        : { ...said, ...again(letter, times) };
    }
    case 'notSent':
      return { lastError: cut(outcome.reason), ...again(letter, times) };
    case 'ambiguous': {
      const ambiguousAttempts = letter.ambiguousAttempts + 1;
      const marked = { lastError: cut(outcome.reason), ambiguousAttempts };
      return ambiguousAttempts >= MAX_AMBIGUOUS_ATTEMPTS
        ? { ...marked, state: 'ambiguous', nonArrival: 'ambiguous' }
        : { ...marked, ...again(letter, times) };
    }
  }
}

const again = ({ attemptAnew }: Pick<ClaimedLetter, 'attemptAnew'>, { retryAt }: AttemptTimes): Change =>
  attemptAnew >= MAX_ATTEMPTS
    ? { state: 'failed', nonArrival: 'unknown' }
    : { state: 'queued', nextAttemptAt: retryAt };

const COLUMN_LENGTH = 500;

/** By characters, not UTF-16 units: half of a 𠮷 is no text. */
export const cut = (said: string): string => [...said].slice(0, COLUMN_LENGTH).join('');

/** What a case that waits for this letter has to be told, if anything. */
export function reportOf(row: DispatchRow): NonArrivalReport | undefined {
  if (row.nonArrival === null || !row.gating || row.deliveredAt !== null) return undefined;
  const { id, caseKind, caseId, tenant, nonArrival, state } = row;
  const why = state === 'failed' ? 'notSent' : nonArrival;
  const { effectiveDate, deadline } = parseFacts(row);
  return {
    dispatchId: id,
    caseKind,
    caseId,
    tenant,
    why,
    ...(effectiveDate === undefined ? {} : { effectiveDate }),
    ...(deadline === undefined ? {} : { deadline }),
  };
}
