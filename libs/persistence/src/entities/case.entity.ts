import { EntitySchema } from 'typeorm';
import type {
  CivilDate,
  Instant,
  NoticePhase,
  OrganisationId,
  PersonId,
  SuspensionPhase,
} from '@xiangaitong/domain';
import { count, flag, instant, key, lengths, optional, recordedAt, text } from '../database/columns';

interface ProjectionRow {
  readonly id: string;
  readonly tenant: OrganisationId;
  /** Unique within the tenant. */
  readonly caseNumber: string;
  readonly respondentId: OrganisationId;
  /** The name at issue, whatever the organisation is called now; null in rows of before it was kept. */
  readonly respondentName: string | null;
  /** Business instant at which the case next moves by itself. */
  readonly nextWakeAt: Instant | null;
  /** Who has it in hand (追蹤人員); null where nobody is named. */
  readonly trackerId: PersonId | null;
  readonly closed: boolean;
  /** The last day of the calendar under which it is computed; null in rows of before it was kept. */
  readonly calendarUntil: CivilDate | null;
  /** Business time of the event that made the case known to each outsider; null while it is none of theirs. */
  readonly knownToRespondentAt: Instant | null;
  readonly knownToBureauAt: Instant | null;
  readonly knownToAuthorityAt: Instant | null;
  /** Sequence number of the case's last event: the head of its stream. */
  readonly seq: number;
  /** Business time of the last event. */
  readonly updatedAt: Instant;
  readonly recordedAt: Instant;
}

const projection = {
  id: text(lengths.caseId, key),
  tenant: text(lengths.organisation),
  caseNumber: text(lengths.caseNumber),
  respondentId: text(lengths.organisation),
  respondentName: text(200, optional),
  nextWakeAt: instant(optional),
  trackerId: text(lengths.person, optional),
  closed: flag(),
  calendarUntil: text(10, optional),
  knownToRespondentAt: instant(optional),
  knownToBureauAt: instant(optional),
  knownToAuthorityAt: instant(optional),
  seq: count(),
  updatedAt: instant(),
  recordedAt: recordedAt(),
};

/** An improvement notice as lists show it; derived from its events. */
export interface NoticeRow extends ProjectionRow {
  readonly phase: NoticePhase;
  readonly round: number | null;
  readonly deadlineAt: Instant | null;
}

export const NoticeEntity = new EntitySchema<NoticeRow>({
  name: 'notice',
  tableName: 'notices',
  columns: {
    ...projection,
    phase: text(lengths.phase),
    round: count(optional),
    deadlineAt: instant(optional),
  },
});

/** A suspension as lists show it; derived from its events. */
export interface SuspensionRow extends ProjectionRow {
  readonly phase: SuspensionPhase;
  /** The notice it follows from; null for one that stands alone. */
  readonly noticeId: string | null;
  /** 00:00 in Taipei of the effective date. */
  readonly effectiveAt: Instant | null;
  /** From the order to cut the service until it has been restored. */
  readonly inForce: boolean;
}

export const SuspensionEntity = new EntitySchema<SuspensionRow>({
  name: 'suspension',
  tableName: 'suspensions',
  columns: {
    ...projection,
    phase: text(lengths.phase),
    noticeId: text(lengths.caseId, optional),
    effectiveAt: instant(optional),
    inForce: flag(),
  },
});
