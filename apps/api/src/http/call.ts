import type { IncomingMessage } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FieldProblem } from '@xiangaitong/domain';
import { z } from 'zod';
import type { EndpointSpec } from './endpoint-spec';
import { fieldProblems } from './field-problems';
import { Problem } from './problem';
import { contextOf } from './request-context';

/** What Express adds to a request. */
interface RoutedRequest extends IncomingMessage {
  readonly params: unknown;
  readonly query: unknown;
}

export const idempotencyKey = z.string().regex(/^[A-Za-z0-9_-]{8,100}$/);

/** The handler's one parameter: checks the request against the endpoint's description. */
export const Call = createParamDecorator((spec: EndpointSpec, execution: ExecutionContext) =>
  readCall(spec, execution.switchToHttp().getRequest<RoutedRequest>()),
);

function readCall(spec: EndpointSpec, request: RoutedRequest) {
  const context = contextOf(request);
  const key = spec.method === 'POST' && spec.by !== 'anyone' ? requireKey(request) : undefined;
  const problems: FieldProblem[] = [];
  const read = (schema: z.ZodType | undefined, value: unknown): unknown => {
    const parsed = schema?.safeParse(value);
    if (parsed?.success === false) problems.push(...fieldProblems(parsed.error));
    return parsed?.data;
  };
  const params = spec.params?.safeParse(request.params);
  // An identifier that cannot be one names nothing.
  if (params?.success === false) throw new Problem('resource.notFound');
  const query = read(spec.query ?? z.strictObject({}), request.query);
  // A request without a body is an empty one: then every missing part is named.
  const body = read(spec.body ?? z.strictObject({}), context.body === undefined ? {} : context.body);
  if (problems.length > 0) throw new Problem('request.invalid', { fields: problems });
  return {
    params: params?.data,
    query,
    body,
    actor: context.actor,
    idempotencyKey: key,
    requestId: context.requestId,
    about: (caseId: string): void => {
      context.caseId = caseId;
    },
  };
}

function requireKey(request: IncomingMessage): string {
  const parsed = idempotencyKey.safeParse(request.headers['idempotency-key']);
  if (!parsed.success) throw new Problem('request.idempotencyKeyMissing');
  return parsed.data;
}
