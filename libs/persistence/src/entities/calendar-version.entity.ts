import { EntitySchema } from 'typeorm';
import type { Instant } from '@xiangaitong/domain';
import { count, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';
import { actorEntityColumns, type ActorColumns } from './actor-columns';
import { decisionEntityColumns, type DecisionColumns } from './decision-columns';

/** `approved` is in force until a later version is; `refused` never was. */
export type CalendarVersionState = 'imported' | 'approved' | 'refused';

/** One version of the working calendar; the actor is who imported it. Only its decision is ever written later. */
export interface CalendarVersionRow extends ActorColumns, DecisionColumns {
  readonly id: string;
  /** From 1, in the order of import. */
  readonly number: number;
  readonly calendar: object;
  /** The version in force when it was imported, of which it is made; null for the one that ships. */
  readonly basedOn: string | null;
  /** Who published the file, and when or where. */
  readonly source: string;
  /** Null for the one that ships; `office` or `events`, as calendar-files names the forms. */
  readonly fileForm: string | null;
  readonly fileSha256: string | null;
  /** Business time. */
  readonly importedAt: Instant;
  readonly state: CalendarVersionState;
  readonly recordedAt: Instant;
}

export const CalendarVersionEntity = new EntitySchema<CalendarVersionRow>({
  name: 'calendarVersion',
  tableName: 'calendar_versions',
  columns: {
    id: text(lengths.person, key),
    number: count(),
    calendar: json(),
    basedOn: text(lengths.person, optional),
    source: text(500),
    fileForm: text(lengths.kind, optional),
    fileSha256: text(64, optional),
    importedAt: instant(),
    ...actorEntityColumns,
    state: text(lengths.kind),
    ...decisionEntityColumns,
    recordedAt: recordedAt(),
  },
});
