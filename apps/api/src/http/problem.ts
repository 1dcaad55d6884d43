import type { FieldProblem } from '@xiangaitong/domain';
import type { ProblemCode } from '@xiangaitong/contracts';

export interface ProblemOptions {
  readonly fields?: readonly FieldProblem[] | undefined;
  readonly headers?: Readonly<Record<string, string>>;
  readonly cause?: unknown;
}

/** A request that cannot be met, on its way to the caller as problem+json (RFC 9457). The caller mends it. */
export class Problem extends Error {
  readonly fields: readonly FieldProblem[] | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly code: ProblemCode,
    options: ProblemOptions = {},
  ) {
    super(code, { cause: options.cause });
    this.name = 'Problem';
    this.fields = options.fields;
    this.headers = options.headers ?? {};
  }
}

/** The system cannot serve this now; nothing has changed, and the same request may be sent again. */
export const unavailable = (cause?: unknown): Problem =>
  new Problem('server.unavailable', { headers: { 'Retry-After': '2' }, cause });
