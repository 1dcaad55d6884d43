import type { EntityManager } from 'typeorm';
import type { Instant, PersonId } from '@xiangaitong/domain';
import { toDate } from '../database/columns';
import { parsePresences, type Presence } from './stand-in.parser';

/** Who does what is asked of each person; undefined for one who has left and has no substitute. */
export type StandIns = ReadonlyMap<PersonId, PersonId | undefined>;

const presences = `
  SELECT p.id, p.disabled_at IS NULL AND p.erased_at IS NULL AS here,
         CASE WHEN p.disabled_at IS NULL THEN s.substitute_id ELSE h.substitute_id END AS substituteId
    FROM people p
    LEFT JOIN substitutions s ON s.person_id = p.id AND s.starts_at <= ? AND s.ends_at > ?
    LEFT JOIN hand_overs h ON h.person_id = p.id
   WHERE p.id IN (?)`;

/**
 * Finds who stands in for these people at a business instant, along the substitutes: the substitute of
 * one who is away, the one to whom a disabled person's cases went. One whom the directory does not know
 * is not known to be away. One statement, and one more for each link of the longest chain.
 *
 * @param lock holds the people's rows until the end of the transaction, in share mode: so that nobody is
 *   disabled between the look and the row that names them. Written out, because TypeORM takes MariaDB's
 *   version for a MySQL that knows `FOR SHARE`.
 */
export async function standInsOf(
  manager: EntityManager,
  ids: readonly PersonId[],
  at: Instant,
  lock: 'share' | 'none',
): Promise<StandIns> {
  const known = new Map<PersonId, Presence>();
  let wanted = [...new Set(ids)];
  while (wanted.length > 0) {
    const sql = lock === 'share' ? `${presences} LOCK IN SHARE MODE` : presences;
    const found = parsePresences(await manager.query(sql, [toDate(at), toDate(at), wanted]));
    for (const presence of found) known.set(presence.id, presence);
    const next = found.flatMap(({ substituteId }) => (substituteId === null ? [] : [substituteId]));
    wanted = [...new Set(next)].filter((id) => !known.has(id));
  }
  return new Map(ids.map((id) => [id, follow(known, id)]));
}

/**
 * Nobody is set as a substitute who would lead back, but a disabled person's cases may go to one who is away
 * and had named that person: then nobody is there.
 */
function follow(known: ReadonlyMap<PersonId, Presence>, id: PersonId): PersonId | undefined {
  const passed = new Set<PersonId>();
  for (let current = id; !passed.has(current);) {
    passed.add(current);
    const presence = known.get(current);
    if (presence === undefined) return current;
    if (presence.substituteId === null) return presence.here === 1 ? current : undefined;
    current = presence.substituteId;
  }
  return undefined;
}
