import { In, type DataSource, type EntityManager } from 'typeorm';
import type { CaseKind } from '@xiangaitong/domain';
import { inTransaction } from '../database/transaction';
import { EventEntity } from '../entities/stream.entity';
import { parseEvent } from '../register/event.parser';
import { indexCase, tellingEvents, UNTOLD_END } from './search-index';
import { searchTextOf, textEvents, type Named } from './search-text.parser';

/** Cases a transaction: their rows are locked for as long as it takes to index them. */
const BATCH = 50;

/**
 * Brings into the search index what was recorded before there was one. May be broken off and run again at any time, also
 * while cases go on: it looks for what has no text yet, and locks a case's row as a recording does.
 * @returns how many were brought in
 */
export async function indexExistingCases(dataSource: DataSource): Promise<number> {
  let indexed = 0;
  for (const kind of ['notice', 'suspension'] as const) {
    let after = '';
    for (;;) {
      const ids = await unindexed(dataSource, kind, after);
      const last = ids.at(-1);
      if (last === undefined) break;
      after = last;
      indexed += await inTransaction(dataSource, (manager) => indexBatch(manager, kind, ids));
    }
  }
  return indexed;
}

async function unindexed(dataSource: DataSource, kind: CaseKind, after: string): Promise<readonly string[]> {
  const rows = await dataSource.query<{ id: string }[]>(
    `SELECT r.id FROM ${kind}s r LEFT JOIN search_texts x ON x.case_kind = ? AND x.case_id = r.id
      WHERE r.id > ? AND x.doc IS NULL ORDER BY r.id LIMIT ${BATCH}`,
    [kind, after],
  );
  return rows.map(({ id }) => id);
}

async function indexBatch(manager: EntityManager, kind: CaseKind, ids: readonly string[]): Promise<number> {
  const cases = await manager.query<(Named & { readonly id: string })[]>(
    `SELECT id, case_number AS caseNumber, respondent_id AS respondentId, respondent_name AS respondentName
      FROM ${kind}s WHERE id IN (?) ORDER BY id FOR UPDATE`,
    [ids],
  );
  const events = await manager.find(EventEntity, {
    where: {
      streamKind: kind,
      streamId: In([...ids]),
      type: In([...textEvents[kind], ...(kind === 'suspension' ? [UNTOLD_END, ...tellingEvents] : [])]),
    },
    order: { streamId: 'ASC', seq: 'ASC' },
  });
  const told = new Set(events.filter(({ type }) => tellingEvents.includes(type)).map((row) => row.streamId));
  const last = new Map(
    events
      .filter(
        ({ type, streamId }) =>
          textEvents[kind].includes(type) || (type === UNTOLD_END && !told.has(streamId)),
      )
      .map((row) => [row.streamId, parseEvent(row)]),
  );
  for (const { id, ...named } of cases) {
    const event = last.get(id) ?? { type: '' };
    await indexCase(manager, kind, id, searchTextOf(named, event));
  }
  return cases.length;
}
