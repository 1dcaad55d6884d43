import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Instant, OrganisationId } from '@xiangaitong/domain';
import { toDate } from './columns';
import { decodeCursor, encodeCursor } from './cursor.parser';

/** Which part of a list. */
export interface PageRequest {
  readonly tenant: OrganisationId;
  /** `next` of the page before; absent for the first. */
  readonly after?: string;
  /** Rows at most, 1 to 200. */
  readonly limit: number;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Cursor of the next page; absent on the last. */
  readonly next?: string;
}

/** How a list is ordered: by an instant (rows without one first, or last) and then by id, or by id only. */
export interface Order<Row> {
  /** Names list and order in its cursors. */
  readonly list: string;
  readonly by?: {
    readonly column: string;
    readonly of: (row: Row) => Instant | null;
    /** Rows without an instant come last. */
    readonly nullsLast?: true;
  };
  readonly direction?: 'ASC' | 'DESC';
}

const MAX_LIMIT = 200;

/**
 * One page by keyset: rows that were there all along come exactly once, whatever is written meanwhile.
 * @param query over alias `r`, with its conditions and without an order
 * @throws BadCursorError
 */
export async function pageOf<Row extends ObjectLiteral & { readonly id: string }>(
  query: SelectQueryBuilder<Row>,
  { after, limit }: Pick<PageRequest, 'after' | 'limit'>,
  { list, by, direction = 'ASC' }: Order<Row>,
): Promise<Page<Row>> {
  if (after !== undefined) {
    const { at, id } = decodeCursor(list, after);
    const beyond = `r.id ${direction === 'ASC' ? '>' : '<'} :afterId`;
    if (by === undefined) query.andWhere(beyond, { afterId: id });
    else if (at === null) {
      const dated = by.nullsLast === true ? '' : ` OR ${by.column} IS NOT NULL`;
      query.andWhere(`((${by.column} IS NULL AND ${beyond})${dated})`, { afterId: id });
    } else {
      const undated = by.nullsLast === true ? ` OR ${by.column} IS NULL` : '';
      query.andWhere(`(${by.column} > :afterAt OR (${by.column} = :afterAt AND ${beyond})${undated})`, {
        afterAt: toDate(at),
        afterId: id,
      });
    }
  }
  if (by?.nullsLast === true) query.addSelect(`${by.column} IS NULL`, 'undated').addOrderBy('undated', 'ASC');
  if (by !== undefined) query.addOrderBy(by.column, 'ASC');
  query.addOrderBy('r.id', direction);
  const wanted = Math.min(Math.max(Math.trunc(limit) || 1, 1), MAX_LIMIT);
  // One more than asked tells whether there is a next page.
  const rows = await query.limit(wanted + 1).getMany();
  const items = rows.slice(0, wanted);
  const last = items.at(-1);
  if (last === undefined || rows.length <= wanted) return { items };
  return { items, next: encodeCursor(list, { at: by?.of(last) ?? null, id: last.id }) };
}

/** Adds an equality for each filter that is given. */
export function whereGiven<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  filters: Readonly<Record<string, string | boolean | undefined>>,
): SelectQueryBuilder<Row> {
  for (const [property, value] of Object.entries(filters)) {
    if (value !== undefined) query.andWhere(`r.${property} = :${property}`, { [property]: value });
  }
  return query;
}
