import { EntitySchema } from 'typeorm';
import type { CaseKind, Instant, OrganisationId } from '@xiangaitong/domain';
import { flag, instant, key, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';

/** 業務承受: another organisation takes over what this one did. The link that holds has `isCurrent`. */
export interface SuccessionRow extends ActorColumns {
  readonly id: string;
  readonly organisationId: OrganisationId;
  readonly successorId: OrganisationId;
  /** Business time from which letters go to the successor. */
  readonly startsAt: Instant;
  readonly reason: string;
  /** Business time at which it was recorded. */
  readonly at: Instant;
  /** True for the link that holds, null for one that was replaced: so that the unique index holds the first only. */
  readonly isCurrent: true | null;
  readonly recordedAt: Instant;
}

export const SuccessionEntity = new EntitySchema<SuccessionRow>({
  name: 'succession',
  tableName: 'successions',
  columns: {
    id: text(lengths.person, key),
    organisationId: text(lengths.organisation),
    successorId: text(lengths.organisation),
    startsAt: instant(),
    reason: text(lengths.reason),
    at: instant(),
    isCurrent: flag(optional),
    ...actorEntityColumns,
    recordedAt: recordedAt(),
  },
});

/** 裁撤, approved by a supervisor in this case. Never taken back: its service stays off. */
export interface DissolutionRow {
  readonly organisationId: OrganisationId;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  /** Business time. */
  readonly at: Instant;
  readonly recordedAt: Instant;
}

export const DissolutionEntity = new EntitySchema<DissolutionRow>({
  name: 'dissolution',
  tableName: 'dissolutions',
  columns: {
    organisationId: text(lengths.organisation, key),
    caseKind: text(lengths.kind),
    caseId: text(lengths.caseId),
    at: instant(),
    recordedAt: recordedAt(),
  },
});
