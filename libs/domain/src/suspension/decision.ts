import type { OrganisationId, PersonId } from '../case/actor';
import { citeEmergency, citeGround, type Ground } from '../regulation/grounds';
import type { CivilDate } from '../time/civil-date';

/** What every suspension starts from, whoever called for it. */
interface SuspensionTerms {
  readonly suspensionId: string;
  readonly tenant: OrganisationId;
  /** The notice it follows from; absent for one that stands alone. */
  readonly noticeId?: string;
  readonly caseNumber: string;
  readonly respondentId: OrganisationId;
  readonly respondentName: string;
  readonly reason: string;
  /** Service ends at 00:00 of this day, Asia/Taipei; for an emergency the day of its order. */
  readonly effectiveDate: CivilDate;
  readonly decidedBy: PersonId;
  /** Whom the one who decided stood in for (代理). */
  readonly decidedFor?: PersonId;
  /**
   * Who has it in hand (追蹤人員): the notice's tracker when it was decided, otherwise who opened it or whom
   * they named. Absent where the authority ordered and named nobody: then whoever tracks is asked.
   */
  readonly trackerId?: PersonId;
  readonly contactPersonId: PersonId;
  readonly confidential: boolean;
}

/** What was decided, by whom, on which ground (點13-2). */
export interface SuspensionDecision extends SuspensionTerms {
  readonly ground: Ground;
  readonly nonWorkingDayReason?: string;
  /** Why it is 事態嚴重, of one that is decided in the first round (seed 002). */
  readonly seriousReason?: string;
}

/** What the cybersecurity authority ordered because of a risk of great harm (點13-3). */
export interface EmergencyOrder extends SuspensionTerms {
  /** Number of the authority's letter. */
  readonly reference: string;
  /** Given here by the authority itself, or recorded from its letter by an officer. */
  readonly source: 'authority' | 'letter';
  /** Date of the letter that an officer recorded. */
  readonly letterDate?: CivilDate;
}

/** An order as it is given; its day is the day on which it is recorded, since it is executed at once. */
export type EmergencyOrderDraft = Omit<EmergencyOrder, 'effectiveDate'>;

export type SuspensionOrigin = SuspensionDecision | EmergencyOrder;

/** Suspended by 點13-3: at once, with neither notice nor second person before it. */
export const isEmergency = (origin: SuspensionOrigin): origin is EmergencyOrder => 'reference' in origin;

/** The rule that the suspension rests on, as a letter cites it. */
export const citeOrigin = (origin: SuspensionOrigin): string =>
  isEmergency(origin) ? citeEmergency : citeGround(origin.ground);
