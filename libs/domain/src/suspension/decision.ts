import type { OrganisationId, PersonId } from '../case/actor';
import type { Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';

/** What was decided, by whom, on which ground: all that a suspension starts from (點13-2). */
export interface SuspensionDecision {
  readonly suspensionId: string;
  readonly tenant: OrganisationId;
  /** The notice it follows from; absent for one that stands alone. */
  readonly noticeId?: string;
  readonly caseNumber: string;
  readonly respondentId: OrganisationId;
  readonly respondentName: string;
  readonly ground: Ground;
  readonly reason: string;
  /** Service ends at 00:00 of this day, Asia/Taipei. */
  readonly effectiveDate: CivilDate;
  readonly nonWorkingDayReason?: string;
  readonly decidedBy: PersonId;
  readonly contactPersonId: PersonId;
  readonly confidential: boolean;
}
