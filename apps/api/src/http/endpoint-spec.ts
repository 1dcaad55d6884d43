import type { ProblemCode } from '@xiangaitong/contracts';
import type { Actor } from '@xiangaitong/domain';
import type { z } from 'zod';
import type { Party } from './party';

/** An object whose every field has a schema. */
export type Fields = z.ZodObject<Readonly<Record<string, z.ZodType>>>;

/**
 * Everything there is to say about an endpoint, once: the route, what is validated, what the handler
 * gets and gives (its types), and what the documentation tells.
 */
export interface EndpointSpec {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The whole path, as Nest writes it: `/api/v1/notices/:id/approval`. */
  readonly path: string;
  /** The chapter of the documentation. */
  readonly tag: string;
  /** One Chinese sentence: what it does. */
  readonly summary: string;
  /** Whose people may ask; `anyone` needs no actor. */
  readonly by: 'anyone' | readonly Party[];
  readonly params?: Fields;
  readonly query?: Fields;
  readonly body?: z.ZodType;
  readonly responses: Readonly<Record<number, z.ZodType>>;
  /** Beside those that follow from the rest of the description (`implied-problems.ts`). */
  readonly problems: readonly ProblemCode[];
}

/** Keeps a description's exact type, from which the handler's types follow. */
export const endpoint = <const S extends EndpointSpec>(spec: S): S => spec;

type Parsed<T> = T extends z.ZodType ? z.output<T> : undefined;

/** What a handler gets: all of it checked before. */
export interface CallOf<S extends EndpointSpec> {
  readonly params: Parsed<S['params']>;
  readonly query: Parsed<S['query']>;
  readonly body: Parsed<S['body']>;
  readonly actor: S['by'] extends 'anyone' ? undefined : Actor;
  /** Of every POST that an actor sends. */
  readonly idempotencyKey: S['method'] extends 'POST' ? string : undefined;
  readonly requestId: string;
  /** Says which case this is about, for the log. */
  readonly about: (caseId: string) => void;
}

type DeepReadonly<T> = T extends readonly (infer E)[]
  ? readonly DeepReadonly<E>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T;

/** What a handler gives: a status that is documented, with the body that belongs to it. */
export type AnswerOf<S extends EndpointSpec> = {
  [Status in keyof S['responses'] & number]: {
    readonly status: Status;
    readonly body: DeepReadonly<Parsed<S['responses'][Status]>>;
    readonly headers?: Readonly<Record<string, string>>;
  };
}[keyof S['responses'] & number];
