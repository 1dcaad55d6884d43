import { NoticeRepository, SuspensionRepository, TaskRepository } from '@xiangaitong/persistence';
import type { DataSource, Logger } from 'typeorm';
import { z } from 'zod';
import type { Explained } from './register-looks.fixture';

/** A line of what the server means to do, as MySQL and MariaDB both tell it. */
const step = z
  .object({
    table: z.string().nullable(),
    type: z.string().nullable(),
    key: z.string().nullable(),
    rows: z.coerce.number().nullable(),
    Extra: z.string().nullable(),
  })
  .transform(({ Extra, ...rest }) => ({ ...rest, extra: Extra ?? '' }));
export type Step = z.output<typeof step>;

const repositoriesOf = (register: DataSource) => ({
  notices: new NoticeRepository(register),
  suspensions: new SuspensionRepository(register),
  tasks: new TaskRepository(register),
});

/**
 * How many rows the server reads for a question, of tables and of keys: what it does, where a plan is what it means to do.
 * @param register with one connection: the server counts for each
 */
export async function rowsReadFor(register: DataSource, { ask }: Explained): Promise<number> {
  const read = async (): Promise<number> => {
    const counters = await register.query<{ Value: string }[]>("SHOW SESSION STATUS LIKE 'Handler_read%'");
    return counters.reduce((sum, { Value }) => sum + Number(Value), 0);
  };
  const repositories = repositoriesOf(register);
  const [first, second] = [await read(), await read()];
  await ask(repositories);
  // Counting counts too.
  return (await read()) - second - (second - first);
}

/** The plans of the statements that a question makes of itself, each as the server explains it with these values. */
export async function plansOf(
  register: DataSource,
  { ask }: Explained,
): Promise<readonly (readonly Step[])[]> {
  const statements: { readonly sql: string; readonly parameters: Parameters<DataSource['query']>[1] }[] = [];
  const before = register.logger;
  const watching: Logger = {
    logQuery: (sql, parameters) => void statements.push({ sql, parameters }),
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: () => undefined,
    log: () => undefined,
  };
  register.logger = watching;
  try {
    await ask(repositoriesOf(register));
  } finally {
    register.logger = before;
  }
  const plans: Step[][] = [];
  // What a search sets before and after its statements has no plan.
  for (const { sql, parameters } of statements.filter(({ sql }) => !sql.startsWith('SET ')))
    plans.push(z.array(step).parse(await register.query(`EXPLAIN ${sql}`, parameters)));
  return plans;
}

/** Tables that no question may read whole, nor sort whole. */
const large = ['r', 'r_', 'x', 't0', 't1', 't2', 't3', 't4', 't5', 'notices', 'events'];

/** Of so few rows a server rightly reads the whole table. */
const FEW_ROWS = 1_000;

/** Steps that read a whole large table. */
export const fullScans = (plans: readonly (readonly Step[])[]): readonly Step[] =>
  plans
    .flat()
    .filter(
      ({ table, type, rows }) =>
        type === 'ALL' && large.includes(table ?? '') && (rows ?? FEW_ROWS) >= FEW_ROWS,
    );
