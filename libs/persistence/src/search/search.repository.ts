import type { DataSource, QueryRunner } from 'typeorm';
import type { CaseKind } from '@xiangaitong/domain';
import { withinTime } from '../database/time-limit';
import { TooManyWordsError } from '../errors';
import { markOf, termsToAsk, wordsOf, type RegulationPoint } from './search-terms';

/** What is looked for: all that is given holds. */
export interface Sought {
  /** Words between blanks, each of which is somewhere in the text. */
  readonly text?: string;
  readonly point?: RegulationPoint;
}

/** Cases of which the text holds: named, where they are few, otherwise as the words to compare. */
export type Found =
  | { readonly kind: 'few'; readonly ids: readonly string[] }
  | { readonly kind: 'many'; readonly words: readonly string[] };

/**
 * Up to here cases are named, and then filtered and sorted; beyond, a page is soon filled by going through the list in
 * its order and comparing. Both cost about the same here: two thousand rows.
 */
export const FEW = 2_000;

/** Words of a text that are compared, at most: each is looked for in every candidate. */
const WORDS_COMPARED = 10;
/**
 * Real milliseconds that a statement of a search may take. Nearly all take some; two words that very many cases have and
 * none has both keep the server going through all of them.
 */
const SEARCH_WITHIN_MS = 2_000;

/** Finds cases by what they say. Knows nothing of who asks: lists apply their scopes to what is found. */
export class SearchRepository {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * Does the work of a list in which something is looked for, within a bounded time; any other list as it is.
   * @param work is given the connection for its statements; none where nothing is looked for
   * @throws TooManyWordsError, StatementTimeoutError
   */
  async within<T>(
    kind: CaseKind,
    { text, point }: Sought,
    work: (found: Found | undefined, runner: QueryRunner | undefined) => Promise<T>,
  ): Promise<T> {
    if (text === undefined && point === undefined) return work(undefined, undefined);
    // Counted as they are compared: folding makes several words of some characters.
    const said = [...new Set(wordsOf(text ?? ''))];
    if (said.length > WORDS_COMPARED) throw new TooManyWordsError(WORDS_COMPARED);
    const words = [...(point === undefined ? [] : [markOf(point)]), ...said];
    return withinTime(this.dataSource, SEARCH_WITHIN_MS, async (runner) =>
      work(await find(runner, kind, words), runner),
    );
  }
}

async function find(runner: QueryRunner, kind: CaseKind, words: readonly string[]): Promise<Found> {
  if (words.length === 0) return { kind: 'few', ids: [] };
  const { sql, parameters } = candidates(kind, words);
  const rows = await runner.manager.query<{ caseId: string }[]>(sql, parameters);
  return rows.length > FEW ? { kind: 'many', words } : { kind: 'few', ids: rows.map(({ caseId }) => caseId) };
}

/**
 * The cases that have all terms and, compared letter by letter, all words. The server starts with the rarest term, as it
 * estimates by looking into the key, and probes the others by key; it stops beyond {@link FEW}.
 */
export function candidates(
  kind: CaseKind,
  words: readonly string[],
): { readonly sql: string; readonly parameters: unknown[] } {
  const terms = termsToAsk(words);
  const joins = terms.map((_, index) =>
    index === 0
      ? 'FROM search_terms t0'
      : `JOIN search_terms t${index} ON t${index}.case_kind = ? AND t${index}.term = ? AND t${index}.doc = t0.doc`,
  );
  const [first, ...others] = terms;
  return {
    sql: `SELECT x.case_id AS caseId ${joins.join(' ')} JOIN search_texts x ON x.doc = t0.doc
      WHERE t0.case_kind = ? AND t0.term = ?${words.map(() => ' AND LOCATE(?, x.text) > 0').join('')} LIMIT ${FEW + 1}`,
    parameters: [...others.flatMap((term) => [kind, term]), kind, first, ...words],
  };
}
