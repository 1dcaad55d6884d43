import { EntitySchema } from 'typeorm';
import type { Instant, LetterTemplate, OrganisationId, PersonId } from '@xiangaitong/domain';
import { count, instant, json, key, lengths, optional, recordedAt, text } from '../database/columns';

/** One version of a letter's wording. Only ever inserted. */
export interface LetterWordingRow {
  /** Names it in the letters that were made with it: whose, which letter, which version. */
  readonly id: string;
  /** Whose it is; empty for what ships with the product. */
  readonly tenant: OrganisationId;
  readonly template: LetterTemplate;
  /** From 1, counted within the tenant's own and what ships. */
  readonly version: number;
  readonly texts: object;
  /** Business time from which it is in force. */
  readonly effectiveAt: Instant;
  /** Null for what ships with the product. */
  readonly addedBy: PersonId | null;
  /** The request that added it, so that a repetition of it is known. */
  readonly commandId: string | null;
  readonly recordedAt: Instant;
}

export const LetterWordingEntity = new EntitySchema<LetterWordingRow>({
  name: 'letterWording',
  tableName: 'letter_wordings',
  columns: {
    id: text(lengths.wording, key),
    tenant: text(lengths.organisation),
    template: text(lengths.phase),
    version: count(),
    texts: json(),
    effectiveAt: instant(),
    addedBy: text(lengths.person, optional),
    commandId: text(lengths.command, optional),
    recordedAt: recordedAt(),
  },
});
