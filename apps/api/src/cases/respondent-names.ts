import type { OrganisationId } from '@xiangaitong/domain';
import type { OrganisationRepository } from '@xiangaitong/persistence';

/** The present names of the organisations that a list is about; the code of one that has left the directory. */
export async function respondentNames(
  organisations: OrganisationRepository,
  rows: readonly { readonly respondentId: OrganisationId }[],
): Promise<(id: OrganisationId) => string> {
  const ids = [...new Set(rows.map(({ respondentId }) => respondentId))];
  const found = ids.length === 0 ? [] : await organisations.findMany(ids);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? id;
}
