import { EntitySchema } from 'typeorm';
import type { Instant, OrganisationId, PersonId } from '@xiangaitong/domain';
import { count, instant, key, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';

/** 代理: somebody takes a person's place for a time, both ends in business time; the end is not in it. */
export interface SubstitutionRow extends ActorColumns {
  readonly id: string;
  readonly tenant: OrganisationId;
  readonly personId: PersonId;
  readonly substituteId: PersonId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** Who ended it before its time. */
  readonly endedBy: PersonId | null;
  readonly recordedAt: Instant;
}

export const SubstitutionEntity = new EntitySchema<SubstitutionRow>({
  name: 'substitution',
  tableName: 'substitutions',
  columns: {
    id: text(lengths.person, key),
    tenant: text(lengths.organisation),
    personId: text(lengths.person),
    substituteId: text(lengths.person),
    startsAt: instant(),
    endsAt: instant(),
    ...actorEntityColumns,
    endedBy: text(lengths.person, optional),
    recordedAt: recordedAt(),
  },
});

/** A person was disabled, and this is to whom what they had in hand goes. One a person, for ever. */
export interface HandOverRow extends ActorColumns {
  readonly personId: PersonId;
  readonly tenant: OrganisationId;
  /** Gets the tasks; null where they go to the supervisors' role. */
  readonly substituteId: PersonId | null;
  /** Tracks the open notices from now on: the substitute, or a supervisor. */
  readonly trackerId: PersonId;
  readonly reason: string;
  /** Business time. */
  readonly at: Instant;
  /** Open tasks that changed hands with it. */
  readonly tasks: number;
  /** Open notices that the person tracked at that moment. */
  readonly cases: number;
  readonly commandId: string;
  readonly fingerprint: string;
  readonly recordedAt: Instant;
}

export const HandOverEntity = new EntitySchema<HandOverRow>({
  name: 'handOver',
  tableName: 'hand_overs',
  columns: {
    personId: text(lengths.person, key),
    tenant: text(lengths.organisation),
    substituteId: text(lengths.person, optional),
    trackerId: text(lengths.person),
    reason: text(lengths.reason),
    at: instant(),
    tasks: count(),
    cases: count(),
    ...actorEntityColumns,
    commandId: text(lengths.command),
    fingerprint: text(lengths.command),
    recordedAt: recordedAt(),
  },
});
