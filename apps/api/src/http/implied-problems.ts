import type { ProblemCode } from '@xiangaitong/contracts';
import type { EndpointSpec } from './endpoint-spec';

/** Every problem that an endpoint can answer with: its own, and those that follow from its description. */
export function problemsOf(spec: EndpointSpec): readonly ProblemCode[] {
  const codes = new Set<ProblemCode>(spec.problems);
  const add = (...more: readonly ProblemCode[]): void => more.forEach((code) => codes.add(code));
  if (spec.by !== 'anyone') {
    add('actor.missing', 'actor.unknown', 'actor.disabled', 'actor.notSubstitute', 'actor.notAllowed');
    add('server.unavailable');
  }
  // A case that is not there, or the list of a centre whose cases are not for this person.
  if (spec.params !== undefined || spec.query !== undefined) add('resource.notFound');
  if (spec.method !== 'GET') add('request.malformed', 'request.tooLarge', 'request.unsupportedType');
  if (spec.method === 'POST') add('request.idempotencyKeyMissing', 'request.idempotencyKeyReused');
  // Also an endpoint without parameters refuses those it does not know.
  add('request.invalid', 'server.fault');
  return [...codes];
}
