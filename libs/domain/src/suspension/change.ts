import type { PersonId } from '../case/actor';
import type { CivilDate } from '../time/civil-date';
import type { Instant } from '../time/taipei';

/** What one officer asks for when the organisation has cured before the date. */
export type Change =
  | { readonly kind: 'cancel'; readonly reason: string }
  | {
      readonly kind: 'postpone';
      readonly reason: string;
      readonly effectiveDate: CivilDate;
      readonly nonWorkingDayReason?: string;
    };

/** A change that waits for a second officer; until then the suspension goes on as it was decided. */
export interface RequestedChange {
  readonly change: Change;
  readonly requestedBy: PersonId;
  /** Whom the officer who asked stood in for. */
  readonly requestedFor?: PersonId;
  readonly approvalDueAt: Instant;
}
