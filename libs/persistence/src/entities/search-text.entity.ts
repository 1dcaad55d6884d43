import { EntitySchema } from 'typeorm';
import type { CaseKind } from '@xiangaitong/domain';
import { key, lengths, text } from '../database/columns';

/** One byte in the index's key, of which there are many. */
const caseKind = { type: 'enum', enum: ['notice', 'suspension'] } as const;

/** What a case is found by, folded; written with the event that says it. */
export interface SearchTextRow {
  /** Number of the text in the index. */
  readonly doc: number;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  /** Folded words with a blank between them. */
  readonly text: string;
}

export const SearchTextEntity = new EntitySchema<SearchTextRow>({
  name: 'searchText',
  tableName: 'search_texts',
  columns: {
    doc: { type: 'int', unsigned: true, generated: true, ...key },
    caseKind: { ...caseKind, enum: [...caseKind.enum] },
    caseId: text(lengths.caseId),
    text: { type: 'mediumtext' },
  },
});

/** That a term is in a text. */
export interface SearchTermRow {
  readonly caseKind: CaseKind;
  readonly term: number;
  readonly doc: number;
}

export const SearchTermEntity = new EntitySchema<SearchTermRow>({
  name: 'searchTerm',
  tableName: 'search_terms',
  columns: {
    caseKind: { ...caseKind, enum: [...caseKind.enum], ...key },
    term: { type: 'int', unsigned: true, ...key },
    doc: { type: 'int', unsigned: true, ...key },
  },
});
