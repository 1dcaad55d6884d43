import type { policyWhatIfView } from '@xiangaitong/contracts';
import type { z } from 'zod';

type View = z.output<typeof policyWhatIfView>;

const GAP = '　';

/** What a draft would change, the totals first; then each case that is listed. */
export function linesOfWhatIf(view: View): string[] {
  const { examined, changed, issueRefusals, deadlines, letters, suspensions, entries, omitted } = view;
  return [
    `試算未結案件 ${examined.notices + examined.suspensions} 件（限期改善 ${examined.notices} 件、中止服務 ${examined.suspensions} 件），有差異 ${changed} 件。`,
    `${GAP}不得核准發文：${counted(issueRefusals)}`,
    `${GAP}期限：${counted(deadlines)}`,
    `${GAP}信件：${counted(letters)}`,
    `${GAP}中止：${counted(suspensions)}`,
    ...entries.flatMap(({ caseNumber, respondentName = '', text }) => [
      `${caseNumber}${GAP}${respondentName}`,
      ...text.map((line) => `${GAP}${line}`),
    ]),
    ...(omitted === 0 ? [] : [`另有 ${omitted} 件有差異，未列出。`]),
  ];
}

const counted = ({ added, dropped, moved }: View['letters']): string =>
  `變動 ${moved}、新增 ${added}、不再有 ${dropped}`;
