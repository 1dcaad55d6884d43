import type { Actor, PersonId } from './actor';

/**
 * 四眼原則: an act counts as the person's and as the one's they stand in for (代理), so nobody speaks
 * second on what one of the two began. A substitute may approve what their principal asked for in their
 * own right, never in the principal's place.
 * @param first who began it
 * @param firstFor whom that person stood in for, if anybody
 */
export function isSecond({ personId, onBehalfOf }: Actor, first: PersonId, firstFor?: PersonId): boolean {
  const began = [first, firstFor];
  return !began.includes(personId) && (onBehalfOf === undefined || !began.includes(onBehalfOf));
}
