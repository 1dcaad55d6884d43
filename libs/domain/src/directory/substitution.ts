import type { PersonId } from '../case/actor';
import type { Instant } from '../time/taipei';

/** 代理: the substitute takes the person's place from `startsAt` until just before `endsAt`. */
export interface Substitution {
  readonly personId: PersonId;
  readonly substituteId: PersonId;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
}

/** Why a substitution cannot be. */
export type SubstitutionFault = 'oneself' | 'overlapping' | 'circle';

/**
 * A person has one substitute at a time, and at no time does the way along the substitutes lead back to
 * them: a task must end with somebody.
 * @param others every other substitution of the centre that has not ended
 */
export function substitutionFault(
  others: readonly Substitution[],
  wanted: Substitution,
): SubstitutionFault | undefined {
  if (wanted.personId === wanted.substituteId) return 'oneself';
  const same = others.filter(({ personId }) => personId === wanted.personId);
  if (same.some((other) => shared(other, wanted) !== undefined)) return 'overlapping';
  return leadsBack(others, wanted, wanted.personId) ? 'circle' : undefined;
}

type Span = Pick<Substitution, 'startsAt' | 'endsAt'>;

/** The time in both, if there is any. */
function shared(a: Span, b: Span): Span | undefined {
  const startsAt = Math.max(a.startsAt, b.startsAt);
  const endsAt = Math.min(a.endsAt, b.endsAt);
  return startsAt < endsAt ? { startsAt, endsAt } : undefined;
}

/** Ends, because what was there before leads back to nobody. */
function leadsBack(
  others: readonly Substitution[],
  { substituteId, ...span }: Span & Pick<Substitution, 'substituteId'>,
  personId: PersonId,
): boolean {
  if (substituteId === personId) return true;
  return others.some((next) => {
    const both = next.personId === substituteId ? shared(next, span) : undefined;
    return both !== undefined && leadsBack(others, { ...both, substituteId: next.substituteId }, personId);
  });
}
