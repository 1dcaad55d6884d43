import {
  commandResultView,
  dispatchPage,
  noticeView,
  problemView,
  serviceView,
  suspensionView,
  taskPage,
  timelineView,
  type CommandResultView,
} from '@xiangaitong/contracts';
import type { CaseKind } from '@xiangaitong/domain';
import { waitUntil } from '@xiangaitong/testing';
import { z } from 'zod';

export type Notice = z.output<typeof noticeView>;
export type Suspension = z.output<typeof suspensionView>;
export type TimelineEntry = z.output<typeof timelineView>['entries'][number];
export type Dispatch = z.output<typeof dispatchPage>['entries'][number];
export type Task = z.output<typeof taskPage>['entries'][number];

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

let keys = 0;

/** A key that has not been used. */
export const newKey = (): string => `system-test-${String(++keys).padStart(6, '0')}`;

/** The product's code of a refusal; the status where it has none. */
export function codeOf({ status, body }: Answer): string {
  const problem = problemView.safeParse(body);
  return problem.success ? problem.data.code : String(status);
}

/** Speaks to the API as any program would; knows nothing of what is behind it. */
export class SystemApi {
  /** @param reader who looks at cases: sees all of the centre's */
  constructor(
    readonly url: string,
    private readonly reader: string,
  ) {}

  async post(path: string, actor: string, body: unknown = {}, key = newKey()): Promise<Answer> {
    const response = await fetch(`${this.url}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-actor': actor, 'idempotency-key': key },
      body: JSON.stringify(body),
    });
    return { status: response.status, headers: response.headers, body: await response.json() };
  }

  /** A command that must be done: sent again under its key while the answer is "taken" or "not now", as callers are told to. */
  async command(path: string, actor: string, body: unknown = {}, key = newKey()): Promise<CommandResultView> {
    const answer = await waitUntil(
      async () => {
        const given = await this.post(path, actor, body, key);
        return given.status === 202 || given.status === 503 ? false : given;
      },
      { timeoutMs: 120_000, what: `${path} to be done`, intervalMs: 500 },
    );
    if (answer.status !== 200 && answer.status !== 201)
      throw new Error(`${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return commandResultView.parse(answer.body);
  }

  notice(id: string): Promise<Notice> {
    return this.get(`/notices/${id}`, noticeView);
  }

  suspension(id: string): Promise<Suspension> {
    return this.get(`/suspensions/${id}`, suspensionView);
  }

  async timeline(kind: CaseKind, id: string): Promise<readonly TimelineEntry[]> {
    return (await this.get(`/${kind}s/${id}/timeline`, timelineView)).entries;
  }

  /** Types of a case's events, in order. */
  async types(kind: CaseKind, id: string): Promise<readonly string[]> {
    return (await this.timeline(kind, id)).map(({ type }) => type);
  }

  async letters(kind: CaseKind, id: string): Promise<readonly Dispatch[]> {
    return (await this.get(`/dispatches?caseKind=${kind}&caseId=${id}`, dispatchPage)).entries;
  }

  async tasks(caseId: string): Promise<readonly Task[]> {
    return (await this.get(`/tasks?caseId=${caseId}`, taskPage)).entries;
  }

  async service(organisationId: string): Promise<'on' | 'off'> {
    return (await this.get(`/organisations/${organisationId}/service`, serviceView)).service;
  }

  async get<T extends z.ZodType>(path: string, view: T): Promise<z.output<T>> {
    const response = await fetch(`${this.url}/api/v1${path}`, { headers: { 'x-actor': this.reader } });
    const body: unknown = await response.json();
    if (!response.ok) throw new Error(`${path}: ${response.status} ${JSON.stringify(body)}`);
    return view.parse(body);
  }
}
