import type { Instant } from '@xiangaitong/domain';
import { BadCursorError } from '../errors';

/** Where a page ended. */
export interface Position {
  /** Instant by which the list is ordered before the id; null also where it is ordered by id only. */
  readonly at: Instant | null;
  readonly id: string;
}

/** @param list name of the list and its order: a cursor is good for no other */
export const encodeCursor = (list: string, { at, id }: Position): string =>
  Buffer.from(JSON.stringify([list, at, id])).toString('base64url');

/** @throws BadCursorError */
export function decodeCursor(list: string, cursor: string): Position {
  const [from, at, id] = partsOf(cursor);
  if (from !== list || typeof id !== 'string') throw new BadCursorError();
  if (at !== null && !(typeof at === 'number' && Number.isSafeInteger(at))) throw new BadCursorError();
  return { at, id };
}

function partsOf(cursor: string): readonly unknown[] {
  try {
    const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')) as unknown;
    if (Array.isArray(parts) && parts.length === 3) return parts;
  } catch {
    // Told below like any other text that is no cursor.
  }
  throw new BadCursorError();
}
