import type { FieldProblem } from '@xiangaitong/domain';
import type { z } from 'zod';

/** More would help nobody; a hostile body could name a hundred thousand. */
const MOST_FIELDS = 200;

/** Every field at fault, once each, named as the caller named it: `items.0.text`. */
export function fieldProblems(error: z.ZodError): FieldProblem[] {
  const byField = new Map<string, string>();
  const note = (path: readonly PropertyKey[], message: string): void => {
    const field = path.map(String).join('.');
    // The first thing wrong with a field is told; the next ones often only follow from it.
    if (!byField.has(field)) byField.set(field, message);
  };
  for (const issue of error.issues) {
    if (issue.code === 'unrecognized_keys') {
      for (const key of issue.keys) note([...issue.path, key], issue.message);
    } else {
      note(issue.path, issue.message);
    }
  }
  return [...byField].slice(0, MOST_FIELDS).map(([field, message]) => ({ field, message }));
}
