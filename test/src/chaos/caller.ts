import { setTimeout as pause } from 'node:timers/promises';
import { commandResultView, draftView, problemView } from '@xiangaitong/contracts';
import type { Ledger, LedgerEntry } from './ledger';

/** How long one request may take before it is sent again, milliseconds: well over the ten seconds until a 202. */
const REQUEST_TIMEOUT_MS = 20_000;
const RETRY_MS = 250;

export type Heard =
  | { readonly kind: 'done'; readonly body: unknown; readonly caseId: string }
  | { readonly kind: 'refused'; readonly code: string }
  /** The run ended before there was an answer, or it was none. */
  | { readonly kind: 'unheard' };

/** Programs that send commands to both APIs in turn, under the same key until they hear what became of it. */
export class Caller {
  private requests = 0;
  private keys = 0;
  private questions = 0;
  /** How often each status was answered, and `none` where there was no answer. */
  readonly answers = new Map<string, number>();
  /** How often each refusal was heard. */
  readonly refusals = new Map<string, number>();
  /** Answers that no fault excuses, with what they said: 5xx other than 503, and what is not as documented. */
  readonly faults: string[] = [];
  /** What has been asked for and not been answered yet; commands are in the ledger. */
  readonly reading = new Set<string>();

  constructor(
    private readonly apis: readonly string[],
    private readonly ledger: Ledger,
    private readonly keyPrefix: string,
    /** Ends every retry. */
    private readonly ended: AbortSignal,
  ) {}

  /** @param api which one; in turn when absent */
  async send(path: string, actor: string, body: unknown = {}, api?: number): Promise<Heard> {
    const key = `${this.keyPrefix}-${String(++this.keys).padStart(6, '0')}`;
    const commandId = `${actor.slice(0, actor.indexOf(':'))}:${key}`;
    this.ledger.note({ answer: 'sent', commandId, path });
    for (;;) {
      if (this.ended.aborted) return { kind: 'unheard' };
      const answer = await this.request('POST', path, actor, api, { body, key });
      const heard = answer === undefined ? undefined : this.hear(answer, { path, commandId });
      if (heard !== undefined) return heard;
      await pause(RETRY_MS);
    }
  }

  /** Until there is an answer; undefined for 4xx, and when the run has ended. */
  async get(path: string, actor: string): Promise<unknown> {
    const question = `${++this.questions}: GET ${path}`;
    this.reading.add(question);
    try {
      for (;;) {
        if (this.ended.aborted) return undefined;
        const answer = await this.request('GET', path, actor);
        if (answer !== undefined && answer.status < 500)
          return answer.status === 200 ? answer.body : undefined;
        await pause(RETRY_MS);
      }
    } finally {
      this.reading.delete(question);
    }
  }

  /** @returns undefined while the answer is not the final one */
  private hear(
    { status, body }: { status: number; body: unknown },
    about: Pick<LedgerEntry, 'path' | 'commandId'>,
  ): Heard | undefined {
    if (status >= 500) return undefined;
    if (status === 202) {
      this.ledger.note({ answer: 'taken', ...about });
      return undefined;
    }
    if (status === 200 || status === 201) return this.hearDone(body, about);
    const problem = problemView.safeParse(body);
    const code = problem.success ? problem.data.code : String(status);
    this.ledger.note({ answer: 'refused', ...about, code });
    count(this.refusals, code);
    return { kind: 'refused', code };
  }

  private hearDone(body: unknown, about: Pick<LedgerEntry, 'path' | 'commandId'>): Heard {
    const draft = draftView.safeParse(body);
    if (draft.success) {
      const { id, respondentId } = draft.data;
      this.ledger.note({ answer: 'done', ...about, draft: { id, respondentId } });
      return { kind: 'done', body, caseId: id };
    }
    const result = commandResultView.safeParse(body);
    if (!result.success) {
      this.faults.push(`POST ${about.path}: ${JSON.stringify(body)}, which is no result`);
      return { kind: 'unheard' };
    }
    const { caseKind, caseId, seq, events } = result.data;
    const place = seq === undefined ? {} : { seq };
    this.ledger.note({ answer: 'done', ...about, caseKind, caseId, events, ...place });
    return { kind: 'done', body, caseId };
  }

  private async request(
    method: 'GET' | 'POST',
    path: string,
    actor: string,
    api = this.requests++ % this.apis.length,
    command?: { readonly body: unknown; readonly key: string },
  ): Promise<{ readonly status: number; readonly body: unknown } | undefined> {
    try {
      const response = await fetch(`${this.apis[api]}/api/v1${path}`, {
        method,
        headers: {
          'x-actor': actor,
          ...(command === undefined
            ? {}
            : { 'content-type': 'application/json', 'idempotency-key': command.key }),
        },
        ...(command === undefined ? {} : { body: JSON.stringify(command.body) }),
        signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
      });
      const body: unknown = await response.json();
      count(this.answers, String(response.status));
      if (response.status >= 500 && response.status !== 503)
        this.faults.push(`${method} ${path}: ${response.status} ${JSON.stringify(body)}`);
      return { status: response.status, body };
    } catch {
      count(this.answers, 'none');
      return undefined;
    }
  }
}

const count = (counted: Map<string, number>, name: string): void => {
  counted.set(name, (counted.get(name) ?? 0) + 1);
};
