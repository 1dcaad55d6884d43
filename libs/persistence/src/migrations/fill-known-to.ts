/** The instant of the first event of these types in the case's stream; null where there is none. */
const first = (kind: 'notice' | 'suspension', table: string, types: readonly string[]): string =>
  types.length === 0
    ? 'NULL'
    : `(SELECT MIN(e.at) FROM events e
          WHERE e.stream_kind = '${kind}' AND e.stream_id = ${table}.id
            AND e.type IN (${types.map((type) => `'${type}'`).join(', ')}))`;

/**
 * Fills in, from the events, since when each outsider knows of the cases that there are. The types are written out:
 * what a migration did stays as it was.
 */
export const fillKnownTo = (
  kind: 'notice' | 'suspension',
  types: {
    readonly respondent: readonly string[];
    readonly bureau: readonly string[];
    readonly authority: readonly string[];
  },
): string => `
      UPDATE ${kind}s SET
        known_to_respondent_at = ${first(kind, `${kind}s`, types.respondent)},
        known_to_bureau_at = ${first(kind, `${kind}s`, types.bureau)},
        known_to_authority_at = ${first(kind, `${kind}s`, types.authority)}`;

export const forgetKnownTo = (kind: 'notice' | 'suspension'): string => `
      UPDATE ${kind}s SET
        known_to_respondent_at = NULL, known_to_bureau_at = NULL, known_to_authority_at = NULL`;
