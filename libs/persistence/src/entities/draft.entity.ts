import { EntitySchema } from 'typeorm';
import type { Instant, OrganisationId, PersonId } from '@xiangaitong/domain';
import { count, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';

export interface DraftRow {
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly content: object;
  readonly state: 'draft' | 'submitted';
  /** Goes up by one with each change. */
  readonly version: number;
  readonly createdBy: PersonId;
  readonly updatedBy: PersonId;
  /** Given at the first submission and kept from then on. */
  readonly caseNumber: string | null;
  /** Business time of the last change. */
  readonly updatedAt: Instant;
  readonly recordedAt: Instant;
}

export const DraftEntity = new EntitySchema<DraftRow>({
  name: 'draft',
  tableName: 'drafts',
  columns: {
    id: text(lengths.caseId, key),
    tenant: text(lengths.organisation),
    content: json(),
    state: text(lengths.kind),
    version: count(),
    createdBy: text(lengths.person),
    updatedBy: text(lengths.person),
    caseNumber: text(lengths.caseNumber, optional),
    updatedAt: instant(),
    recordedAt: recordedAt(),
  },
});

/** The last case number that a tenant has given out in an ROC year. */
export interface CaseNumberRow {
  readonly tenant: OrganisationId;
  readonly rocYear: number;
  readonly last: number;
}

export const CaseNumberEntity = new EntitySchema<CaseNumberRow>({
  name: 'caseNumber',
  tableName: 'case_numbers',
  columns: { tenant: text(lengths.organisation, key), rocYear: count(key), last: count() },
});
