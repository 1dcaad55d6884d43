import type { policyVersionsView, policyVersionView } from '@xiangaitong/contracts';
import { civilDateAt, formatRocSlash, parseCivilDate, type Instant } from '@xiangaitong/domain';
import type { z } from 'zod';

type Summary = z.output<typeof policyVersionsView>['entries'][number];
type View = z.output<typeof policyVersionView>;

const GAP = '　';
const stateNames = { proposed: '待核准', approved: '已核准', refused: '已退回' } as const;

const standing = ({ state, inForce, toCome }: Summary): string =>
  inForce ? '現行' : toCome ? '已核准，尚未生效' : stateNames[state];

const day = (at: Instant | undefined): string => (at === undefined ? '' : formatRocSlash(civilDateAt(at)));

/** What the API answers with is a date; anything else is shown as it came. */
const rocDate = (date: string): string => {
  const parsed = parseCivilDate(date);
  return parsed === undefined ? date : formatRocSlash(parsed);
};

/** A version as the list shows it, two lines. */
export function linesOfSummary(summary: Summary): string[] {
  const { version, effectiveDate, inForce, reason, proposedAt, proposedBy, refusalReason } = summary;
  const by =
    proposedBy === undefined ? '隨系統提供' : `${day(proposedAt)} ${proposedBy} 提出：${reason ?? ''}`;
  const why = refusalReason === undefined ? '' : `，退回理由：${refusalReason}`;
  return [
    `${inForce ? '＊' : GAP}第 ${version} 版${GAP}${standing(summary)}${GAP}${rocDate(effectiveDate)} 起`,
    `${GAP}${GAP}${by}${why}`,
  ];
}

/** A version with its content, and what it says otherwise than the one that it was to follow. */
export function linesOfPolicy(view: View): string[] {
  const { text, diff, followedBy } = view;
  const indented = (lines: readonly string[]): string[] => lines.map((line) => `${GAP}${line}`);
  return [
    ...linesOfSummary(view),
    '內容：',
    ...indented(text),
    ...(diff === undefined ? [] : [`與第 ${diff.from} 版的差異：`, ...indented(diff.text)]),
    ...(followedBy === undefined
      ? []
      : [`自 ${rocDate(followedBy.effectiveDate)} 起改用第 ${followedBy.version} 版。`]),
  ];
}
