import { draftView } from '@xiangaitong/contracts';
import type { Draft } from '@xiangaitong/persistence';
import type { z } from 'zod';

/** A draft as the interface shows it: the form as it was filled in, without what is added at submission. */
export function viewDraft({ id, state, version, caseNumber, content }: Draft): z.output<typeof draftView> {
  const { respondentName: _name, items, ...form } = content;
  return draftView.parse({
    id,
    state,
    version,
    ...(caseNumber === null ? {} : { caseNumber }),
    ...form,
    items: items.map(({ kind, text }) => ({ kind, text })),
  });
}
