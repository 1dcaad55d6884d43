import { EntitySchema } from 'typeorm';
import type { CivilDate, ClosureDecision, County, Instant } from '@xiangaitong/domain';
import { count, instant, key, lengths, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';

/** What was announced of one county and day, as somebody entered it. Only ever inserted. */
export interface ClosureRow extends ActorColumns {
  readonly id: string;
  /** In order of entry, from 1. */
  readonly number: number;
  readonly county: County;
  readonly date: CivilDate;
  readonly decided: ClosureDecision;
  readonly source: string;
  /** Business time. */
  readonly enteredAt: Instant;
  readonly recordedAt: Instant;
}

export const ClosureEntity = new EntitySchema<ClosureRow>({
  name: 'closure',
  tableName: 'closures',
  columns: {
    id: text(lengths.name, key),
    number: count(),
    county: { type: 'char', length: 3 },
    date: { type: 'char', length: 10 },
    decided: text(lengths.kind),
    source: text(500),
    enteredAt: instant(),
    ...actorEntityColumns,
    recordedAt: recordedAt(),
  },
});
