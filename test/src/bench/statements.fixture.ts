import { RegisterRepository } from '@xiangaitong/persistence';
import type { RecordInput } from '@xiangaitong/contracts';
import type { DataSource } from 'typeorm';
import { z } from 'zod';

const parameter = z.union([z.string(), z.number(), z.boolean(), z.null(), z.object({ date: z.number() })]);
const statement = z.object({ sql: z.string(), parameters: z.array(parameter) });
export const statementList = z.array(statement);

/** One statement as the register sent it, an instant as `{ date: epoch milliseconds }`. */
export type Statement = z.output<typeof statement>;

/** Stands for the case's id in statements that were taken down. */
export const CASE_ID = '{case}';

/**
 * Takes down the statements by which the register records a transition, to be sent again for other cases: what has
 * to be written, whoever decides that it is.
 */
export async function statementsOf(register: DataSource, input: RecordInput): Promise<Statement[]> {
  const taken: Statement[] = [];
  const silent = (): void => undefined;
  const { logger } = register;
  register.logger = {
    logQuery: (sql, parameters: readonly unknown[] = []) =>
      void taken.push({ sql, parameters: parameters.map(written) }),
    logQueryError: silent,
    logQuerySlow: silent,
    logSchemaBuild: silent,
    logMigration: silent,
    log: silent,
  };
  try {
    await new RegisterRepository(register).record(input);
  } finally {
    register.logger = logger;
  }
  const text = JSON.stringify(taken).replaceAll(input.caseId, CASE_ID);
  return statementList.parse(JSON.parse(text));
}

function written(value: unknown): z.output<typeof parameter> {
  if (value instanceof Date) return { date: value.getTime() };
  return parameter.parse(Array.isArray(value) ? value.join() : value);
}

/** The parameters of a statement for a case of this id, as the driver takes them. */
export const valuesFor = ({ parameters }: Statement, caseId: string): unknown[] =>
  parameters.map((value) => {
    if (value !== null && typeof value === 'object') return new Date(value.date);
    return typeof value === 'string' ? value.replaceAll(CASE_ID, caseId) : value;
  });
