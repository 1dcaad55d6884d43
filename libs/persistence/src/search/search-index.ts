import { In, type EntityManager } from 'typeorm';
import type { CaseKind, SuspensionEvent } from '@xiangaitong/domain';
import type { RecordInput } from '@xiangaitong/contracts';
import { SearchTextEntity } from '../entities/search-text.entity';
import { EventEntity } from '../entities/stream.entity';
import { searchTextOf, textEvents } from './search-text.parser';
import { termsOf, type Term } from './search-terms';

/**
 * Keeps the search index as the case now reads: called within the recording's transaction, with the case's row locked,
 * so that nobody else writes this case's part of it. Most transitions bring no text and cost nothing here; one that does
 * costs two statements, or four where a returned notice is submitted again.
 */
export async function indexTransition(manager: EntityManager, input: RecordInput): Promise<void> {
  const { caseKind, caseId, summary, events } = input;
  const event = events.findLast(({ type }) => textEvents[caseKind].includes(type) || type === UNTOLD_END);
  if (event === undefined) return;
  if (event.type === UNTOLD_END && (caseKind === 'notice' || (await wasTold(manager, caseId)))) return;
  await indexCase(manager, caseKind, caseId, searchTextOf(summary, event));
}

/**
 * 裁撤 makes a suspension known to outsiders also where nobody had approved it: they hear that it ended and never what it
 * said, so that it must not be found by that either.
 */
export const UNTOLD_END = 'DissolutionApproved' satisfies SuspensionEvent['type'];
/** With these outsiders read what a suspension says. */
export const tellingEvents: readonly string[] = [
  'SuspensionApproved',
  'EmergencySuspensionOrdered',
] satisfies SuspensionEvent['type'][];

const wasTold = (manager: EntityManager, streamId: string): Promise<boolean> =>
  manager.existsBy(EventEntity, { streamKind: 'suspension', streamId, type: In([...tellingEvents]) });

/** Makes this the case's text, whatever it was before. The caller holds the case's row. */
export async function indexCase(
  manager: EntityManager,
  caseKind: CaseKind,
  caseId: string,
  text: string,
): Promise<void> {
  const before = await manager.findOneBy(SearchTextEntity, { caseKind, caseId });
  const terms = termsOf(text.split(' '));
  if (before === null) {
    const { insertId } = await manager.query<{ insertId: number }>(
      'INSERT INTO search_texts (case_kind, case_id, text) VALUES (?, ?, ?)',
      [caseKind, caseId, text],
    );
    await insertTerms(manager, caseKind, insertId, terms);
    return;
  }
  if (before.text === text) return;
  const had = new Set(termsOf(before.text.split(' ')));
  const has = new Set(terms);
  const gone = [...had].filter((term) => !has.has(term));
  await manager.update(SearchTextEntity, { doc: before.doc }, { text });
  if (gone.length > 0)
    await manager.query('DELETE FROM search_terms WHERE case_kind = ? AND doc = ? AND term IN (?)', [
      caseKind,
      before.doc,
      gone,
    ]);
  await insertTerms(
    manager,
    caseKind,
    before.doc,
    terms.filter((term) => !had.has(term)),
  );
}

/** One statement, in the order of the key. The values are numbers of our own making: none needs quoting. */
async function insertTerms(
  manager: EntityManager,
  caseKind: CaseKind,
  doc: number,
  terms: readonly Term[],
): Promise<void> {
  if (terms.length === 0) return;
  const rows = terms.map((term) => `('${caseKind}',${term},${doc})`).join(',');
  await manager.query(`INSERT INTO search_terms (case_kind, term, doc) VALUES ${rows}`);
}
