import { randomUUID } from 'node:crypto';
import { calendarVersionView } from '@xiangaitong/contracts';
import type { z } from 'zod';
import { ApiClient, ApiRefusal } from '../demo/api-client';

const INDENT = '　';

/** What could not be done with the calendar, in Chinese, a line for each place that is wrong. */
export class CalendarRefused extends Error {
  readonly code: string;

  constructor({ code, detail, fields }: ApiRefusal) {
    super([detail, ...fields.map(({ message }) => `${INDENT}${message}`)].join('\n'));
    this.name = 'CalendarRefused';
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

/**
 * Asks the running product as that person, so that its rules and its audit records hold here as well.
 * @param as `p-liu:centreAdministrator`
 * @throws CalendarRefused, ApiUnreachable
 */
export async function askCalendars(
  url: string,
  path: string,
  as: string,
  body: object,
): Promise<z.output<typeof calendarVersionView>> {
  try {
    const answer = await new ApiClient(url, `cli-${randomUUID()}`).post(`/calendars${path}`, as, body);
    return calendarVersionView.parse(answer);
  } catch (error) {
    if (error instanceof ApiRefusal) throw new CalendarRefused(error);
    // What fetch throws when nobody answers.
    if (error instanceof TypeError) throw new ApiUnreachable(url, error);
    throw error;
  }
}
