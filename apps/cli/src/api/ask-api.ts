import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import { ApiClient, ApiRefusal } from '../demo/api-client';

const INDENT = '　';

/** What could not be done, in Chinese, a line for each place that is wrong. */
export class AskRefused extends Error {
  readonly code: string;

  constructor({ code, detail, fields }: ApiRefusal) {
    super([detail, ...fields.map(({ message }) => `${INDENT}${message}`)].join('\n'));
    this.name = 'AskRefused';
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

/** What is asked of the API: something to be done with a body, something to be read without. */
export interface ApiQuestion<T> {
  /** Below `/api/v1`. */
  readonly path: string;
  /** `p-liu:centreAdministrator` */
  readonly as: string;
  readonly body?: object;
  readonly answer: z.ZodType<T>;
}

/**
 * Asks the running product as that person, so that its rules and its audit records hold here as well.
 * @throws AskRefused, ApiUnreachable
 */
export async function askApi<T>(url: string, { path, as, body, answer }: ApiQuestion<T>): Promise<T> {
  const client = new ApiClient(url, `cli-${randomUUID()}`);
  try {
    return answer.parse(await (body === undefined ? client.get(path, as) : client.post(path, as, body)));
  } catch (error) {
    if (error instanceof ApiRefusal) throw new AskRefused(error);
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
