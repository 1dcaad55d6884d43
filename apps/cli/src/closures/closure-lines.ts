import type { closureView } from '@xiangaitong/contracts';
import { civilDateAt, closureDecisionNames, formatRocSlash } from '@xiangaitong/domain';
import type { z } from 'zod';

const GAP = '　';

type ClosureView = z.output<typeof closureView>;

/** An entry as the list shows it; the mark is before those that count. */
export function linesOfClosure({
  countyName,
  date,
  decided,
  source,
  counts,
  enteredAt,
}: ClosureView): string[] {
  const what = [countyName, formatRocSlash(date), closureDecisionNames[decided]].join(GAP);
  const entered = formatRocSlash(civilDateAt(enteredAt));
  return [`${counts ? '＊' : GAP}${what}`, `${GAP}${GAP}來源：${source}，${entered} 登錄`];
}
