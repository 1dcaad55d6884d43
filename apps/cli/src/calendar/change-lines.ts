import type { deadlineChangesView } from '@xiangaitong/contracts';
import { countyNames } from '@xiangaitong/domain';
import type { z } from 'zod';

type View = z.output<typeof deadlineChangesView>;

const GAP = '　';

/** What a calendar would do to the open cases: each with the old and the new day and the reasons. */
export function linesOfChanges(view: View): string[] {
  const { calendarName, county, inForce, examined, entries, omitted } = view;
  const closures = county === undefined ? '' : `，併計${countyNames[county]}停止上班`;
  const found = entries.length + omitted;
  return [
    `${calendarName}${closures}${inForce ? '' : '（尚非現行版本，核准後始得採用）'}`,
    `未結案件 ${examined.notices + examined.suspensions} 件，有變動者 ${found} 件；採用前不變更任何案件。`,
    ...entries.flatMap(linesOfEntry),
    ...(omitted === 0 ? [] : [`另有 ${omitted} 件，未列出。`]),
  ];
}

function linesOfEntry({
  choosable,
  caseId,
  caseNumber,
  respondentName,
  county,
  text,
  after,
}: View['entries'][number]) {
  const where = county === undefined ? '所在縣市未登錄' : countyNames[county];
  return [
    `${choosable ? '＊' : GAP}${caseNumber}${GAP}${respondentName}（${where}）${GAP}${caseId}`,
    `${GAP}${GAP}${text}`,
    ...(after?.text ?? []).map((line) => `${GAP}${GAP}${GAP}${line}`),
  ];
}
