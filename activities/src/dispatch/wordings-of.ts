import {
  wordingInForce,
  type ClaimedLetter,
  type DispatchRepository,
  type LetterWording,
  type LetterWordingRepository,
} from '@xiangaitong/persistence';
import { once } from './once';

export interface WordingShelf {
  readonly dispatches: Pick<DispatchRepository, 'keepWordings'>;
  readonly wordings: Pick<LetterWordingRepository, 'get' | 'list'>;
}

/**
 * The wording of each letter: the one it was made with before; the first time the one in force when it was written,
 * which is kept before anything leaves. A batch takes a few statements, however many letters it has.
 * @returns by letter
 */
export async function wordingsOf(
  letters: readonly ClaimedLetter[],
  { dispatches, wordings }: WordingShelf,
): Promise<ReadonlyMap<string, LetterWording>> {
  const get = once((id: string) => wordings.get(id));
  const list = once((tenant: string, template: ClaimedLetter['template']) => wordings.list(tenant, template));
  const inForce = new Map<string, LetterWording>();
  for (const { id, wordingId, tenant, template, queuedAt } of letters) {
    if (wordingId !== null) continue;
    inForce.set(id, wordingInForce(await list(tenant, template), template, queuedAt));
  }
  const kept = await dispatches.keepWordings(new Map([...inForce].map(([id, wording]) => [id, wording.id])));
  const found = letters.map(async ({ id, wordingId }): Promise<[string, LetterWording]> => {
    const first = inForce.get(id);
    const keptId = wordingId ?? kept.get(id);
    return [id, first !== undefined && first.id === keptId ? first : await get(keptId ?? '')];
  });
  return new Map(await Promise.all(found));
}
