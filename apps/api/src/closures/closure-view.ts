import type { closureView } from '@xiangaitong/contracts';
import {
  closureDecisionNames,
  closuresThatCount,
  countyNames,
  formatRocSlash,
  type Actor,
  type ClosureDecision,
} from '@xiangaitong/domain';
import type { ClosureRow } from '@xiangaitong/persistence';
import type { z } from 'zod';

type ClosureView = z.output<typeof closureView>;

/** What an entry does to deadlines that are asked for; by itself none does anything. */
const effects: Readonly<Record<ClosureDecision, string>> = {
  wholeDay: '併計這個縣市的停止上班計算期限時，這一天為休息日',
  partOfDay: '僅留紀錄，計算期限時這一天仍為上班日',
  asUsual: '先前的登錄不再採計，這一天為上班日',
};

/**
 * @param rows newest first, of each county and day all there are
 * @param actor officers are named to their own people only
 */
export function viewClosures(rows: readonly ClosureRow[], actor: Actor): ClosureView[] {
  const counting = new Set(closuresThatCount([...rows].reverse()));
  return rows.map((row) => viewClosure(row, counting.has(row), actor));
}

function viewClosure(row: ClosureRow, counts: boolean, actor: Actor): ClosureView {
  const { id, number, county, date, decided, source, enteredAt } = row;
  const what = `${countyNames[county]} ${formatRocSlash(date)} ${closureDecisionNames[decided]}`;
  const effect = counts ? effects[decided] : '已有較後的登錄，這一項不採計';
  return {
    id,
    number,
    county,
    countyName: countyNames[county],
    date,
    decided,
    source,
    counts,
    enteredAt,
    enteredBy: row.actorOrganisationId === actor.organisationId ? row.actorId : undefined,
    enteredByOrganisation: row.actorOrganisationId,
    text: `${what}：${effect}。登錄本身不變更任何案件的期限。`,
  };
}
