import { setTimeout as pause } from 'node:timers/promises';
import { commandResultView, type CommandResultView } from '@xiangaitong/contracts';
import { codeOf, newKey, type Answer, type SystemApi } from './api-client.fixture';

/** One request as a person makes it: the same key means the same request. */
export interface Attempt {
  readonly path: string;
  /** `person:role` */
  readonly actor: string;
  readonly body: unknown;
  readonly key: string;
}

/** What became of an attempt, however often it was sent. */
export interface Ending extends Attempt {
  readonly done: boolean;
  /** What the command led to; absent when it was refused, and where the answer is another one. */
  readonly result?: CommandResultView;
  /** The product's code of the refusal. */
  readonly code?: string;
}

export const attempt = (path: string, actor: string, body: unknown = {}): Attempt => ({
  path,
  actor,
  body,
  key: newKey(),
});

/** Pause before a request is made again, milliseconds. */
const AGAIN_AFTER_MS = 250;
/** The engine may keep the work of a worker that has gone for a while: longer than that. */
const GIVE_UP_AFTER_MS = 240_000;

/** Sends requests as impatient people and programs do, and keeps book of what they heard. */
export class Racer {
  /** Requests so far, repetitions included. */
  requests = 0;
  /** What was answered to each key, once for each time somebody had asked. */
  readonly endings: Ending[] = [];

  /** Keys under which two different things were asked: one is done, the other refused. */
  readonly reused = new Set<string>();

  constructor(private readonly api: SystemApi) {}

  /** All at the same time, each `copies` times. One ending for each attempt: its copies must agree. */
  async race(attempts: readonly Attempt[], copies = 3): Promise<Ending[]> {
    const sent = attempts.map((one) => Promise.all(Array.from({ length: copies }, () => this.send(one))));
    return (await Promise.all(sent)).map(agreed);
  }

  /** One that must be done. */
  async must(one: Attempt): Promise<CommandResultView> {
    const { result, code } = await this.send(one);
    if (result === undefined) throw new Error(`${one.path}: ${code ?? ''}`);
    return result;
  }

  /** Until it is done or refused: 202 and 503 say that it is under way, or to ask again. */
  async send(one: Attempt): Promise<Ending> {
    const until = performance.now() + GIVE_UP_AFTER_MS;
    for (;;) {
      const answer = await this.once(one);
      const ending = endingOf(one, answer);
      if (ending !== undefined) {
        this.endings.push(ending);
        return ending;
      }
      if (performance.now() > until) throw new Error(`${one.path}: ${answer.status} for too long`);
      await pause(AGAIN_AFTER_MS);
    }
  }

  private once({ path, actor, body, key }: Attempt): Promise<Answer> {
    this.requests += 1;
    return this.api.post(path, actor, body, key);
  }
}

/** Undefined when it is to be asked again. @throws Error for what nobody may ever hear */
function endingOf(one: Attempt, answer: Answer): Ending | undefined {
  const { status } = answer;
  if (status === 200 || status === 201) {
    const { data } = commandResultView.safeParse(answer.body);
    return { ...one, done: true, ...(data === undefined ? {} : { result: data }) };
  }
  if (status === 202 || status === 503) return undefined;
  if ([403, 404, 409, 422].includes(status)) return { ...one, done: false, code: codeOf(answer) };
  throw new Error(`${one.path}: ${status} ${JSON.stringify(answer.body)}`);
}

function agreed(copies: readonly Ending[]): Ending {
  const [first, ...others] = copies;
  if (first === undefined) throw new Error('Nothing was sent');
  // A refusal's code says where the case stands, and it may have moved on between two copies.
  for (const { done, result } of others)
    expect({ done, result }).toEqual({ done: first.done, result: first.result });
  return first;
}
