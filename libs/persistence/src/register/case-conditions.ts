import type { SelectQueryBuilder } from 'typeorm';
import type { CaseKind, Instant } from '@xiangaitong/domain';
import { toDate } from '../database/columns';
import type { NoticeRow, SuspensionRow } from '../entities/case.entity';
import type { Found } from '../search/search.repository';

/** From an instant on, and until before another. */
export interface Span {
  readonly from?: Instant;
  readonly before?: Instant;
}

type CaseQuery = SelectQueryBuilder<NoticeRow> | SelectQueryBuilder<SuspensionRow>;

/** Adds that a column is within the span; a case without an instant is in none. */
export function whereWithin(query: CaseQuery, column: string, { from, before }: Span = {}): void {
  const name = column.replace('.', '_');
  if (from !== undefined) query.andWhere(`${column} >= :${name}From`, { [`${name}From`]: toDate(from) });
  if (before !== undefined)
    query.andWhere(`${column} < :${name}Before`, { [`${name}Before`]: toDate(before) });
}

/** Adds that case numbers begin so; what LIKE takes for a wildcard stands for itself. */
export function whereNumbered(query: CaseQuery, beginning: string | undefined): void {
  if (beginning === undefined) return;
  query.andWhere(`r.caseNumber LIKE :beginning ESCAPE '|'`, {
    beginning: `${beginning.replace(/[%_|]/g, '|$&')}%`,
  });
}

/**
 * Adds that the case is one of those found. Of many each row is compared as it is read, which a scalar subquery makes
 * certain: any other form the server may turn around, and compare all texts before it reads the first row.
 */
export function whereFound(query: CaseQuery, kind: CaseKind, found: Found | undefined): void {
  if (found === undefined) return;
  if (found.kind === 'few') {
    query.andWhere(found.ids.length === 0 ? 'FALSE' : 'r.id IN (:...found)', { found: found.ids });
    return;
  }
  const words = Object.fromEntries(found.words.map((word, index) => [`word${index}`, word]));
  const all = Object.keys(words).map((name) => `LOCATE(:${name}, x.text) > 0`);
  query.andWhere(
    `(SELECT ${all.join(' AND ')} FROM search_texts x WHERE x.case_kind = :foundKind AND x.case_id = r.id)`,
    { ...words, foundKind: kind },
  );
}
