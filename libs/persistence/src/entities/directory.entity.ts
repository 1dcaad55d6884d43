import { EntitySchema } from 'typeorm';
import type { County, Instant, OrganisationId, PersonId, Role } from '@xiangaitong/domain';
import { instant, key, lengths, optional, recordedAt, text } from '../database/columns';

/**
 * State in the official address book: `T` in use, `F` not in use (known, its exchange not opened or
 * stopped by itself), `D` deleted: dissolved (裁撤), whose service is never switched on.
 */
export type OrganisationStatus = 'T' | 'D' | 'F';

export interface OrganisationRow {
  /** 機關(構)代碼 */
  readonly id: OrganisationId;
  readonly name: string;
  readonly kind: 'centre' | 'agency' | 'bureau' | 'authority';
  /** The exchange centre (tenant) that connects it. */
  readonly centreId: OrganisationId | null;
  readonly status: OrganisationStatus;
  /** The office's mail address, where its letters go. */
  readonly email: string | null;
  /** Where its office is, whose closures touch its deadlines; null while nobody has said so. */
  readonly county: County | null;
  readonly recordedAt: Instant;
}

export const OrganisationEntity = new EntitySchema<OrganisationRow>({
  name: 'organisation',
  tableName: 'organisations',
  columns: {
    id: text(lengths.organisation, key),
    name: text(200),
    kind: text(lengths.kind),
    centreId: text(lengths.organisation, optional),
    status: { type: 'char', length: 1 },
    email: text(254, optional),
    county: { type: 'char', length: 3, nullable: true },
    recordedAt: recordedAt(),
  },
});

/** The only personal data of the register. Once erased, the identifier stays and says nothing. */
export interface PersonRow {
  readonly id: PersonId;
  readonly organisationId: OrganisationId;
  readonly name: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly erasedAt: Instant | null;
  /** Business time from which the person may act no more, nor be named; never taken back. */
  readonly disabledAt: Instant | null;
  readonly recordedAt: Instant;
}

export const PersonEntity = new EntitySchema<PersonRow>({
  name: 'person',
  tableName: 'people',
  columns: {
    id: text(lengths.person, key),
    organisationId: text(lengths.organisation),
    name: text(100, optional),
    phone: text(50, optional),
    email: text(254, optional),
    erasedAt: instant(optional),
    disabledAt: instant(optional),
    recordedAt: recordedAt(),
  },
});

export interface PersonRoleRow {
  readonly personId: PersonId;
  readonly role: Role;
}

export const PersonRoleEntity = new EntitySchema<PersonRoleRow>({
  name: 'personRole',
  tableName: 'person_roles',
  columns: { personId: text(lengths.person, key), role: text(lengths.phase, key) },
});
