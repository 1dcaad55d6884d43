import type { DataSource, QueryRunner } from 'typeorm';

/** Rows that go into one statement: a few megabytes at most. */
const CHUNK = 1_000;
/** Numbers are short: of these a megabyte. */
const TERM_CHUNK = 40_000;

/** Writes rows of an entity in few large statements, as the entity would write them one by one. */
export async function insertRows(
  runner: QueryRunner,
  entity: string,
  rows: readonly object[],
): Promise<void> {
  const { tableName, columns } = runner.connection.getMetadata(entity);
  const written = columns.filter(({ isInsert, isGenerated }) => isInsert && !isGenerated);
  const values = rows.map((row) =>
    written.map((column) => {
      const value: unknown = Reflect.get(row, column.propertyName);
      return column.type === 'json' ? JSON.stringify(value) : toStored(column.transformer, value);
    }),
  );
  const names = written.map(({ databaseName }) => `\`${databaseName}\``).join(', ');
  for (let from = 0; from < values.length; from += CHUNK)
    await runner.query(`INSERT INTO ${tableName} (${names}) VALUES ?`, [values.slice(from, from + CHUNK)]);
}

type Transformer = DataSource['entityMetadatas'][number]['columns'][number]['transformer'];

const toStored = (transformer: Transformer, value: unknown): unknown =>
  [transformer ?? []].flat().reduce<unknown>((stored, one): unknown => one.to(stored), value);

/** The terms of very many texts, collected and written in the order of their key, in which a server writes them fastest. */
export class TermRows {
  private readonly terms: Float64Array;
  private count = 0;

  constructor(capacity: number) {
    this.terms = new Float64Array(capacity);
  }

  /** @param doc below a million */
  add(doc: number, terms: readonly number[]): void {
    for (const term of terms) {
      if (this.count === this.terms.length) throw new RangeError('more terms than were reckoned with');
      this.terms[this.count] = term * DOCS + doc;
      this.count += 1;
    }
  }

  /** @returns how many there were */
  async write(runner: QueryRunner, kind: 'notice' | 'suspension'): Promise<number> {
    const sorted = this.terms.subarray(0, this.count).sort();
    for (let from = 0; from < sorted.length; from += TERM_CHUNK) {
      const rows = Array.from(
        sorted.subarray(from, from + TERM_CHUNK),
        (both) => `('${kind}',${Math.floor(both / DOCS)},${both % DOCS})`,
      );
      await runner.query(`INSERT INTO search_terms (case_kind, term, doc) VALUES ${rows.join(',')}`);
    }
    return sorted.length;
  }
}

const DOCS = 1_000_000;
