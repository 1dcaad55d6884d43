import type { calendarVersionView } from '@xiangaitong/contracts';
import { civilDateAt, formatRocSlash, type CivilDate, type Instant } from '@xiangaitong/domain';
import type { CalendarVersion } from '@xiangaitong/persistence';
import type { z } from 'zod';

const GAP = '　';
const stateNames = { imported: '待核准', approved: '已核准', refused: '已退回' } as const;

const covered = (firstDay: CivilDate, lastDay: CivilDate): string =>
  `${formatRocSlash(firstDay)} 至 ${formatRocSlash(lastDay)}`;

const day = (at: Instant): string => formatRocSlash(civilDateAt(at));

/** A version as the list shows it, two lines. */
export function linesOfVersion(version: CalendarVersion, inForce: boolean): string[] {
  const { id, calendar, state, source, importedAt, basedOn, reason } = version;
  const imported = basedOn === null ? '' : `，${day(importedAt)} 匯入`;
  const why = reason === null ? '' : `，退回理由：${reason}`;
  return [
    `${inForce ? '＊' : GAP}${calendar.version}${GAP}${inForce ? '現行' : stateNames[state]}${GAP}${id}`,
    `${GAP}${GAP}${covered(calendar.firstDay, calendar.lastDay)}，來源：${source}${imported}${why}`,
  ];
}

/** What a command has made of a version, with what it says otherwise than the one before. */
export function linesOfView(view: z.output<typeof calendarVersionView>): string[] {
  const { id, name, state, inForce, firstDay, lastDay, diff } = view;
  return [
    `${name}（${covered(firstDay, lastDay)}）：${inForce ? '現行' : stateNames[state]}`,
    `代號：${id}`,
    ...(diff === undefined ? [] : ['與匯入時現行版本的差異：', ...diff.text.map((line) => `${GAP}${line}`)]),
  ];
}
