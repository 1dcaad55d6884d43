import { randomUUID } from 'node:crypto';
import type { FieldProblem } from '@xiangaitong/domain';
import type { z } from 'zod';
import { ApiClient, ApiRefusal } from '../demo/api-client';

const INDENT = '　';

/** What the product would not do, in Chinese, a line for each place that is wrong. */
export class ActRefused extends Error {
  readonly code: string;

  constructor({ code, detail, fields }: ApiRefusal, lineOf: (problem: FieldProblem) => string) {
    super([detail, ...fields.map((problem) => `${INDENT}${lineOf(problem)}`)].join('\n'));
    this.name = 'ActRefused';
    this.code = code;
  }
}

/** The API does not answer. */
export class ApiUnreachable extends Error {
  readonly code = 'cli.apiUnreachable';

  constructor(url: string, cause: unknown) {
    super(`連不上系統（${url}）；請確認系統已啟動，以及 PUBLIC_URL 的設定。`, { cause });
    this.name = 'ApiUnreachable';
  }
}

export interface Asked<Answer> {
  /** Where the product answers. */
  readonly url: string;
  /** Below `/api/v1`. */
  readonly path: string;
  /** The person who asks and their role: `p-liu:centreAdministrator`. */
  readonly as: string;
  /** What is asked for is done; without it, something is only looked at. */
  readonly body?: object;
  readonly answer: z.ZodType<Answer>;
  /** How a place that is wrong is told; its message alone when absent. */
  readonly lineOf?: (problem: FieldProblem) => string;
}

/**
 * Asks the running product as that person, so that its rules and its audit records hold here as well.
 * @throws ActRefused, ApiUnreachable
 */
export async function askApi<Answer>({
  url,
  path,
  as,
  body,
  answer,
  lineOf,
}: Asked<Answer>): Promise<Answer> {
  const client = new ApiClient(url, `cli-${randomUUID()}`);
  try {
    return answer.parse(await (body === undefined ? client.get(path, as) : client.post(path, as, body)));
  } catch (error) {
    if (error instanceof ApiRefusal) throw new ActRefused(error, lineOf ?? (({ message }) => message));
    // What fetch throws when nobody answers.
    if (error instanceof TypeError) throw new ApiUnreachable(url, error);
    throw error;
  }
}

/** A query out of those options that were given. */
export function queryOf(options: Readonly<Record<string, string | undefined>>): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) if (value !== undefined) query.append(name, value);
  return query.size === 0 ? '' : `?${query.toString()}`;
}
