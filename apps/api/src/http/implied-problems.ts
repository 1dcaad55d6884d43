import type { ProblemCode } from '@xiangaitong/contracts';
import type { EndpointSpec } from './endpoint-spec';

/** Every problem that an endpoint can answer with: its own, and those that follow from its description. */
export function problemsOf(spec: EndpointSpec): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(spec.problems);
  const add = (...more: readonly ProblemCode[]): void => more.forEach((code) => codes.add(code));
  if (spec.by !== 'anyone') add('actor.missing', 'actor.unknown', 'actor.notAllowed', 'server.unavailable');
  if (spec.params !== undefined) add('resource.notFound');
  if (spec.query !== undefined || spec.body !== undefined) add('request.invalid');
  if (spec.method !== 'GET') add('request.malformed', 'request.tooLarge', 'request.unsupportedType');
  if (spec.method === 'POST') add('request.idempotencyKeyMissing', 'request.idempotencyKeyReused');
  add('server.fault');
  return [...codes];
}
