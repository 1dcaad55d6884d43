import type { QueryRunner } from 'typeorm';
import { z } from 'zod';

/** Where ids and numbers of cases that were played have the number of the copy. */
const ID = '-0000-4000-';
const NUMBER = '-000-';

/** A text of a case as its copy has it. */
export const renamed = (text: string, copy: number): string => text.replaceAll(NUMBER, numberOf(copy));

const numberOf = (copy: number): string => `-${String(copy).padStart(3, '0')}-`;
const idOf = (copy: number): string => `-${String(copy).padStart(4, '0')}-4000-`;

/** Columns that name the case, of each table. */
const naming: Readonly<Record<string, readonly string[]>> = {
  notices: ['id', 'case_number'],
  suspensions: ['id', 'case_number', 'notice_id'],
  events: ['stream_id', 'data'],
  commands: ['case_id', 'command_id', 'result'],
  audit_records: ['case_id', 'request_id'],
  effects: ['id', 'stream_id', 'data'],
  dispatches: ['id', 'case_id', 'case_number', 'message_id', 'facts'],
  tasks: ['id', 'case_id', 'case_number'],
  search_texts: ['case_id', 'text'],
};

/** Left to the server, and never looked at where cases are only read. */
const own = ['recorded_at'];

/**
 * Copies every case that was played, under another id and number; the server does it in a fraction of the time. All is as
 * recording it would have left it but for the hashes of the events, which go with the ids.
 * @param texts how many there are in the search index
 */
export async function copyRows(runner: QueryRunner, copy: number, texts: number): Promise<void> {
  await runner.startTransaction();
  for (const [table, named] of Object.entries(naming)) {
    const parameters: unknown[] = [];
    const columns = await columnsOf(runner, table);
    const values = columns.map((name) => {
      if (name === 'doc') return `doc + ${copy * texts}`;
      if (!named.includes(name)) return `\`${name}\``;
      parameters.push(ID, idOf(copy), NUMBER, numberOf(copy));
      return `REPLACE(REPLACE(\`${name}\`, ?, ?), ?, ?)`;
    });
    const names = columns.map((name) => `\`${name}\``).join(', ');
    await runner.query(
      `INSERT INTO ${table} (${names}) SELECT ${values.join(', ')} FROM played_${table}`,
      parameters,
    );
  }
  await runner.commitTransaction();
}

/** Sets the played cases aside, so that copying does not look for them among the copies. */
export async function keepPlayed(runner: QueryRunner): Promise<void> {
  for (const table of Object.keys(naming))
    await runner.query(`CREATE TABLE played_${table} AS SELECT * FROM ${table}`);
}

export async function dropPlayed(runner: QueryRunner): Promise<void> {
  for (const table of Object.keys(naming)) await runner.query(`DROP TABLE played_${table}`);
}

async function columnsOf(runner: QueryRunner, table: string): Promise<readonly string[]> {
  const columns = z.array(z.object({ name: z.string(), extra: z.string() })).parse(
    await runner.query(
      `SELECT column_name AS name, extra FROM information_schema.columns
          WHERE table_schema = DATABASE() AND table_name = ? ORDER BY ordinal_position`,
      [table],
    ),
  );
  return columns
    .filter(({ name, extra }) => !own.includes(name) && (name === 'doc' || !extra.includes('auto_')))
    .map(({ name }) => name);
}
