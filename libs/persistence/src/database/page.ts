import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { Instant, OrganisationId } from '@xiangaitong/domain';
import { toDate } from './columns';
import { decodeCursor, encodeCursor, type Position } from './cursor.parser';

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
    /** Rows without an instant come last; descending they always do. */
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
  order: Order<Row>,
): Promise<Page<Row>> {
  const { list, by } = order;
  const position = after === undefined ? undefined : decodeCursor(list, after);
  const wanted = Math.min(Math.max(Math.trunc(limit) || 1, 1), MAX_LIMIT);
  // One more than asked tells whether there is a next page.
  const rows = await firstRows(query, order, position, wanted + 1);
  const items = rows.slice(0, wanted);
  const last = items.at(-1);
  if (last === undefined || rows.length <= wanted) return { items };
  return { items, next: encodeCursor(list, { at: by?.of(last) ?? null, id: last.id }) };
}

/**
 * The next rows in their order. Where those without an instant come last, against the order of any key, they are read
 * by a statement of their own: a key gives both parts sorted, and neither is sorted anew for every page.
 */
async function firstRows<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  order: Order<Row>,
  position: Position | undefined,
  count: number,
): Promise<Row[]> {
  const { by, direction = 'ASC' } = order;
  const apart = by?.nullsLast === true && direction === 'ASC';
  if (!apart) return inOrder(query, order, position).limit(count).getMany();
  const dated =
    position !== undefined && position.at === null
      ? []
      : await inOrder(query.clone().andWhere(`${by.column} IS NOT NULL`), order, position)
          .limit(count)
          .getMany();
  if (dated.length === count) return dated;
  const undated = query.clone().andWhere(`${by.column} IS NULL`);
  const beyond = position?.at === null ? position : undefined;
  const rest = await inOrder(undated, order, beyond)
    .limit(count - dated.length)
    .getMany();
  return [...dated, ...rest];
}

/** Adds the order, and that rows come after the position. */
function inOrder<Row extends ObjectLiteral>(
  query: SelectQueryBuilder<Row>,
  { by, direction = 'ASC' }: Order<Row>,
  position: Position | undefined,
): SelectQueryBuilder<Row> {
  const comparison = direction === 'ASC' ? '>' : '<';
  const beyond = `r.id ${comparison} :afterId`;
  if (by !== undefined) query.addOrderBy(by.column, direction);
  query.addOrderBy('r.id', direction);
  if (position === undefined) return query;
  const { at, id } = position;
  query.setParameter('afterId', id);
  if (by === undefined) return query.andWhere(beyond);
  // The server takes null for less than any instant.
  if (at === null) {
    const dated = direction === 'ASC' && by.nullsLast === undefined ? ` OR ${by.column} IS NOT NULL` : '';
    return query.andWhere(`((${by.column} IS NULL AND ${beyond})${dated})`);
  }
  const undated = direction === 'DESC' ? ` OR ${by.column} IS NULL` : '';
  return query.andWhere(
    `(${by.column} ${comparison} :afterAt OR (${by.column} = :afterAt AND ${beyond})${undated})`,
    { afterAt: toDate(at) },
  );
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
