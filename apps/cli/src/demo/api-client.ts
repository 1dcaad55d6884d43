import {
  dispatchView,
  noticeView,
  problemView,
  serviceView,
  taskPage,
  timelineView,
} from '@xiangaitong/contracts';
import type { FieldProblem } from '@xiangaitong/domain';
import { z } from 'zod';

export type Notice = z.infer<typeof noticeView>;
export type TimelineEntry = z.infer<typeof timelineView>['entries'][number];
export type Dispatch = z.infer<typeof dispatchView>;
export type Task = z.infer<typeof taskPage>['entries'][number];
export type CaseRef = { readonly kind: 'notice' | 'suspension'; readonly id: string };

/** An answer other than success, with the product's own code. */
export class ApiRefusal extends Error {
  constructor(
    readonly code: string,
    readonly detail: string,
    readonly fields: readonly FieldProblem[],
  ) {
    const places = fields.map(({ field, message }) => `${field} ${message}`);
    super(`${code}: ${detail}${places.length === 0 ? '' : ` (${places.join('; ')})`}`);
    this.name = 'ApiRefusal';
  }
}

/** Speaks to the product as any program would: through its HTTP interface. */
export class ApiClient {
  constructor(
    private readonly baseUrl: string,
    private readonly runId: string,
  ) {}

  private count = 0;

  /** @throws ApiRefusal */
  async post(path: string, as: string, body: unknown): Promise<unknown> {
    return this.send('POST', path, as, body);
  }

  /** @throws ApiRefusal */
  async get(path: string, as: string): Promise<unknown> {
    return read(await fetch(`${this.baseUrl}/api/v1${path}`, { headers: { 'x-actor': as } }));
  }

  /** Writes on a draft, as whoever has just read it. @throws ApiRefusal */
  async amendDraft(id: string, as: string, content: unknown): Promise<unknown> {
    const path = `/notice-drafts/${id}`;
    const { version } = z.object({ version: z.int() }).parse(await this.get(path, as));
    return this.send('PUT', path, as, Object.assign({ version }, content));
  }

  async notice(id: string, as: string): Promise<Notice> {
    return noticeView.parse(await this.get(`/notices/${id}`, as));
  }

  async exists(path: string, as: string): Promise<boolean> {
    return this.get(path, as).then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiRefusal) return false;
        throw error;
      },
    );
  }

  async timeline({ kind, id }: CaseRef, as: string): Promise<readonly TimelineEntry[]> {
    return timelineView.parse(await this.get(`/${kind}s/${id}/timeline`, as)).entries;
  }

  async dispatches({ kind, id }: CaseRef, as: string): Promise<readonly Dispatch[]> {
    const page = z.object({ entries: z.array(dispatchView) });
    return page.parse(await this.get(`/dispatches?caseKind=${kind}&caseId=${id}`, as)).entries;
  }

  /** What people are asked to do in a case, and have not done. */
  async openTasks({ id }: CaseRef, as: string): Promise<readonly Task[]> {
    return taskPage.parse(await this.get(`/tasks?caseId=${id}&state=open`, as)).entries;
  }

  async service(organisationId: string, as: string): Promise<z.infer<typeof serviceView>> {
    return serviceView.parse(await this.get(`/organisations/${organisationId}/service`, as));
  }

  private async send(method: 'POST' | 'PUT', path: string, as: string, body: unknown): Promise<unknown> {
    this.count += 1;
    const response = await fetch(`${this.baseUrl}/api/v1${path}`, {
      method,
      headers: {
        'content-type': 'application/json',
        'x-actor': as,
        'idempotency-key': `${this.runId}-${this.count}`,
      },
      body: JSON.stringify(body),
    });
    return read(response);
  }
}

async function read(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  if (response.ok) return body;
  const problem = problemView.safeParse(body);
  if (!problem.success) throw new ApiRefusal('http', `${response.status}`, []);
  const { code, detail, fields } = problem.data;
  throw new ApiRefusal(code, detail, fields ?? []);
}
